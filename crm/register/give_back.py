"""Rows that an import changed get back what they said before, unless somebody has been there since.

Of what a later import changed, the note of that import is put right instead: taken back in its
turn, it then leads to what stood before both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, exists, select, update
from sqlalchemy.orm import Session

from crm.models import ImportChange
from crm.models.base import Base
from crm.register.change_log import WHO_AND_WHEN
from crm.register.column_values import as_json, from_json

DERIVED = frozenset({"company_overview", "import_change"})
Row = Mapping[str, Any]
Place = tuple[str, int]
"""Table and id."""


def give_back(session: Session, changes: Sequence[ImportChange]) -> set[int | None]:
    """All changes of some firms by one import. Returns the firms where one of them stands: of those
    nothing is changed.
    """
    around = _Around(session, changes)
    by_firm: dict[int | None, list[_Step]] = defaultdict(list)
    for change in sorted(changes, key=lambda each: each.id, reverse=True):
        by_firm[change.company_id].append(_Step(session, change, around))
    standing = {
        firm for firm, steps in by_firm.items() if not all(step.is_possible() for step in steps)
    }
    for firm, steps in by_firm.items():
        if firm not in standing:
            for step in steps:
                step.take()
    return standing


class _Around:
    """What the rows say now, and what later imports changed of them."""

    def __init__(self, session: Session, changes: Sequence[ImportChange]) -> None:
        self.now: dict[Place, Row] = {}
        self.later: dict[Place, list[tuple[ImportChange, dict[str, Any]]]] = defaultdict(list)
        ids: dict[str, set[int]] = defaultdict(set)
        for change in changes:
            ids[change.table_name].add(change.row_id)
        for name, row_ids in ids.items():
            self._read(session, Base.metadata.tables[name], row_ids)
            self._read_later(session, name, row_ids, changes[0].batch_id)

    def _read(self, session: Session, table: Table, ids: Iterable[int]) -> None:
        rows = session.connection().execute(select(table).where(table.c.id.in_(ids)))
        self.now |= {(table.name, row.id): row._asdict() for row in rows}

    def _read_later(self, session: Session, name: str, ids: Iterable[int], batch_id: int) -> None:
        query = (
            select(ImportChange)
            .where(
                ImportChange.table_name == name,
                ImportChange.row_id.in_(ids),
                ImportChange.batch_id > batch_id,
                ImportChange.before.is_not(None),
            )
            .order_by(ImportChange.id)
        )
        for one in session.scalars(query):
            before = from_json(one.before or "", Base.metadata.tables[name])
            self.later[name, one.row_id].append((one, before))


class _Step:
    def __init__(self, session: Session, change: ImportChange, around: _Around) -> None:
        self.session = session
        self.row_id = change.row_id
        self.table = Base.metadata.tables[change.table_name]
        self.after = from_json(change.after, self.table)
        self.before = from_json(change.before, self.table) if change.before else None
        self.now = around.now.get((change.table_name, change.row_id))
        self.later = around.later[change.table_name, change.row_id]

    def is_possible(self) -> bool:
        if self.now is None:
            return True
        if self.before is None:
            return self._is_as_it_was_added(self.now)
        return all(self._leads_on(name) for name in self.before if name not in WHO_AND_WHEN)

    def _is_as_it_was_added(self, now: Row) -> bool:
        same = all(now[name] == value for name, value in self.after.items())
        return same and not refers(self.session, self.table, self.row_id)

    def _leads_on(self, name: str) -> bool:
        """To what stands now, or to what a later import found."""
        now = self.now[name] if self.now else None
        found = next((old[name] for _one, old in self.later if name in old), now)
        return bool(found == self.after[name])

    def take(self) -> None:
        chosen = self.table.c.id == self.row_id
        if self.now is not None and self.before is None:
            self.session.connection().execute(delete(self.table).where(chosen))
        elif self.now is not None and self.before is not None:
            self._restore(self.before, chosen)

    def _restore(self, before: Row, chosen: Any) -> None:
        names = [name for name in before if self._leads_on(name) and not self._hand_on(name)]
        if names:
            values = {name: self.table.c[name] for name in WHO_AND_WHEN}
            values |= {name: before[name] for name in names}
            values["version"] = self.table.c.version + 1
            self.session.connection().execute(update(self.table).where(chosen).values(values))

    def _hand_on(self, name: str) -> bool:
        """Whether a later import has changed this since."""
        for one, old in self.later:
            if name in old and self.before is not None:
                old[name] = self.before[name]
                one.before = as_json(old)
                return True
        return False


def refers(session: Session, table: Table, row_id: int) -> bool:
    """Whether any row that is not derived names this one."""
    keys = (
        key
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table and other.name not in DERIVED
    )
    return any(session.scalar(select(exists().where(key.parent == row_id))) for key in keys)
