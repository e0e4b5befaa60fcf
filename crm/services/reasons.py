"""Why two entries may be the same firm: message ids with their values, kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Reason = tuple[str, Mapping[str, Any]]


def as_json(reasons: Iterable[Reason]) -> str:
    return json.dumps([[message, dict(values)] for message, values in reasons], ensure_ascii=False)


def told(text: str | None, translate: Callable[[str], str]) -> list[str]:
    """In a reader's language."""
    said = [(translate(message), values) for message, values in json.loads(text or "[]")]
    return [message % values if values else message for message, values in said]
