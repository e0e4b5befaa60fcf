"""Small-firm reach (Erreichen kleiner Unternehmen): coverage of micro and small, and how far
the firms of unknown size could move it.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from crm.enums import SizeClass
from reports.measures.coverage import coverage
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import SMALL_FIRMS, UNKNOWN, Segment
from reports.source.source import Source

GROUPS = {
    SizeClass.MICRO.value: (SizeClass.MICRO,),
    SizeClass.SMALL.value: (SizeClass.SMALL,),
    SMALL_FIRMS: (SizeClass.MICRO, SizeClass.SMALL),
}


class Count(NamedTuple):
    contacted: int
    companies: int

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.contacted, self.companies) if self.companies else None


@remembered
def reach(source: Source, period: Period, segment: Segment | None = None) -> pd.DataFrame:
    """One row each for micro, small and both: ``group``, companies, contacted, ``rate``, its
    ``lowest`` and ``highest``, and ``index``, ``index_lowest``, ``index_highest``, which are
    those divided by the rate of all firms; ``unknown_contacted`` and ``unknown_companies`` are
    the firms whose size nobody knows.

    Each firm of unknown size may or may not belong to the group. The rate is lowest when just
    the unknown firms without a contact do, and highest when just those with one do; the cases in
    which all or none of them belong lie between. Null where there is no firm to divide by.
    """
    everyone = (segment or Segment()).within(size_class=None, size_band=None)
    counts = _by_class(coverage(source, period, ("size_class",), everyone))
    whole = _sum(counts, list(counts)).rate
    unknown = counts.get(UNKNOWN, Count(0, 0))
    rows = [
        {"group": name, **_row(_sum(counts, sizes), unknown, whole)}
        for name, sizes in GROUPS.items()
    ]
    return pd.DataFrame(rows, dtype="object")


def _by_class(rows: pd.DataFrame) -> dict[str, Count]:
    contacted = rows.individual + rows.events_only
    triples = zip(rows.size_class, contacted, rows.companies, strict=True)
    return {size: Count(int(met), int(firms)) for size, met, firms in triples}


def _sum(counts: dict[str, Count], sizes: Iterable[str]) -> Count:
    found = [counts[size] for size in sizes if size in counts]
    return Count(sum(c.contacted for c in found), sum(c.companies for c in found))


def _row(known: Count, unknown: Count, whole: Fraction | None) -> dict[str, float | int | None]:
    met, missed = unknown.contacted, unknown.companies - unknown.contacted
    lowest = Count(known.contacted, known.companies + missed).rate
    highest = Count(known.contacted + met, known.companies + met).rate
    rates = {
        "": known.rate,
        "lowest": highest if lowest is None else lowest,
        "highest": lowest if highest is None else highest,
    }
    named = {name or "rate": _number(rate) for name, rate in rates.items()}
    indexes = {
        f"index_{name}".rstrip("_"): _number(rate / whole if rate is not None and whole else None)
        for name, rate in rates.items()
    }
    not_known = {f"unknown_{name}": value for name, value in unknown._asdict().items()}
    return {**known._asdict(), **named, **indexes, **not_known}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
