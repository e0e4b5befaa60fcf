"""Cells that a spreadsheet would run are written with an apostrophe, and read without it."""

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: Any) -> str:
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(FORMULA) else words


def as_it_was(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell
