"""What tells one firm from another, brought into one spelling once."""

import math
from typing import NamedTuple

from crm.register.same_firm.spelling import (
    bare_name,
    chamber_number,
    domain,
    house_number,
    legal_form,
    phone,
    register_number,
    street,
    trade,
    unspaced,
)
from crm.rules.fold import fold


class Traits(NamedTuple):
    """Every text is folded and empty where nothing is known; ``key`` is the caller's own."""

    key: int
    name: str = ""
    legal_form: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    latitude: float = math.nan
    longitude: float = math.nan
    phone: str = ""
    register_number: str = ""
    domain: str = ""
    chamber_number: str = ""
    trade: str = ""

    @property
    def has_place(self) -> bool:
        return not math.isnan(self.latitude + self.longitude)


class Said(NamedTuple):
    """The same as somebody wrote it: a row of the database, a line of a file."""

    key: int
    name: str | None = None
    legal_form: str | None = None
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str | None = None
    register_number: str | None = None
    website: str | None = None
    email: str | None = None
    chamber_number: str | None = None
    wz_code: str | None = None
    wz_edition: str | None = None


def traits(said: Said) -> Traits:
    """A chamber's number is also taken from where registers keep it, as ``IHK-0123456``."""
    name = said.name or ""
    number = said.register_number or ""
    return Traits(
        said.key,
        bare_name(name),
        legal_form(said.legal_form or name),
        street(said.street or ""),
        house_number(said.house_number or ""),
        unspaced(said.postcode or ""),
        fold(said.city or ""),
        math.nan if said.latitude is None else said.latitude,
        math.nan if said.longitude is None else said.longitude,
        phone(said.phone or ""),
        register_number(number),
        domain(said.website or "", said.email or ""),
        chamber_number(said.chamber_number or number),
        trade(said.wz_code or "", said.wz_edition or ""),
    )
