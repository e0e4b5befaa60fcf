"""What a row says of a firm, where people named the columns."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.enums import N_, Chamber, SizeBand, WzEdition
from crm.register.cells import NOTHING, refusal, size_band, text, town
from crm.register.firm import Firm, Place, SizeAndSector
from crm.register.source import Cells, RefusedRow
from crm.rules import Problem
from crm.rules.fold import fold
from crm.rules.wz import resolve

Columns = Mapping[str, str]
"""Field -> column."""
LONGEST_KEY = 40
ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?P<street>.*?\D)[ ,]+(?P<number>\d+ ?[a-z]?(?: ?[-/+] ?\d+ ?[a-z]?)*)", re.I
)
POSTCODED = re.compile(r"(?:D-)?(?P<postcode>\d{5}) +(?P<city>\D.*)")
WORDS = ("name", "legal_form", "register_number", "phone", "email", "website", "description")
EDITIONS = {"wz_2008": WzEdition.WZ_2008, "wz_2025": WzEdition.WZ_2025}


def key(columns: Columns, cells: Cells) -> str:
    """The number that the list gives the firm; where it has none, a fingerprint of name and
    address, so that the same row is known again.
    """
    column = columns.get("key")
    if column is None:
        return _fingerprint(columns, cells)
    words = cells.get(column, "").strip()
    if words in NOTHING:
        raise refusal(cells, column, N_("The number is missing."))
    if ROUNDED.fullmatch(words):
        message = N_("A spreadsheet rounded this id; the true one is gone. Take the original file.")
        raise refusal(cells, column, message)
    if len(words) > LONGEST_KEY:
        raise refusal(cells, column, N_("Longer than %(limit)s characters."), limit=LONGEST_KEY)
    return words


def _fingerprint(columns: Columns, cells: Cells) -> str:
    if text(cells, columns["name"]) is None:
        raise refusal(cells, columns["name"], N_("What is the firm called?"))
    told = (fold(cells.get(columns.get(field, ""), "")) for field in _TOLD_APART_BY)
    return hashlib.blake2b("\x1f".join(told).encode(), digest_size=16).hexdigest()


_TOLD_APART_BY = (
    "name", "street", "house_number", "address", "postcode", "city", "postcode_and_city",
)  # fmt: skip


def firm(
    columns: Columns, city: str, chamber: Chamber, is_craft: bool, cells: Cells, _as_of: date
) -> Firm:
    words: dict[str, Any] = {field: _text(cells, columns, field) for field in WORDS}
    if words["name"] is None:
        raise refusal(cells, columns["name"], N_("What is the firm called?"))
    return Firm(
        chamber=chamber,
        is_craft=is_craft,
        place=_place(cells, columns, city),
        fact=_fact(cells, columns),
        **words,
    )


def _text(cells: Cells, columns: Columns, field: str) -> str | None:
    return text(cells, columns[field]) if field in columns else None


def _place(cells: Cells, columns: Columns, city: str) -> Place:
    said = {
        field: _text(cells, columns, field)
        for field in ("street", "house_number", "postcode", "neighbourhood")
    }
    said |= _divided(NUMBERED, _text(cells, columns, "address"), "street", "number")
    said |= _divided(POSTCODED, _text(cells, columns, "postcode_and_city"), "postcode", "city")
    said["house_number"] = said.pop("number", None) or said["house_number"]
    if "city" in columns:
        said["city"] = town(cells, columns["city"], city)
    elif said.get("city"):
        column = columns["postcode_and_city"]
        town({column: str(said["city"])}, column, city)
    return Place(**said)


def _divided(
    pattern: re.Pattern[str], words: str | None, whole: str, rest: str
) -> dict[str, str | None]:
    """What cannot be divided is all ``whole``."""
    if words is None:
        return {}
    found = pattern.fullmatch(words)
    return {whole: words} if found is None else {**found.groupdict()}


def _fact(cells: Cells, columns: Columns) -> SizeAndSector:
    band = _band(cells, columns["employees"]) if "employees" in columns else SizeBand.UNKNOWN
    for field, edition in EDITIONS.items():
        words = _text(cells, columns, field)
        if words:
            code, section, problem = resolve(words, edition, _text(cells, columns, "description"))
            if problem:
                shown = Problem(columns[field], problem.message, problem.values)
                raise RefusedRow(shown, words)
            return SizeAndSector(band, code, edition, section)
    return SizeAndSector(band)


def _band(cells: Cells, column: str) -> SizeBand:
    """``12`` and ``10 - 19`` alike."""
    words = (text(cells, column) or "").replace(".", "")
    return SizeBand.of_headcount(int(words)) if words.isdecimal() else size_band(cells, column)
