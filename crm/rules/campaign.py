"""What a campaign must fulfil before it is written down."""

from datetime import date, timedelta

from crm.enums import N_
from crm.rules import Problem, Problems, Values

LONGEST = timedelta(days=5 * 366)
MOST_FIRMS = 1_000_000
YEARS_BACK, YEARS_AHEAD = 30, 5


def campaign_problems(values: Values) -> Problems:
    """``was_frozen_on`` is the first day of one whose target list is written down."""
    if not values.get("title"):
        yield Problem("title", N_("What is the campaign called?"))
    goal = values.get("goal_firms")
    if goal is not None and not 1 <= goal <= MOST_FIRMS:
        told = {"least": 1, "most": MOST_FIRMS}
        yield Problem("goal_firms", N_("A number from %(least)s to %(most)s."), told)
    yield from _days(values)


def _days(values: Values) -> Problems:
    first, last, today = values.get("starts_on"), values.get("ends_on"), values["today"]
    frozen: date | None = values.get("was_frozen_on")
    if first is None:
        yield Problem("starts_on", N_("On which day does it begin?"))
    elif not today.year - YEARS_BACK <= first.year <= today.year + YEARS_AHEAD:
        yield Problem("starts_on", N_("Is the year right?"))
    elif frozen and first != frozen:
        message = N_("Its target list was written down on its first day, which stays therefore.")
        yield Problem("starts_on", message)
    if last is None:
        yield Problem("ends_on", N_("On which day does it end?"))
    elif first and last < first:
        yield Problem("ends_on", N_("The end lies before the beginning."))
    elif first and last - first > LONGEST:
        yield Problem("ends_on", N_("Is the year right?"))
