"""Size and sector: the headcount fits its band, the code exists in its edition."""

from typing import Any

from crm.enums import N_, SizeBand
from crm.rules import Problem, Problems, Values
from crm.rules.period import begun_problems
from crm.rules.wz import Resolved, resolve

MOST_EMPLOYEES = 10_000_000
"""No firm of the world has as many."""


def fact_problems(values: Values) -> Problems:
    yield from _size(values)
    yield from _sector(values)
    if "valid_from" in values and not values["valid_from"]:
        yield Problem("valid_from", N_("From which day on?"))
    yield from begun_problems(values)


def _size(values: Values) -> Problems:
    employees, band = values.get("employees"), values.get("size_band")
    if employees is None:
        return
    if employees < 0:
        yield Problem("employees", N_("The number of employees is below zero."))
    elif employees > MOST_EMPLOYEES:
        yield Problem("employees", N_("This number is too large."))
    elif band not in (None, SizeBand.UNKNOWN, SizeBand.of_headcount(employees)):
        yield Problem(
            "employees", N_("%(employees)s is outside the size chosen."), {"employees": employees}
        )


def _sector(values: Values) -> Problems:
    code, edition = values.get("wz_code"), values.get("wz_edition")
    if code and not edition:
        yield Problem("wz_edition", N_("A WZ code needs its edition, 2008 or 2025."))
    elif code and edition:
        problem = resolve(code, edition).problem
        if problem:
            yield problem


def completed(values: Values) -> dict[str, Any]:
    """With what follows: the band of an exact headcount, the code as it is written, its section.

    The rules have been asked before.
    """
    band, employees = values.get("size_band") or SizeBand.UNKNOWN, values.get("employees")
    if band is SizeBand.UNKNOWN and employees is not None:
        band = SizeBand.of_headcount(employees)
    text, edition = values.get("wz_code"), values.get("wz_edition")
    resolved = resolve(text, edition) if edition else Resolved()
    return {
        "size_band": band,
        "employees": employees,
        "wz_code": resolved.code,
        "wz_edition": edition if resolved.code else None,
        "wz_section": resolved.section,
    }
