"""What must be said before somebody's work goes over."""

from datetime import timedelta

from crm.enums import N_
from crm.rules import Problem, Problems, Values

BACK, AHEAD = timedelta(366), timedelta(366)


def hand_over_problems(values: Values) -> Problems:
    """``needed`` are the kinds of which something is open, ``takers`` says who takes which."""
    day, today = values.get("last_day"), values["today"]
    if day is None:
        yield Problem("last_day", N_("Until which day?"))
    elif not today - BACK <= day <= today + AHEAD:
        yield Problem("last_day", N_("Is the year right?"))
    for kind in sorted(set(values["needed"]) - set(values["takers"])):
        yield Problem(kind.value, N_("Who takes it over?"))
