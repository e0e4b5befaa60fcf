"""Who did what: the rows of the page on workload, of those whom the viewer leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame

from crm.rules.fold import sort_key
from crm.services.open_follow_ups import Open
from reports.measures.activity import FIGURES, activity
from reports.measures.workload import workload
from reports.period import Period, ReferenceDay
from reports.segment import UNKNOWN
from reports.source.source import Source

Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One advisor. ``work`` has the figures of the workload and of what was done."""

    advisor: int
    name: str
    work: Row
    promised: Open


def lines(
    source: Source,
    period: Period,
    day: ReferenceDay,
    promised: dict[int, Open],
    may_be_shown: Callable[[int], bool],
    team: str | int | None,
) -> list[Line]:
    """In the order of names: these are figures about people, and compare nobody."""
    members = _members(source, period, team) if team else None
    did = {int(row["advisor"]): row for row in _records(activity(source, period))}
    nothing: Row = dict.fromkeys(FIGURES, 0)
    found = [
        Line(pk, str(row["name"]), row | did.get(pk, nothing), promised.get(pk, Open()))
        for pk, row in _workloads(source, period, day)
        if may_be_shown(pk) and (members is None or pk in members)
    ]
    return sorted(found, key=lambda line: (sort_key(line.name), line.advisor))


def _workloads(source: Source, period: Period, day: ReferenceDay) -> Iterator[tuple[int, Row]]:
    for row in _records(workload(source, period, None, day)):
        if row["advisor"] != UNKNOWN:
            yield int(row["advisor"]), row


def _records(frame: DataFrame) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]


def _members(source: Source, period: Period, team: str | int) -> set[Any]:
    """Who was in the team on a day of the period."""
    teams = source.frame(source.teams.select("id", "code"))
    ids = set(teams[teams.code == team].id)
    rows = _records(source.frame(source.team_memberships))
    return {
        row["advisor_id"]
        for row in rows
        if row["team_id"] in ids
        and (row["valid_from"] is None or row["valid_from"] <= period.last)
        and (row["valid_to"] is None or row["valid_to"] >= period.first)
    }
