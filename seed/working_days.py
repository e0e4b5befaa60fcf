"""Working days are counted, many at once."""

from dataclasses import dataclass

import numpy as np

from seed.days import Calendar
from seed.sources import Array


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts working days, as crm.rules.working_days does."""

    calendar: Calendar

    def after(self, days: Array, count: Array) -> Array:
        """The day on which so many working days are over; the day itself for none."""
        until_then = np.cumsum(self.calendar.is_working)
        wanted = until_then[self._at(days)] + count
        found = self.calendar.days[
            np.minimum(np.searchsorted(until_then, wanted), len(until_then) - 1)
        ]
        return np.where(count > 0, found, days)

    def before(self, days: Array, count: Array) -> Array:
        """The working day so many working days earlier, not before the first."""
        working = self.calendar.days[self.calendar.is_working]
        at = np.searchsorted(working, days) - count
        return np.where(count > 0, working[np.maximum(at, 0)], days)

    def between(self, first: Array, last: Array) -> Array:
        """Working days after the first, up to the last."""
        until_then = np.cumsum(self.calendar.is_working)
        return until_then[self._at(last)] - until_then[self._at(first)]

    def _at(self, days: Array) -> Array:
        return np.clip(self.calendar.index(days), 0, len(self.calendar.days) - 1)
