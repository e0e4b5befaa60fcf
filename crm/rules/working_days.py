"""Working days of a Land: Monday to Friday, without its public holidays.

The clock of an inquiry counts as deadlines in German law do (BGB § 187): the day on which it came
in is not counted, the day on which it was answered is. What came in on a Friday and was answered
on the Monday took one working day; what was answered the same day took none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
SATURDAY = 5
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Pause:
    """Days on which the clock stands: after ``begins``, up to ``ends`` included; None: still."""

    begins: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        return self.begins < day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class WorkingDays:
    """``land`` is the Land's code as in ISO 3166-2, without ``DE-``: ST is Sachsen-Anhalt."""

    land: str = "ST"
    zone: ZoneInfo = BERLIN

    def day_of(self, instant: datetime) -> date:
        """The local day in which it lies: 23:30 UTC in summer is the next one."""
        return instant.astimezone(self.zone).date()

    @cached_property
    def holidays(self) -> holidays.HolidayBase:
        """Grows by itself with the years that are asked for."""
        return holidays.country_holidays("DE", subdiv=self.land)

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def taken(self, received: date, until: date, pauses: Iterable[Pause] = ()) -> int:
        """Working days of the clock, without those on which it stood; 0 if ``until`` is earlier."""
        pauses = tuple(pauses)
        days = (received + DAY * number for number in range(1, (until - received).days + 1))
        return sum(self._counts(day, pauses) for day in days)

    def due(self, received: date, days: int, pauses: Iterable[Pause] = ()) -> date | None:
        """The last day that is within the target; None while the clock stands."""
        pauses = tuple(pauses)
        if any(pause.ends is None for pause in pauses):
            return None
        day, left = received, days
        while left:
            day += DAY
            left -= self._counts(day, pauses)
        return day

    def _counts(self, day: date, pauses: Iterable[Pause]) -> bool:
        return self.is_working(day) and not any(pause.covers(day) for pause in pauses)
