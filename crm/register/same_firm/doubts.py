"""What keeps two firms from being surely the same, however much they have in common."""

from crm.register.same_firm.names import Names
from crm.register.same_firm.traits import Traits
from crm.register.same_firm.weights import NAME_FOR_SURE

PARTNERS = {"gmbh", "kg"}
"""A GmbH & Co. KG and the GmbH that is its partner: one name, one house, two firms."""


def is_doubtful(one: Traits, other: Traits, name: Names) -> bool:
    """Firms may share house, telephone and owner's name: a holding, a son, a landlord."""
    if _differ(one.register_number, other.register_number) or other_member(one, other):
        return True
    if agree(one.register_number, other.register_number):
        return False
    if agree(one.chamber_number, other.chamber_number):
        return False
    if name.differ or name.bits < NAME_FOR_SURE:
        return True
    other_trade = comparable_trades(one, other) and one.trade != other.trade
    return other_trade or {one.legal_form, other.legal_form} == PARTNERS


def other_member(one: Traits, other: Traits) -> bool:
    """Of the same chamber; a firm may be a member of both."""
    mine, yours = one.chamber_number, other.chamber_number
    return _differ(mine, yours) and mine[:3] == yours[:3]


def comparable_trades(one: Traits, other: Traits) -> bool:
    return bool(one.trade and other.trade) and one.trade[:4] == other.trade[:4]


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def agree(one: str, other: str) -> bool:
    return one != "" and one == other
