"""Which firms a change is about, so that those who may see it can look."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from reports.frozen.changes import Change, Values
from reports.frozen.tables import Tables

Firms = dict[int, list[Change]]


class Concerned:
    """``several``: tables as they were at one time and another, since an entry that is gone stands
    in the one alone.
    """

    def __init__(self, several: Iterable[Tables], made: Iterable[Change], last_day: date) -> None:
        """Contacts after ``last_day`` have to do with no figure."""
        talks = {row for change in made for row in _talks(change)}
        tables = list(several)
        self._firms = _firms_at(tables, talks)
        self._later = {talk for talk, day in _days(tables, talks) if day > last_day}

    def firms(self, made: Iterable[Change]) -> Firms:
        found: Firms = {}
        for change in made:
            for firm in self._of(change):
                found.setdefault(firm, []).append(change)
        return found

    def _of(self, change: Change) -> set[int]:
        talks = set(_talks(change))
        if talks:
            if talks & self._later:
                return set()
            own = {change.row["company_id"]} if change.table == "participation" else set()
            found = own or {firm for talk in talks for firm in self._firms.get(talk, ())}
        elif change.table == "company":
            found = {change.row["id"], change.row["merged_into_id"]}
        else:
            found = {change.row.get("company_id")}
        return {firm for firm in found if firm is not None}


def _talks(change: Change) -> Iterator[int]:
    if change.table == "interaction":
        yield change.row["id"]
    elif change.row.get("interaction_id") is not None:
        yield change.row["interaction_id"]


def _firms_at(several: Iterable[Tables], talks: set[int]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row in _rows(several, "participation", "interaction_id", talks):
        found.setdefault(row["interaction_id"], set()).add(row["company_id"])
    return found


def _days(several: Iterable[Tables], talks: set[int]) -> Iterator[tuple[int, date]]:
    for row in _rows(several, "interaction", "id", talks):
        yield row["id"], row["happened_on"]


def _rows(several: Iterable[Tables], name: str, column: str, talks: set[int]) -> Iterator[Values]:
    for tables in several:
        if name in tables:
            rows = tables[name]
            yield from rows.filter(pc.is_in(rows[column], pa.array(talks, pa.int64()))).to_pylist()
