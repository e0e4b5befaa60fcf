"""From a number of a report to the firms behind it, where there is such a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from reports.known import Pairs
from reports.measures.recency import NEVER
from reports.period import Period
from reports.report import TOTAL, Column, Line, Sheet

FIRMS = {
    "companies": "all",
    "reached": "met",
    "individual": "individual",
    "events_only": "events_only",
    "none": "none",
    "visited": "visited",
    "never": NEVER,
}
"""What is counted -> which firms those are."""
PLACES = frozenset({"size_class", "district", "section", "month"})
RECENCY = "recency"
Address = Callable[[Column, str, tuple[str, ...]], str | None]


def addresses(sheet: Sheet, period: Period) -> Address:
    """Of a column, a row's code and its place; None where there is no list of just these firms."""
    lines = {line.key: line for line in sheet.lines}

    def address(column: Column, name: str, place: tuple[str, ...]) -> str | None:
        if name in lines:
            return _of_line(lines[name], column, period)
        where = dict(zip(sheet.dimensions, place, strict=True)) if name != TOTAL else {}
        return _of(column.counts, {**dict(sheet.within), **where, **dict(column.at)}, period)

    return address


def _of_line(line: Line, column: Column, period: Period) -> str | None:
    return _of(line.counts, dict(line.at), period) if column.key == "now" else None


def _of(counts: str, where: Mapping[str, str], period: Period) -> str | None:
    which = where.get(RECENCY) if counts == "active" else FIRMS.get(counts)
    chosen = {name: value for name, value in where.items() if name != RECENCY}
    if which is None or not chosen.keys() <= PLACES:
        return None
    if "month" in chosen:
        chosen["month"] = chosen["month"][:7]
    return _address(which, tuple(chosen.items()), period)


def _address(which: str, chosen: Pairs, period: Period) -> str:
    days = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    wanted: dict[str, Any] = {"contact": which, **days, **dict(chosen)}
    return url_for("CoverageFirmsView.firms", **wanted)
