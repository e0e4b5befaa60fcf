"""Quarters, as ``2026-Q3`` in addresses."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

WRITTEN = re.compile(r"(\d{4})-Q([1-4])")
YEARS = range(1990, 2200)


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def read(cls, text: str) -> "Quarter | None":
        """None for what is no quarter."""
        found = WRITTEN.fullmatch(text)
        if not found or int(found[1]) not in YEARS:
            return None
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.following.first - timedelta(1)

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter.of(self.first - timedelta(1))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def latest_quarters(day: date, count: int = 5) -> list[Quarter]:
    """The one of the day first."""
    found = [Quarter.of(day)]
    while len(found) < count:
        found.append(found[-1].before)
    return found
