"""Where the rows of the year at a glance come from: the totals of the other reports."""

from collections.abc import Mapping
from typing import Any

from pandas import DataFrame

from reports.asked import Asked
from reports.definitions.year_lines import LINES
from reports.measures.behind_counts import firms_of
from reports.measures.campaign_yield import campaign_yield_and_behind
from reports.measures.consulting import slots
from reports.measures.coverage import coverage_and_behind
from reports.measures.founders import founders
from reports.measures.funding import funding_and_behind
from reports.measures.kept_promises import kept_promises_and_behind
from reports.measures.recency import NEVER, recency
from reports.measures.response import response_and_behind
from reports.measures.turnout import turnout_and_behind
from reports.measures.visit_penetration import visit_penetration
from reports.period import Period, ReferenceDay
from reports.report import LINE_BEHIND, PERIODS, SHARES
from reports.segment import SMALL_FIRMS, Segment
from reports.source.source import Source

Figures = dict[str, tuple[int, int | None]]
"""Row -> how many, and how many firms are behind it; None where it counts firms itself."""
CONTACTS = ("companies", "individual", "events_only", "none")
INQUIRIES = ("received", "in_time", "late", "missed", "running", "dropped")
NO_SHARE = "–"
SMALL = Segment(size_class=SMALL_FIRMS)


def figures(source: Source, asked: Asked) -> DataFrame:
    before = asked.period.previous()
    found = {
        "now": _figures(source, asked.period, asked.reference_day, asked),
        "before": _figures(source, before, before.last, asked),
    }
    return DataFrame([_row(line.key, line.under, found) for line in LINES], dtype="object")


def _row(key: str, under: tuple[str, ...], found: Mapping[str, Figures]) -> dict[str, Any]:
    row: dict[str, Any] = {"figure": key, "topic": TOPICS[key], "of": key if under else NO_SHARE}
    for period in PERIODS:
        row[period], row[LINE_BEHIND[period]] = found[period][key]
        of = sum(found[period][one][0] for one in under)
        row[SHARES[period]] = row[period] / of if of else None
    return row


TOPICS = {line.key: line.topic for line in LINES}


def _figures(source: Source, period: Period, day: ReferenceDay, asked: Asked) -> Figures:
    return {
        **_contacts(source, period),
        **_on_day(source, day),
        **_small(source, period),
        **_counted(response_and_behind(source, period, None, day), INQUIRIES),
        **_promises(source, period, day),
        **_gatherings(source, period),
        **_offered(source, period, asked),
        **_counted(funding_and_behind(source, period), ("consultations", "applied", "granted")),
        **_of_material(source, period),
    }


def _contacts(source: Source, period: Period) -> Figures:
    row = _only(coverage_and_behind(source, period))
    reached = row["individual"] + row["events_only"]
    return {
        **{name: (row[name], None) for name in CONTACTS},
        "reached": (reached, None),
        "contacts": (row["contacts"], reached),
        "visits": (row["visits"], row["visited"]),
    }


def _on_day(source: Source, day: ReferenceDay) -> Figures:
    last, visited = _only(recency(source, day)), _only(visit_penetration(source, day))
    return {
        "active": (last["companies"], None),
        "never": (last[NEVER], None),
        "visited": (visited["visited"], None),
    }


def _small(source: Source, period: Period) -> Figures:
    row = _only(coverage_and_behind(source, period, (), SMALL))
    return {
        "small": (row["companies"], None),
        "small_reached": (row["individual"] + row["events_only"], None),
        "small_none": (row["none"], None),
    }


def _promises(source: Source, period: Period, day: ReferenceDay) -> Figures:
    row = _only(kept_promises_and_behind(source, period, None, day))
    parts = {
        f"due_{name}": (row[name], row[firms_of(name)]) for name in ("in_time", "late", "open")
    }
    return {"due": (row["due"], row[firms_of("due")]), **parts}


def _gatherings(source: Source, period: Period) -> Figures:
    row = _only(turnout_and_behind(source, period))
    return {
        "gatherings": (row["gatherings"], None),
        "attended": (row["attended"], row["firms"]),
        "firms_that_came": (row["firms"], None),
    }


def _offered(source: Source, period: Period, asked: Asked) -> Figures:
    """Of founders as of today, as in their own report."""
    row = _only(slots(source, period))
    new = _only(founders(source, period, None, asked.today))
    return {
        "offered": (row["offered"], None),
        "used": (row["used"], None),
        "founders": (new["founders"], None),
    }


def _of_material(source: Source, period: Period) -> Figures:
    row = _only(campaign_yield_and_behind(source, period))
    return {"of_material": (row["consultations"], row[firms_of("consultations")])}


def _counted(rows: DataFrame, names: tuple[str, ...]) -> Figures:
    row = _only(rows)
    return {name: (row[name], row[firms_of(name)]) for name in names}


def _only(rows: DataFrame) -> dict[str, int]:
    """The one row of a measure that is not broken down, its whole numbers."""
    (row,) = rows.to_dict("records")
    return {str(k): int(v) for k, v in row.items() if hasattr(v, "__index__")}
