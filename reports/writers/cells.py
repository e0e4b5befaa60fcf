"""What may stand in a cell: text that no spreadsheet takes for a formula, that XML can carry."""

import re

LONGEST = 32_767
"""Characters an Excel cell holds, counted as UTF-16 units, as Excel does."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """Without the control characters that XML forbids."""
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", text)


class CellFull(ValueError):
    """Raised where row and column are not known; lists name them."""


def fitting(text: str) -> str:
    """The text, if a cell can hold it."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise CellFull(text)
    return text


def harmless(text: str) -> str:
    """For files without types: an apostrophe keeps a spreadsheet from calculating."""
    return f"'{text}" if text.startswith(_FORMULA) else text
