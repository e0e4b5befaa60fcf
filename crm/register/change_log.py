"""What an import changes of rows that were there, noted so that it can be taken back."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import InstanceState, Session

from crm.models import Company, District, ImportChange, Site
from crm.register.column_values import as_json
from crm.services.bulk import write

Noted = Company | Site | District
WHO_AND_WHEN = ("changed_at", "changed_by_id")
Row = dict[str, Any]


class ChangeLog:
    """Its ``flush`` takes the place of the session's, so that nothing is written unnoted."""

    def __init__(self, session: Session, batch_id: int) -> None:
        self.session = session
        self.batch_id = batch_id

    def flush(self) -> None:
        new = [row for row in self.session.new if isinstance(row, (Site, District))]
        old = [(row, _before(row)) for row in self.session.dirty if isinstance(row, Noted)]
        self.session.flush()
        entries = [
            self.entry(row, row.id, before, {name: getattr(row, name) for name in before})
            for row, before in old
            if before
        ]
        self.note([*entries, *(self.entry(row, row.id, None, _all(row)) for row in new)])

    def entry(self, row: Noted | type[Company], row_id: int, before: Row | None, after: Row) -> Row:
        company_id = row_id if row is Company else _company_id(row)
        return {
            "batch_id": self.batch_id,
            "company_id": company_id,
            "table_name": row.__tablename__,
            "row_id": row_id,
            "before": None if before is None else as_json(before),
            "after": as_json(after),
        }

    def note(self, entries: Iterable[Row]) -> None:
        write(self.session, ImportChange, list(entries))


def _company_id(row: Any) -> int | None:
    return row.id if isinstance(row, Company) else getattr(row, "company_id", None)


def _before(row: Noted) -> Row:
    """Empty where nothing changes."""
    state: InstanceState[Any] = inspect(row)
    changes = {name: state.attrs[name].history for name in _columns(state)}
    before = {name: each.deleted[0] for name, each in changes.items() if each.deleted}
    if before:
        before |= {name: getattr(row, name) for name in WHO_AND_WHEN}
    return before


def _all(row: Noted) -> Row:
    return {name: getattr(row, name) for name in _columns(inspect(row))}


def _columns(state: InstanceState[Any]) -> list[str]:
    """Without the version, which rises when a change is taken back, too."""
    return [each.key for each in state.mapper.column_attrs if each.key != "version"]
