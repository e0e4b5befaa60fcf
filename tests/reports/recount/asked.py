"""A year, the one before, and the plain loops over the rows of one export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.reports.engines import Engines
from tests.reports.plain import Days, Plain, Row

SMALL = {"size_class": "small_firms"}
MOVED = "JKLMNOPQRSTUV"
"""Sections of WZ 2025 that moved; from K on each took the place of the letter before it in 2008."""
Key = tuple[str, ...]
Rows = dict[Key, Row]
TOTAL: Key = ("total",)


@dataclass(frozen=True)
class Recount:
    engines: Engines
    year: int
    today: date

    @property
    def plain(self) -> Plain:
        return self.engines.plain

    @property
    def days(self) -> Days:
        return date(self.year, 1, 1), date(self.year, 12, 31)

    @property
    def before(self) -> Days:
        return date(self.year - 1, 1, 1), date(self.year - 1, 12, 31)

    @property
    def day(self) -> date:
        return min(self.days[1], self.today)

    @property
    def months(self) -> list[str]:
        months = [f"{self.year}-{month:02}" for month in range(1, 13)]
        return [month for month in months if month <= f"{self.today:%Y-%m}"]


def share(over: float, under: float) -> float | None:
    return over / under if under else None


def section(code: str) -> str:
    """Both editions of the WZ as one letter."""
    letter = code.removeprefix("2025-")
    if letter != code and letter in MOVED and letter != "J":
        return chr(ord(letter) - 1)
    return letter


def by_key(rows: Sequence[Row], dimension: str) -> Rows:
    """One row for each category; sections of both editions together."""
    found: Rows = {}
    for row in rows:
        code = str(row[dimension])
        key = (section(code) if dimension == "section" else code,)
        figures = {name: value for name, value in row.items() if name != dimension}
        known = found.setdefault(key, dict.fromkeys(figures, 0))
        found[key] = {name: _added(known[name], value) for name, value in figures.items()}
    return found


def _added(one: Any, other: Any) -> Any:
    return None if one is None or other is None else one + other


def joined(now: Rows, then: Rows, names: Sequence[str], nothing: Row) -> Rows:
    """``now`` with the figures of ``then``; who was there then alone has a row, too."""
    rows = {key: now.get(key, nothing) for key in [*now, *(key for key in then if key not in now)]}
    return {
        key: {**row, **{f"{name}_before": then.get(key, {}).get(name, 0) for name in names}}
        for key, row in rows.items()
    }
