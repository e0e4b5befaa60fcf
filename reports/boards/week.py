"""What the letter of Monday says, as figures: no sentence of it says more than these."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from crm.enums import SizeClass
from reports.measures.coverage import coverage, total
from reports.measures.recency import NEVER, recency
from reports.period import Period
from reports.segment import UNKNOWN
from reports.source.source import Source

WEEKS_BEFORE = 4
MONTHS = 12
FEWEST = 50
"""Of fewer firms, one alone moves the share by more than anybody should write home about."""
WEEK = timedelta(7)


@dataclass(frozen=True)
class Fallen:
    """A size class or district whose coverage of twelve months is lower than in those before."""

    by: str
    code: str
    before: float
    now: float


@dataclass(frozen=True)
class Week:
    """Of the seven days before a Monday. ``average`` is that of the four weeks before those."""

    last: Period
    contacts: int
    before: int
    fallen: Fallen | None
    companies: int
    never: int

    @property
    def average(self) -> Fraction:
        return Fraction(self.before, WEEKS_BEFORE)


def week_before(source: Source, monday: date, fewest: int = FEWEST) -> Week:
    last = Period(monday - WEEK, monday - timedelta(1))
    before = Period(last.first - WEEKS_BEFORE * WEEK, last.first - timedelta(1))
    firms = recency(source, last.last).iloc[0]
    return Week(
        last,
        total(source, last)["contacts"],
        total(source, before)["contacts"],
        _fallen(source, Period.up_to(last.last, MONTHS), fewest),
        int(firms["companies"]),
        int(firms[NEVER]),
    )


def _fallen(source: Source, now: Period, fewest: int) -> Fallen | None:
    """The one that fell furthest, of those with enough firms in both; None where none did."""
    before = Period.up_to(now.first - timedelta(1), MONTHS)
    found = [
        Fallen(by, code, float(then), float(rate))
        for by in ("size_class", "district")
        for code, then, rate in _pairs(source, by, before, now, fewest)
        if rate < then
    ]
    return min(found, key=lambda one: one.now - one.before, default=None)


def _pairs(
    source: Source, by: str, before: Period, now: Period, fewest: int
) -> Iterator[tuple[str, Fraction, Fraction]]:
    then = _rates(source, by, before, fewest)
    for code, rate in _rates(source, by, now, fewest).items():
        if code in then:
            yield code, then[code], rate


def _rates(source: Source, by: str, period: Period, fewest: int) -> dict[str, Fraction]:
    unknown = {UNKNOWN, SizeClass.UNKNOWN.value}
    return {
        row[by]: Fraction(int(row["individual"] + row["events_only"]), int(row["companies"]))
        for row in coverage(source, period, (by,)).to_dict("records")
        if row[by] not in unknown and row["companies"] >= fewest
    }
