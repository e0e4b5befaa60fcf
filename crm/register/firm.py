"""What a register's row says of a firm, in our words."""

from datetime import date
from typing import NamedTuple

from crm.enums import Chamber, SizeBand, WzEdition


class DistrictName(NamedTuple):
    name: str
    number: str
    """The official one, for a district that is not on file yet."""


class Place(NamedTuple):
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    city: str | None = None
    neighbourhood: str | None = None
    district: DistrictName | None = None
    latitude: float | None = None
    longitude: float | None = None


class SizeAndSector(NamedTuple):
    size_band: SizeBand = SizeBand.UNKNOWN
    wz_code: str | None = None
    wz_edition: WzEdition | None = None
    wz_section: str | None = None


class Firm(NamedTuple):
    chamber: Chamber
    place: Place
    fact: SizeAndSector
    name: str | None = None
    legal_form: str | None = None
    register_number: str | None = None
    is_craft: bool = False
    is_sideline: bool = False
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    description: str | None = None
    founded_on: date | None = None
    """Often estimated from an age, so it counts only when the firm is new to us."""
