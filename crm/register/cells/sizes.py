"""How many work there, in the bands of the chambers."""

import re
from functools import lru_cache

from crm.enums import N_, SizeBand
from crm.register.cells.texts import refusal, text
from crm.register.source import Cells

RANGE = re.compile(r"(\d+)(?: ?[-–] ?(\d+))?( ?\+| und mehr)?(?: Beschäftigte)?")


def size_band(cells: Cells, column: str) -> SizeBand:
    """``1 - 3 Beschäftigte``, ``0``, ``unbekannt``."""
    band = _band(text(cells, column))
    if band is None:
        raise refusal(cells, column, N_("This is none of the size bands of the chambers."))
    return band


@lru_cache(maxsize=256)
def _band(words: str | None) -> SizeBand | None:
    if words is None or words.casefold() == "unbekannt":
        return SizeBand.UNKNOWN
    found = RANGE.fullmatch(words.replace(".", ""))
    if not found:
        return None
    lowest, highest, and_more = found.groups()
    code = lowest + (f"-{highest}" if highest else "") + ("+" if and_more else "")
    return next((band for band in SizeBand if band.value == code), None)
