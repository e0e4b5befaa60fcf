"""What two addresses say."""

from math import cos, hypot, radians

from rapidfuzz import fuzz

from crm.enums import N_
from crm.register.same_firm import weights
from crm.register.same_firm.likeness import Reason
from crm.register.same_firm.rarity import Rarity
from crm.register.same_firm.spelling import leading_digits
from crm.register.same_firm.traits import Traits

METRES = 111_320.0
"""Of one degree of latitude."""


def metres(one: Traits, other: Traits) -> float | None:
    """As the crow flies; within a city the earth is flat."""
    if not (one.has_place and other.has_place):
        return None
    north = one.latitude - other.latitude
    middle = radians((one.latitude + other.latitude) / 2)
    return METRES * hypot(north, (one.longitude - other.longitude) * cos(middle))


def place_reason(one: Traits, other: Traits, sharing: int, rarity: Rarity) -> Reason | None:
    """``sharing`` firms are at the same address."""
    if not (one.street and other.street):
        return _without_street(one, other)
    if not _same_street(one, other):
        return _moved(one, other)
    if same_house(one, other):
        worth = min(weights.MOST_OF_AN_ADDRESS, rarity.of(sharing))
        return Reason(N_("same address"), {}, worth)
    return Reason(N_("same street"), {}, weights.SAME_STREET)


def same_house(one: Traits, other: Traits) -> bool:
    number = leading_digits(one.house_number)
    same = number != "" and number == leading_digits(other.house_number)
    return same and _same_street(one, other)


def _same_street(one: Traits, other: Traits) -> bool:
    if one.postcode and other.postcode and one.postcode[:3] != other.postcode[:3]:
        return False
    if one.street == other.street:
        return one.street != ""
    return fuzz.ratio(one.street, other.street) >= weights.SIMILAR_STREET


def _moved(one: Traits, other: Traits) -> Reason:
    far = metres(one, other)
    if far is None:
        near = one.postcode == other.postcode
        return Reason(N_("another street"), {}, weights.MOVED if near else weights.MOVED_FAR)
    worth = weights.MOVED if far < weights.FAR_METRES else weights.MOVED_FAR
    return Reason(N_("moved %(metres)s m"), {"metres": _rounded(far)}, worth)


def _without_street(one: Traits, other: Traits) -> Reason | None:
    far = metres(one, other)
    if far is not None and far < weights.NEAR_METRES:
        return Reason(N_("%(metres)s m apart"), {"metres": _rounded(far)}, weights.SAME_STREET)
    if one.postcode and one.postcode == other.postcode:
        return Reason(N_("same postcode"), {}, weights.SAME_POSTCODE)
    if one.postcode and other.postcode:
        return Reason(N_("another postcode"), {}, weights.MOVED)
    return None


def _rounded(far: float) -> int:
    """To two figures: more would be feigned."""
    return int(round(far, -2 if far >= 1000 else -1))
