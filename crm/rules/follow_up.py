"""A promise and its due day belong together; what is dropped says why."""

from datetime import date

from crm.enums import N_, FollowUpStatus
from crm.rules import Problem, Problems, Values

YEARS_AHEAD = 10
LONGEST = 200


def promise_problems(values: Values) -> Problems:
    """``promise`` and ``due_on`` as written; due neither before ``earliest`` nor absurdly late."""
    promise, due_on = values.get("promise"), values.get("due_on")
    if due_on and not promise:
        yield Problem("promise", N_("Write what was promised."))
    elif promise and len(promise) > LONGEST:
        yield Problem("promise", N_("At most %(length)s characters."), {"length": LONGEST})
    if promise and not due_on:
        yield Problem("due_on", N_("Until when was it promised?"))
    elif due_on and due_on.year > values["today"].year + YEARS_AHEAD:
        yield Problem("due_on", N_("Is the year right?"))
    elif due_on and values.get("earliest") and due_on < values["earliest"]:
        yield Problem("due_on", N_("Due before it was promised."))


def follow_up_problems(values: Values) -> Problems:
    """``was_due_on`` is the day on file, which may stand although it has passed."""
    unchanged = bool(values.get("due_on")) and values.get("due_on") == values.get("was_due_on")
    earliest: date | None = None if unchanged else values["today"]
    found = list(promise_problems({**values, "earliest": earliest}))
    if not values.get("promise") and not any(problem.field == "promise" for problem in found):
        yield Problem("promise", N_("Write what was promised."))
    if not values.get("due_on") and not any(problem.field == "due_on" for problem in found):
        yield Problem("due_on", N_("Until when was it promised?"))
    yield from found
    moved = values.get("was_due_on") and values.get("due_on") and not unchanged
    if moved and not values.get("moved_because"):
        yield Problem("moved_because", N_("Say why it is moved."))
    if not values.get("owner_id"):
        yield Problem("owner_id", N_("Who takes care of it?"))
    if values.get("status") == FollowUpStatus.CANCELLED and not values.get("reason"):
        yield Problem("reason", N_("Say why it is dropped."))
