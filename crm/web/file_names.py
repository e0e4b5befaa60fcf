"""What a downloaded file is called: words and days that tell it from the others in a folder."""

from __future__ import annotations

import re
from typing import Any

PLAIN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)  # fmt: skip


def file_name(*parts: Any, suffix: str = "xlsx") -> str:
    """``Kontakte-zu-Unternehmen_2026-01-01_2026-11-25.xlsx``; letters that every system keeps."""
    words = (re.sub(r"[^\w]+", "-", str(one).translate(PLAIN)).strip("-_") for one in parts)
    return f"{'_'.join(filter(None, words))}.{suffix}"
