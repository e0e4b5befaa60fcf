"""Periods that go along with the calendar: kept by name, they are other days in every month."""

from collections.abc import Callable
from datetime import date, timedelta

from crm.enums import N_
from reports.period import Period, months_before

USUAL = "last_12_months"
_LABELLED: dict[str, tuple[str, Callable[[date], Period]]] = {
    "last_month": (N_("Last month"), lambda day: _months(day, 1, 1)),
    "last_quarter": (N_("Last quarter"), lambda day: _quarter_before(day)),
    "last_year": (N_("Last year"), lambda day: Period.year(day.year - 1)),
    "this_month": (N_("This month so far"), lambda day: Period(day.replace(day=1), day)),
    "this_quarter": (N_("This quarter"), lambda day: Period(_quarter(day), day)),
    "this_year": (N_("This year so far"), lambda day: Period(date(day.year, 1, 1), day)),
    "last_12_months": (N_("Last 12 months"), lambda day: Period.up_to(day, 12)),
    "last_36_months": (N_("Last 36 months"), lambda day: Period.up_to(day, 36)),
}
RELATIVE = {name: label for name, (label, _days) in _LABELLED.items()}


def relative(name: str, today: date) -> Period:
    return _LABELLED[name][1](today)


def _months(day: date, before: int, months: int) -> Period:
    """So many whole months, the first of them so long before the month of ``day``."""
    first = months_before(day.replace(day=1), before)
    return Period(first, months_before(first, -months) - timedelta(days=1))


def _quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _quarter_before(day: date) -> Period:
    return _months(_quarter(day), 3, 3)
