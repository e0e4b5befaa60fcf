"""What rows of the chamber's list say, told a second time by a plain method."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crm.register.sources.ihk_berlin import DISTRICTS

SIZES = {
    "": "unknown", "NULL": "unknown", "unbekannt": "unknown", "0": "0", "4 - 6 Beschäftigte": "4-6",
    "10-19": "10-19", "200 - 499 Beschäftigte": "200-499", "10000 und mehr Beschäftigte": "10000+",
}  # fmt: skip
CODES = {
    "": None, "0": None, "NULL": None, "1071": "10.71", "10.71": "10.71", "1610": "16.10",
    "0161": "01.61", "56": "56",
}  # fmt: skip
AGES = {"": None, "100+": None, "0": 0, "27": 27, "99": 99}
TELLING = {
    "opendata_id": ("", "1", "2", "00123", "9,43032E+11", "DE-4712", "9" * 21),
    "city": ("", "Berlin", "BERLIN", "Berlin-Mitte", "Berlinchen", "Potsdam"),
    "postcode": ("", "10117", "14199", "14200", "1067", "39104", "O-1040"),
    "latitude": ("", "52,5", "-90", "95", "52.5.1"),
    "longitude": ("", "13,25", "180", "181", "1e3"),
    "nace_id": (*CODES, "9999", "107100"),
    "employees_range": (*SIZES, "viele", "11"),
    "ihk_branch_desc": ("", "noch unbekannt", "Konditorei"),
    "business_age": (*AGES, "999", "alt", "-1"),
    "Bezirk": ("", "Mitte", "Pankow", "Marzahn-Hellersdrof"),
    "Planungsraum": ("", "NULL"),
}
"""Cells that mean something, or nearly."""


class Said(NamedTuple):
    key: str
    place: tuple[str | None, ...]
    """Postcode, town, neighbourhood, district."""
    spot: tuple[float | None, float | None]
    size: str
    code: str | None
    founded_on: date | None
    description: str | None


def accepted(rows: Iterable[Mapping[str, str]], as_of: date) -> dict[str, Said]:
    """Id -> what its first row says, where that makes sense."""
    first: dict[str, Mapping[str, str]] = {}
    for row in rows:
        if is_id(row):
            first.setdefault(_words(row, "opendata_id") or "", row)
    found = {id_: said(row, as_of) for id_, row in first.items()}
    return {id_: one for id_, one in found.items() if one}


def is_id(row: Mapping[str, str]) -> bool:
    words = _words(row, "opendata_id") or ""
    return 1 <= len(words) <= 20 and set(words) <= set("0123456789")


def said(row: Mapping[str, str], as_of: date) -> Said | None:
    """None where the row is to be refused."""
    size, code, age = (
        (_words(row, column) or "") for column in ("employees_range", "nace_id", "business_age")
    )
    place = tuple(_words(row, name) for name in ("postcode", "city", "Planungsraum", "Bezirk"))
    spot = [_degrees(row, "latitude", 90), _degrees(row, "longitude", 180)]
    if size not in SIZES or code not in CODES or age not in AGES or not _is_of_berlin(*place):
        return None
    if "wrong" in spot or (spot[0] is None) != (spot[1] is None) or not any((*place, spot[0])):
        return None
    years = AGES[age]
    return Said(
        _words(row, "opendata_id") or "",
        place,
        (spot[0], spot[1]),  # type: ignore[arg-type]
        SIZES[size],
        CODES[code],
        None if years is None else date(as_of.year - years, 1, 1),
        _trade(row),
    )


def _words(row: Mapping[str, str], column: str) -> str | None:
    words = " ".join(row[column].split())
    return words if words not in ("", "NULL") else None


def _is_of_berlin(
    postcode: str | None, city: str | None, _area: str | None, district: str | None
) -> bool:
    begin = (city or "Berlin").casefold()[:7]
    in_town = begin[:6] == "berlin" and not (begin[6:].isalnum() or begin[6:] == "_")
    code = postcode or "10000"
    near = code.isascii() and code.isdecimal() and len(code) == 5 and "10000" <= code < "14200"
    return in_town and near and (district is None or district in DISTRICTS)


def _degrees(row: Mapping[str, str], column: str, limit: int) -> float | str | None:
    words = _words(row, column)
    if words is None:
        return None
    whole, _point, rest = words.replace(",", ".").partition(".")
    digits = whole.removeprefix("-") + (rest or "0")
    if not (digits.isascii() and digits.isdecimal() and abs(float(f"{whole}.{rest}")) <= limit):
        return "wrong"
    return float(f"{whole}.{rest}")


def _trade(row: Mapping[str, str]) -> str | None:
    branch = _words(row, "ihk_branch_desc")
    return _words(row, "nace_desc") if branch in (None, "noch unbekannt") else branch
