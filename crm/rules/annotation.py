"""What a note on a day must fulfil."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.period import FIRST_FIGURES, YEARS_AHEAD

LONGEST_YEARS = 5


def annotation_problems(values: Values) -> Problems:
    first, last, text = (values.get(name) for name in ("first_day", "last_day", "text"))
    if first and not FIRST_FIGURES <= first.year <= values["today"].year + YEARS_AHEAD:
        yield Problem("first_day", N_("Is the year right?"))
    if first and last and last < first:
        yield Problem("last_day", N_("The end lies before the beginning."))
    elif first and last and last.year - first.year >= LONGEST_YEARS:
        yield Problem("last_day", N_("Is the year right?"))
    if text is not None and not text.strip():
        yield Problem("text", N_("Please say in a few words what happened."))
