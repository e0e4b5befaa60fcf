"""Row by row, what is other now than it was then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from reports.frozen.tables import Tables
from reports.source.columnar import OFFLINE

Values = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """Of one row. Added: nothing ``before``; gone: nothing ``after``."""

    table: str
    before: Values | None
    after: Values | None

    @property
    def row(self) -> Values:
        """As it is now; of one that is gone, as it was."""
        return self.after or self.before or {}

    def differs(self, column: str) -> bool:
        both = self.before and self.after
        return bool(both and self.before[column] != self.after[column])  # type: ignore[index]


def changes(then: Tables, now: Tables) -> list[Change]:
    """Of all tables that were kept."""
    return [change for name in then for change in _of(name, then[name], now[name])]


def _of(name: str, then: pa.Table, now: pa.Table) -> Iterator[Change]:
    """Rows that have no number are the same or others, never changed."""
    olds, news = _less(then, now), _less(now, then)
    if "id" not in then.column_names:
        yield from (Change(name, row, None) for row in olds)
        yield from (Change(name, None, row) for row in news)
        return
    before, after = ({row["id"]: row for row in rows} for rows in (olds, news))
    for key in sorted(before.keys() | after.keys()):
        yield Change(name, before.get(key), after.get(key))


def _less(some: pa.Table, others: pa.Table) -> list[Values]:
    with duckdb.connect(":memory:", config=OFFLINE) as duck:
        duck.register("these", some)
        duck.register("those", others)
        found = duck.execute("SELECT * FROM these EXCEPT ALL SELECT * FROM those").arrow()
        rows: list[Values] = found.read_all().to_pylist()
        return rows


def applied(tables: Tables, made: Iterable[Change]) -> dict[str, pa.Table]:
    """The tables as they are after some of the changes."""
    by_table: dict[str, list[Change]] = {}
    for change in made:
        by_table.setdefault(change.table, []).append(change)
    after = {name: _applied(tables[name], some) for name, some in by_table.items()}
    return {**tables, **after}


def _applied(rows: pa.Table, some: list[Change]) -> pa.Table:
    olds = pa.Table.from_pylist([each.before for each in some if each.before], rows.schema)
    news = pa.Table.from_pylist([each.after for each in some if each.after], rows.schema)
    with duckdb.connect(":memory:", config=OFFLINE) as duck:
        for name, table in (("standing", rows), ("olds", olds), ("news", news)):
            duck.register(name, table)
        left = "SELECT * FROM standing EXCEPT ALL SELECT * FROM olds"
        found = duck.execute(f"{left} UNION ALL SELECT * FROM news").arrow()
        return found.read_all().cast(rows.schema)
