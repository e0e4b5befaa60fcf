"""The days a figure speaks of: local dates, first and last day included."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from crm.enums import N_
from crm.errors import DomainError

ReferenceDay = date
"""The Stichtag: the one day on which something is looked at."""


NOT_OVER = N_("This period is not over yet: figures as of %(day)s.")
NOT_BEGUN = N_("This period has not begun yet: figures as of %(day)s.")


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month (of a later one, if negative), or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, order=True)
class Period:
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise DomainError(N_("The end lies before the beginning."))

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def day(cls, day: ReferenceDay) -> "Period":
        return cls(day, day)

    @classmethod
    def up_to(cls, day: ReferenceDay, months: int) -> "Period":
        """So many months whose last day is ``day``: 36 up to 31.12.2025 begin on 1.1.2023."""
        return cls(months_before(day + timedelta(days=1), months), day)

    @classmethod
    def ever_until(cls, day: ReferenceDay) -> "Period":
        return cls(date.min, day)

    @property
    def is_ever(self) -> bool:
        return self.first == date.min

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    def reference_day(self, today: date) -> ReferenceDay:
        """On which recency, visit penetration and firms in care are looked at: the last day, or
        today while the period is not over."""
        return min(self.last, today)

    def remark(self, today: date) -> str:
        """A message id with ``day`` for a period whose figures will still change, else empty."""
        if self.last <= today:
            return ""
        return NOT_OVER if self.first <= today else NOT_BEGUN

    def months(self) -> tuple[str, ...]:
        """Every month that has a day in it, as ``2025-01``."""
        numbers = range(_number(self.first), _number(self.last) + 1)
        return tuple(f"{n // 12:04}-{n % 12 + 1:02}" for n in numbers)

    def months_begun(self, today: date) -> tuple[str, ...]:
        """The months in which something can have been counted."""
        return Period(self.first, min(self.last, today)).months() if self.first <= today else ()

    def part_months(self, today: date) -> "dict[str, Period]":
        """The months of which only some days are counted, so far, with those days."""
        counted = {name: self._within(name, today) for name in self.months()}
        return {n: days for n, days in counted.items() if days and not days.is_whole_months}

    def _within(self, month: str, today: date) -> "Period | None":
        first = date.fromisoformat(f"{month}-01")
        last = min(months_before(first, -1) - timedelta(days=1), self.last, today)
        first = max(first, self.first)
        return Period(first, last) if first <= last else None

    def previous(self) -> "Period":
        """The period before: as many months when it is whole months, else as many days."""
        last = self.first - timedelta(days=1)
        if self.is_whole_months:
            return Period(months_before(self.first, len(self.months())), last)
        return Period(last - timedelta(days=self.days - 1), last)

    def year_before(self) -> "Period":
        """The same days of the year before; whole months stay whole in leap years, too."""
        first = months_before(self.first, 12)
        if self.is_whole_months:
            return Period(first, months_before(self.last + timedelta(days=1), 12) - _ONE_DAY)
        return Period(first, months_before(self.last, 12))


_ONE_DAY = timedelta(days=1)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1
