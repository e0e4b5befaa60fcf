"""How a gathering is prepared: its plan, and the partners who hold it with the office."""

from __future__ import annotations

from collections.abc import Iterable

from crm.enums import HostRole
from crm.models import GatheringPartner, GatheringPlan, Interaction
from crm.rules import Values

COLUMNS = ("series_id", "capacity", "programme", "registration_until", "remind_days",
           "budget_line", "budget_planned", "budget_spent", "letter_subject",
           "letter_text")  # fmt: skip


def set_plan(gathering: Interaction, values: Values) -> GatheringPlan | None:
    """What is not named stays. A gathering of which nothing is planned has no row."""
    given = {name: values[name] for name in COLUMNS if name in values}
    if gathering.plan is None and any(value is not None for value in given.values()):
        gathering.plan = GatheringPlan()
    for name, value in given.items():
        if gathering.plan is not None:
            setattr(gathering.plan, name, value)
    return gathering.plan


def set_partners(gathering: Interaction, hosts: Iterable[int], co_hosts: Iterable[int]) -> None:
    """Who is named as both holds it."""
    roles = dict.fromkeys(co_hosts, HostRole.CO_HOST) | dict.fromkeys(hosts, HostRole.HOST)
    kept = {each.partner_id: each for each in gathering.partners if each.partner_id in roles}
    for partner_id, role in roles.items():
        kept.setdefault(partner_id, GatheringPartner(partner_id=partner_id)).role = role
    gathering.partners = [kept[partner_id] for partner_id in roles]
