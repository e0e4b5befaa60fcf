"""When a follow-up that comes again is due next."""

from calendar import monthrange
from datetime import date

from crm.enums import Recurrence


def next_due(series_from: date, recurs: Recurrence, after: date) -> date:
    """The first day of the series after another day. It is counted from the series' first day, so
    that what began on the 31st comes back to it after February.
    """
    step = 1
    while (day := months_later(series_from, step * recurs.months)) <= after:
        step += 1
    return day


def months_back(day: date, months: int) -> date:
    """The last day of which ``months_later`` is no later than ``day``."""
    earlier = months_later(day, -months)
    at_the_end = day.day == monthrange(day.year, day.month)[1]
    last = monthrange(earlier.year, earlier.month)[1]
    return earlier.replace(day=last) if at_the_end else earlier


def months_later(day: date, months: int) -> date:
    """The same day of the month, or its last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
