"""What a firm's own entries must fulfil. ``values["today"]`` is the local day."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.no_contact import no_contact_problems
from crm.rules.period import OLDEST
from crm.rules.ways_to_reach import reach_problems


def company_problems(values: Values) -> Problems:
    """``needs_name``: people know what the firm is called; only registers deliver nameless ones."""
    if values.get("needs_name") and not values.get("name"):
        yield Problem("name", N_("What is the firm called?"))
    yield from _life(values)
    yield from reach_problems(values)
    yield from no_contact_problems(values)
    if values.get("succession_note") and not values.get("succession_on"):
        yield Problem("succession_on", N_("Since when?"))


def _life(values: Values) -> Problems:
    founded_on, ended_on, today = values.get("founded_on"), values.get("ended_on"), values["today"]
    if founded_on and not OLDEST <= founded_on.year <= today.year + 1:
        yield Problem("founded_on", N_("Is the year right?"))
    if ended_on and ended_on > today:
        yield Problem("ended_on", N_("This day is still to come. Enter it when it has."))
    elif founded_on and ended_on and ended_on < founded_on:
        yield Problem("ended_on", N_("The end lies before the beginning."))
    if values.get("end_reason") and not ended_on:
        yield Problem("ended_on", N_("There is a reason for the end but no day of it."))
