"""What an address must fulfil."""

import re

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.period import begun_problems

POSTCODE = re.compile(r"[A-Z\d][A-Z\d -]{2,9}", re.IGNORECASE)
PLACE = ("street", "neighbourhood", "postcode", "city", "district_id", "latitude")
LIMITS = {"latitude": 90, "longitude": 180}


def site_problems(values: Values) -> Problems:
    if not any(values.get(name) for name in PLACE):
        yield Problem("street", N_("Where is it? A street, a town or a district is enough."))
    if values.get("house_number") and not values.get("street"):
        yield Problem("street", N_("Which street does the number belong to?"))
    postcode = values.get("postcode")
    if postcode and not POSTCODE.fullmatch(postcode):
        yield Problem("postcode", N_("This is no postcode. It looks like 39104."))
    yield from _coordinates(values)
    yield from begun_problems(values)


def _coordinates(values: Values) -> Problems:
    for name, other in (("latitude", "longitude"), ("longitude", "latitude")):
        value = values.get(name)
        if value is None and values.get(other) is not None:
            yield Problem(name, N_("Both coordinates or none."))
        elif value is not None and not abs(value) <= LIMITS[name]:  # also where it is no number
            yield Problem(
                name,
                N_("This must lie between -%(limit)s and %(limit)s."),
                {"limit": LIMITS[name]},
            )
