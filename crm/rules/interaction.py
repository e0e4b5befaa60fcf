"""What an interaction must fulfil before it is written down.

``values`` are those of crm.services.log_interaction; ``values["today"]`` is the local day. Fields
of nested entries are named as forms name them: ``follow_ups-0-due_on``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from crm.enums import N_, InteractionKind, InteractionStatus
from crm.rules import Problem, Problems, Values
from crm.rules.follow_up import promise_problems
from crm.rules.gathering_plan import gathering_plan_problems

HOUR = 60
PLANNED_DAYS_BACK = 31
"""So long a planned contact may wait for somebody to say how it went."""
YEARS_BACK, YEARS_AHEAD = 30, 3
"""Beyond these a year is mistyped."""


@dataclass(frozen=True, slots=True)
class KindRules:
    """What one kind needs beyond what all need, and what it has no use for."""

    needs_firm: bool = False
    needs_somebody: bool = False
    """A firm, or by name somebody who has none yet. Lists of participants may begin empty."""
    needs_title: bool = False
    has_place: bool = True
    days: int = 1
    longest_minutes: int = 24 * HOUR


KINDS: Mapping[InteractionKind, KindRules] = {
    InteractionKind.VISIT: KindRules(needs_firm=True, longest_minutes=10 * HOUR),
    InteractionKind.CONSULTATION: KindRules(needs_somebody=True, longest_minutes=8 * HOUR),
    InteractionKind.CALL: KindRules(needs_somebody=True, has_place=False, longest_minutes=4 * HOUR),
    InteractionKind.FORUM: KindRules(needs_title=True, days=3),
    InteractionKind.ROUND_TABLE: KindRules(needs_title=True),
    InteractionKind.CONSULTING_DAY: KindRules(needs_title=True),
    InteractionKind.FAIR: KindRules(needs_title=True, days=14, longest_minutes=7 * 24 * HOUR),
}


def interaction_problems(values: Values) -> Problems:
    yield from when_problems(values)
    yield from _how_long(values)
    yield from _who(values)
    day = {"happened_on": values.get("happened_on")}
    for problem in gathering_plan_problems({**(values.get("plan") or {}), **day}):
        yield Problem(f"plan-{problem.field}", problem.message, problem.values)
    for number, promise in enumerate(values.get("follow_ups") or ()):
        earliest = {"earliest": values.get("happened_on"), "today": values["today"]}
        for problem in promise_problems({**promise, **earliest}):
            name = f"follow_ups-{number}-{problem.field}"
            yield Problem(name, problem.message, problem.values)
    firms = any(each.get("company_id") for each in values.get("participations") or ())
    if values.get("red_flags") and not firms:
        yield Problem("red_flags", N_("A red flag belongs to a firm. Choose the firm."))


def when_problems(values: Values) -> Problems:
    day, today = values.get("happened_on"), values["today"]
    if day is None:
        yield Problem("happened_on", N_("On which day?"))
    elif not today.year - YEARS_BACK <= day.year <= today.year + YEARS_AHEAD:
        yield Problem("happened_on", N_("Is the year right?"))
    elif day > today and _status(values) is InteractionStatus.HELD:
        yield Problem(
            "happened_on", N_("This day is still to come. Plan the contact, or correct the day.")
        )
    elif day < today - timedelta(PLANNED_DAYS_BACK) and (
        _status(values) is InteractionStatus.PLANNED
    ):
        yield Problem(
            "status",
            N_("Planned for a day long past: was it held, cancelled, or was nobody there?"),
        )


def _how_long(values: Values) -> Problems:
    begins, ends = values.get("happened_on"), values.get("ends_on")
    rules = _rules(values)
    if begins and ends and ends < begins:
        yield Problem("ends_on", N_("The end lies before the beginning."))
    elif begins and ends and (ends - begins).days >= rules.days:
        yield Problem("ends_on", N_("It lasts %(days)s days at most."), {"days": rules.days})
    minutes = values.get("duration_minutes")
    if minutes is not None and not 1 <= minutes <= rules.longest_minutes:
        yield Problem(
            "duration_minutes",
            N_("The duration must be between 1 and %(minutes)s minutes."),
            {"minutes": rules.longest_minutes},
        )


def _who(values: Values) -> Problems:
    rules = _rules(values)
    if rules.needs_title and not values.get("title"):
        yield Problem("title", N_("It needs a title that people recognise."))
    if not values.get("lead_id"):
        yield Problem("lead_id", N_("Who of us leads?"))
    if "participations" in values:
        yield from _participants(values["participations"] or (), rules)
    for number, each in enumerate(values.get("participations") or ()):
        yield from _new_people(each, f"participations-{number}")


def _participants(given: Sequence[Values], rules: KindRules) -> Problems:
    firms = any(each.get("company_id") for each in given)
    guests = any(each.get("guest_name") for each in given)
    if rules.needs_firm and not firms:
        yield Problem("participations-0-company_id", N_("Choose the firm."))
    elif rules.needs_somebody and not firms and not guests:
        yield Problem(
            "participations-0-company_id", N_("Choose the firm, or name who has none yet.")
        )


def _new_people(participation: Values, name: str) -> Problems:
    named = [any(person.values()) for person in participation.get("new_people") or ()]
    if any(named) and not participation.get("company_id"):
        yield Problem(f"{name}-company_id", N_("Choose the firm at which the new person works."))
    for number, person in enumerate(participation.get("new_people") or ()):
        if named[number] and not person.get("last_name"):
            yield Problem(
                f"{name}-new_people-{number}-last_name", N_("A person needs a last name.")
            )


def _rules(values: Values) -> KindRules:
    return KINDS[InteractionKind(values["kind"])]


def _status(values: Values) -> InteractionStatus:
    return InteractionStatus(values.get("status") or InteractionStatus.HELD)
