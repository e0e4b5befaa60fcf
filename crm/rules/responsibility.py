"""A responsibility names exactly one thing."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.period import period_problems

LONGEST = 40
THINGS = ("district", "wz_section", "topic", "company")


def responsibility_problems(values: Values) -> Problems:
    named = [thing for thing in THINGS if values.get(thing)]
    if len(named) != 1:
        yield Problem(
            named[-1] if named else THINGS[0],
            N_("A responsibility names one thing: a district, a sector, a topic or a firm."),
        )
    if len(values.get("wz_section") or "") > LONGEST:
        yield Problem("wz_section", N_("At most %(length)s characters."), {"length": LONGEST})
    yield from period_problems(values)
