"""Whole numbers from outside: ids in addresses, versions and choices in forms."""

from __future__ import annotations

from typing import Any

from crm.models.base import LARGEST_NUMBER

MOST_DIGITS = len(str(LARGEST_NUMBER))


def read_number(written: Any) -> int | None:
    """None for what no column holds: signs, letters, ², more digits than numbers have."""
    text = str(written)
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    return int(text) if int(text) <= LARGEST_NUMBER else None
