"""What a care class must fulfil."""

from crm.enums import N_
from crm.rules import Problem, Problems, Values

MOST_MONTHS = 120


def care_class_problems(values: Values) -> Problems:
    months = values.get("months")
    if months is not None and not 1 <= months <= MOST_MONTHS:
        yield Problem("months", N_("Between 1 and %(most)s."), {"most": MOST_MONTHS})
