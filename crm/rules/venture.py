"""What a founder's plan must say, and when it may have become a firm."""

from datetime import date

from crm.enums import N_
from crm.rules import Problem, Problems, Values
from crm.rules.ways_to_reach import reach_problems
from crm.rules.wz_sections import SAME_IN_BOTH_EDITIONS, SECTIONS

YEARS = 10
"""Further off than this a day of founding is mistyped."""
OFFERED = [code for code in SECTIONS if code in SAME_IN_BOTH_EDITIONS or code.startswith("2025-")]
"""Sections of WZ 2025, as figures name them."""


def venture_problems(values: Values) -> Problems:
    if "last_name" in values and not values["last_name"]:
        yield Problem("last_name", N_("A person needs a last name."))
    yield from reach_problems(values)
    for name in ("planned_on", "dropped_on"):
        day, today = values.get(name), values["today"]
        if day and not today.year - YEARS <= day.year <= today.year + YEARS:
            yield Problem(name, N_("Is the year right?"))
    if values.get("dropped_on") and values["dropped_on"] > values["today"]:
        yield Problem("dropped_on", N_("This lies in the future."))
    if values.get("wz_section") and values["wz_section"] not in OFFERED:
        yield Problem("wz_section", N_("Please choose from the list."))


def became_problems(became_on: date | None, today: date) -> Problems:
    if became_on is None:
        yield Problem("became_on", N_("On which day was it founded?"))
    elif became_on > today:
        yield Problem("became_on", N_("This lies in the future."))
    elif became_on.year < today.year - YEARS:
        yield Problem("became_on", N_("Is the year right?"))
