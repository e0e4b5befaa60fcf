"""What a red flag must fulfil before it is raised, changed or closed."""

from datetime import date, timedelta

from crm.enums import N_
from crm.rules import Problem, Problems, Values

DAYS_TO_ACT = 14
"""Unless somebody says otherwise."""
YEARS_BACK, YEARS_AHEAD = 30, 3
MOST_JOBS = 100_000


def due_from(raised_on: date, today: date) -> date:
    """What a flag is due on that was raised with a tap."""
    return max(raised_on, today) + timedelta(DAYS_TO_ACT)


def red_flag_problems(values: Values) -> Problems:
    """``today`` is the local day."""
    if not values.get("company_id"):
        yield Problem("company_id", N_("Which firm is in trouble?"))
    if not values.get("kind"):
        yield Problem("kind", N_("What kind of trouble is it?"))
    if not values.get("owner_id"):
        yield Problem("owner_id", N_("Who takes care of it?"))
    yield from _when(values)
    yield from _jobs(values)


def _when(values: Values) -> Problems:
    raised, due, today = values.get("raised_on"), values.get("due_on"), values["today"]
    if raised is None:
        yield Problem("raised_on", N_("On which day was it noticed?"))
    elif raised > today:
        yield Problem("raised_on", N_("This lies in the future."))
    elif raised.year < today.year - YEARS_BACK:
        yield Problem("raised_on", N_("Is the year right?"))
    if due is None:
        yield Problem("due_on", N_("Until when has somebody done something about it?"))
    elif due.year > today.year + YEARS_AHEAD:
        yield Problem("due_on", N_("Is the year right?"))
    elif raised is not None and due < raised:
        yield Problem("due_on", N_("Due before it was noticed."))


def _jobs(values: Values) -> Problems:
    for name in ("jobs_claimed", "jobs_confirmed"):
        jobs = values.get(name)
        if jobs is not None and not 0 <= jobs <= MOST_JOBS:
            yield Problem(name, N_("Between 0 and %(most)s."), {"most": MOST_JOBS})
