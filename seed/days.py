"""Local days as numpy sees them, the office's working days, and both as text for a database."""

from datetime import date, timedelta
from functools import cache

import holidays
import numpy as np
from numpy.random import Generator

from seed import plan
from seed.sources import Array

NONE = np.datetime64("NaT", "D")
BEYOND = 150
"""Days after the last one for which promises and plans may be made."""


def day(value: date) -> np.datetime64:
    return np.datetime64(value, "D")


def iso(days: Array) -> list[str | None]:
    """YYYY-MM-DD, or None where there is no day."""
    return [None if text == "NaT" else text for text in np.datetime_as_string(days).tolist()]


def years_before(until: date, years: int) -> date:
    """The first day of the period of so many years that ends on a day."""
    return date.fromordinal(_same_day(until, until.year - years).toordinal() + 1)


def _same_day(until: date, year: int) -> date:
    return until.replace(year=year, day=min(until.day, 28) if until.month == 2 else until.day)


def fraction_before(until: date, years: float) -> np.datetime64:
    return day(until - timedelta(days=round(years * 365.25)))


def month(days: Array) -> Array:
    """1 to 12."""
    return np.asarray(days.astype("datetime64[M]").astype(int) % 12 + 1)


def weekday(days: Array) -> Array:
    """0 is Monday."""
    return np.asarray((days.astype(int) + 3) % 7)


class Calendar:
    """The years of the demo city: from ``first`` to ``until``, and some weeks beyond."""

    def __init__(self, first: date, until: date) -> None:
        self.first, self.until = day(first), day(until)
        self.days = np.arange(self.first, self.until + BEYOND + 1)
        span = range(first.year, until.year + 2)
        free = holidays.country_holidays("DE", subdiv="ST", years=span)
        closed = np.isin(self.days, np.array(sorted(free), dtype="datetime64[D]"))
        self.is_working = (weekday(self.days) < 5) & ~closed
        self._next = _next_true(self.is_working)

    def index(self, days: Array) -> Array:
        return np.asarray((days - self.first).astype(int))

    def working(self, days: Array) -> Array:
        """The day itself where the office works, else the next on which it does."""
        at = np.clip(self.index(days), 0, len(self.days) - 1)
        return np.asarray(self.days[self._next[at]])

    def rhythm(self) -> Array:
        """How busy each day is, whoever works: season, weekday, Christmas; 0 when closed."""
        season = np.array(plan.MONTHS)[month(self.days) - 1]
        week = np.array(plan.WEEKDAYS)[weekday(self.days)]
        return np.asarray(
            season * week * np.where(is_quiet(self.days), plan.CHRISTMAS, 1.0) * self.is_working
        )


def is_quiet(days: Array) -> Array:
    """Between 20 December and 3 January."""
    in_month = (days - days.astype("datetime64[M]")).astype(int) + 1
    months = month(days)
    return np.asarray(((months == 12) & (in_month >= 20)) | ((months == 1) & (in_month <= 3)))


def _next_true(flags: Array) -> Array:
    """For each position the next one that is true, or the last."""
    at = np.where(flags, np.arange(len(flags)), len(flags) - 1)
    return np.asarray(np.minimum.accumulate(at[::-1])[::-1])


@cache
def _times() -> list[str]:
    clock = [(hour, minute) for hour in range(7, 17) for minute in range(60)]
    return [f" {hour:02}:{minute:02}:{minute * 7 % 60:02}.000000" for hour, minute in clock]


def instants(rng: Generator, days: Array) -> list[str]:
    """Some time on each of the days, as SQLAlchemy stores it in SQLite and PostgreSQL reads it."""
    times = _times()
    texts = np.datetime_as_string(days).tolist()
    at = rng.integers(0, len(times), len(days)).tolist()
    return [text + times[i] for text, i in zip(texts, at, strict=True)]


def clock(text: str) -> str:
    """HH:MM as SQLAlchemy stores a time in SQLite and PostgreSQL reads it."""
    return f"{text}:00.000000"
