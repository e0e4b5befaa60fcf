"""What a row says of a firm, where people named the columns."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from crm.enums import N_, Chamber, SizeBand, WzEdition
from crm.register.address import house_and_street
from crm.register.cells import (
    amount,
    day,
    district,
    identifier,
    postcode,
    refusal,
    size_band,
    text,
    town,
    wz_code,
)  # fmt: skip
from crm.register.firm import DistrictName, Firm, Place, SizeAndSector
from crm.register.source import Cells, RefusedRow
from crm.rules.fold import fold

Columns = Mapping[str, str]
"""Field -> column."""
POSTCODED = re.compile(r"(?:D-)?(?P<postcode>\d{5}) +(?P<city>\D.*)")
WORDS = ("name", "legal_form", "register_number", "phone", "email", "website", "description")
NUMBER = re.compile(r"[0-9.,]+")
IN_GERMANY = range(1_000, 100_000)
OF_A_PLACE = ("street", "house_number", "postcode", "city", "neighbourhood")
EDITIONS = {"wz_2008": WzEdition.WZ_2008, "wz_2025": WzEdition.WZ_2025}


def key(columns: Columns, cells: Cells) -> str:
    """The number that the list gives the firm; where it has none, a fingerprint of name and
    address, so that the same row is known again.
    """
    column = columns.get("key")
    if column is None:
        return _fingerprint(columns, cells)
    words = identifier(cells, column)
    if words is None:
        raise refusal(cells, column, N_("The number is missing."))
    return words


def _fingerprint(columns: Columns, cells: Cells) -> str:
    if text(cells, columns["name"]) is None:
        raise refusal(cells, columns["name"], N_("What is the firm called?"))
    told = (fold(cells.get(columns.get(field, ""), "")) for field in _TOLD_APART_BY)
    return hashlib.blake2b("\x1f".join(told).encode(), digest_size=16).hexdigest()


_TOLD_APART_BY = (
    "name", "street", "house_number", "address", "postcode", "city", "postcode_and_city",
)  # fmt: skip


class About(NamedTuple):
    """What holds of all firms of the table."""

    city: str
    chamber: Chamber = Chamber.UNKNOWN
    is_craft: bool = False
    districts: Mapping[str, str] = MappingProxyType({})
    """Those on file: name -> number."""


def firm(columns: Columns, about: About, cells: Cells, as_of: date) -> Firm:
    words: dict[str, Any] = {field: _text(cells, columns, field) for field in WORDS}
    if words["name"] is None:
        raise refusal(cells, columns["name"], N_("What is the firm called?"))
    return Firm(
        chamber=about.chamber,
        is_craft=about.is_craft,
        founded_on=day(cells, columns["founded_on"], as_of) if "founded_on" in columns else None,
        place=_place(cells, columns, about),
        fact=_fact(cells, columns),
        **words,
    )


def _text(cells: Cells, columns: Columns, field: str) -> str | None:
    return text(cells, columns[field]) if field in columns else None


def _place(cells: Cells, columns: Columns, about: About) -> Place:
    said: dict[str, Any] = {field: _text(cells, columns, field) for field in OF_A_PLACE}
    if "address" in columns:
        street, number = house_and_street(_text(cells, columns, "address"))
        said |= {"street": street, "house_number": number}
    if "postcode_and_city" in columns:
        said |= _postcode_and_city(_text(cells, columns, "postcode_and_city"))
    if "postcode" in columns:
        said["postcode"] = postcode(cells, columns["postcode"], about.city, IN_GERMANY)
    column = columns.get("city") or columns.get("postcode_and_city", "")
    town({column: said["city"] or ""}, column, about.city)
    return Place(**said, district=_district(cells, columns, about))


def _district(cells: Cells, columns: Columns, about: About) -> DistrictName | None:
    if "district" not in columns or not about.districts:
        return None
    return district(cells, columns["district"], about.city, about.districts)


def _postcode_and_city(words: str | None) -> dict[str, str | None]:
    found = POSTCODED.fullmatch(words or "")
    return dict(found.groupdict()) if found else {"city": words}


def _fact(cells: Cells, columns: Columns) -> SizeAndSector:
    band = _band(cells, columns["employees"]) if "employees" in columns else SizeBand.UNKNOWN
    for field, edition in EDITIONS.items():
        words = _text(cells, columns, field)
        if words:
            what = _text(cells, columns, "description")
            return SizeAndSector(band, *wz_code(cells, columns[field], edition, what))
    return SizeAndSector(band)


def _band(cells: Cells, column: str) -> SizeBand:
    """``12`` and ``10 - 19`` alike."""
    if NUMBER.fullmatch(text(cells, column) or ""):
        employees = amount(cells, column) or 0
        if not float(employees).is_integer():
            raise refusal(cells, column, N_("This is not a whole number."))
        return SizeBand.of_headcount(int(employees))
    try:
        return size_band(cells, column)
    except RefusedRow:
        message = N_("Neither a number nor a size band like 10 - 19.")
        raise refusal(cells, column, message) from None
