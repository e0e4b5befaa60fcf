"""What is kept of a person: a name, and ways to reach them that work."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.no_contact import no_contact_problems
from crm.rules.period import period_problems
from crm.rules.ways_to_reach import reach_problems

OLDEST_AGE, YOUNGEST = 110, 14
YEARS_AHEAD = 10
"""A review further off than this is none."""


def person_problems(values: Values) -> Problems:
    if not values.get("last_name"):
        yield Problem("last_name", N_("A person needs a last name."))
    yield from reach_problems(values)
    yield from no_contact_problems(values)
    born = values.get("birth_year")
    if born and not values["today"].year - OLDEST_AGE <= born <= values["today"].year - YOUNGEST:
        yield Problem("birth_year", N_("Is the year right?"))
    review_on, today = values.get("review_on"), values["today"]
    if review_on and not today.year - YEARS_AHEAD <= review_on.year <= today.year + YEARS_AHEAD:
        yield Problem("review_on", N_("Is the year right?"))


def position_problems(values: Values) -> Problems:
    """``person`` and ``company`` only where they are asked for."""
    for name, question in (("person", N_("Who?")), ("company", N_("At which firm?"))):
        if name in values and not values[name]:
            yield Problem(name, question)
    if not values.get("function"):
        yield Problem("function", N_("What are they there?"))
    yield from period_problems(values)
