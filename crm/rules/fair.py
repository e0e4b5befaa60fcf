"""What a shift at a fair and a contact at its stand must say."""

from datetime import date

from crm.enums import N_
from crm.rules import Problem, Problems, Values

LINE = 200


def shift_problems(values: Values) -> Problems:
    """``first_day`` and ``last_day`` are the fair's."""
    day, begins, ends = (values.get(name) for name in ("day", "starts_at", "ends_at"))
    first: date = values["first_day"]
    last: date = values["last_day"]
    if not values.get("advisor_id"):
        yield Problem("advisor_id", N_("Who of us?"))
    if day is None or not first <= day <= last:
        yield Problem("day", N_("On one of the fair's days."))
    if begins is None:
        yield Problem("starts_at", N_("From when?"))
    if ends is None or (begins and ends <= begins):
        yield Problem("ends_at", N_("Until when? It ends after it begins."))


def stand_contact_problems(values: Values) -> Problems:
    if not values.get("company_id") and not values.get("name"):
        yield Problem("company_id", N_("Choose the firm, or write a name."))
    for name in ("name", "phone", "note"):
        if len(values.get(name) or "") > LINE:
            yield Problem(name, N_("At most %(length)s characters."), {"length": LINE})
