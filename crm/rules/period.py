"""What holds for everything that has a first and a last day."""

from datetime import timedelta

from crm.enums import N_
from crm.rules import Problem, Problems, Values

OLDEST, YEARS_AHEAD = 1500, 10
"""No firm of the city is older; beyond these years a day is mistyped."""
FIRST_FIGURES = 1990
MOST_DAYS = 20 * 366


def period_problems(values: Values) -> Problems:
    """``valid_from`` and ``valid_to`` are dates or None."""
    begins, ends = values.get("valid_from"), values.get("valid_to")
    for name, day in (("valid_from", begins), ("valid_to", ends)):
        if day and not OLDEST <= day.year <= values["today"].year + YEARS_AHEAD:
            yield Problem(name, N_("Is the year right?"))
    if begins and ends and ends < begins:
        yield Problem("valid_to", N_("The end lies before the beginning."))


def begun_problems(values: Values) -> Problems:
    """The same for what lists and pages show as it is today, so that it has to have begun."""
    begins = values.get("valid_from")
    if begins and begins > values["today"]:
        yield Problem("valid_from", N_("This day is still to come. Enter it when it has."))
    yield from period_problems(values)


def figures_problems(values: Values) -> Problems:
    """``from`` and ``to`` are the days between which figures are asked for."""
    begins, ends = values["from"], values["to"]
    for name, day in (("from", begins), ("to", ends)):
        if not FIRST_FIGURES <= day.year <= values["today"].year + 1:
            yield Problem(name, N_("Is the year right?"))
            return
    if ends < begins:
        yield Problem("to", N_("The end lies before the beginning."))
    elif ends - begins >= timedelta(days=MOST_DAYS):
        yield Problem("to", N_("At most twenty years at once."))
