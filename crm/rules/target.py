"""What a target must fulfil before it is set."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values

MOST = 1_000_000
LONGEST_YEARS = 5


def target_problems(values: Values) -> Problems:
    first, last, goal = (values.get(name) for name in ("first_day", "last_day", "goal"))
    if first and last and last < first:
        yield Problem("last_day", N_("The end lies before the beginning."))
    elif first and last and last.year - first.year >= LONGEST_YEARS:
        yield Problem("last_day", N_("Is the year right?"))
    if goal is not None and not 1 <= goal <= MOST:
        yield Problem("goal", N_("Between 1 and %(most)s."), {"most": MOST})
