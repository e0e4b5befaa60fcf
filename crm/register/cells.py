"""Reading single cells, shared by the sources. Each refuses the row when a cell makes no sense."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from crm.enums import N_, SizeBand
from crm.register.firm import DistrictName
from crm.register.source import Cells, RefusedRow
from crm.rules import Problem

NOTHING = ("", "NULL")
LONGEST = 200
RANGE = re.compile(r"(\d+)(?: ?[-–] ?(\d+))?( ?\+| und mehr)?(?: Beschäftigte)?")


def refusal(cells: Cells, column: str, message: str, **values: object) -> RefusedRow:
    return RefusedRow(Problem(column, message, values), cells.get(column, ""))


def text(cells: Cells, column: str) -> str | None:
    """Without outer and doubled spaces; None for an empty cell, a missing column and ``NULL``."""
    words = " ".join(cells.get(column, "").split())
    if len(words) > LONGEST:
        raise refusal(cells, column, N_("Longer than %(limit)s characters."), limit=LONGEST)
    return None if words in NOTHING else words


def number(cells: Cells, column: str) -> float | None:
    """With a decimal point or, after a German spreadsheet, a decimal comma."""
    words = text(cells, column)
    if words is None:
        return None
    if not re.fullmatch(r"-?\d+([.,]\d+)?", words):
        raise refusal(cells, column, N_("This is not a number."))
    return float(words.replace(",", "."))


def town(cells: Cells, column: str, city: str) -> str | None:
    """The city itself; a part of it may follow, as in ``Berlin-Mitte``."""
    words = text(cells, column)
    if words and not re.match(rf"{re.escape(city)}\b", words, re.IGNORECASE):
        message = N_(
            "This firm is not in %(city)s. If it has moved away, enter its end on the firm's page."
        )
        raise refusal(cells, column, message, city=city)
    return words


def postcode(cells: Cells, column: str, city: str, ours: range) -> str | None:
    words = text(cells, column)
    if words is None:
        return None
    if not re.fullmatch(r"[0-9]{5}", words):
        message = N_("A postcode has five digits. Spreadsheets take away a leading zero.")
        raise refusal(cells, column, message)
    if int(words) not in ours:
        raise refusal(cells, column, N_("This postcode is not one of %(city)s."), city=city)
    return words


def district(
    cells: Cells, column: str, city: str, numbers: Mapping[str, str]
) -> DistrictName | None:
    name = text(cells, column)
    if name is None:
        return None
    if name not in numbers:
        (nearest,) = get_close_matches(name, numbers, 1, cutoff=0)
        message = N_("%(city)s has no district “%(name)s”. The most similar is “%(nearest)s”.")
        raise refusal(cells, column, message, city=city, name=name, nearest=nearest)
    return DistrictName(name, numbers[name])


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
