"""A chunk of rows about contacts: read, linked to firms, compared with what is on file, made."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import RowOutcome
from crm.models import ImportBatch, SourceRecord
from crm.models.base import utc_now
from crm.register.contacts.advisors import Advisors
from crm.register.contacts.create import Creator
from crm.register.contacts.doubles import LISTS, Doubles
from crm.register.contacts.entry import ContactEntry
from crm.register.contacts.firms import Firms
from crm.register.contacts.people import People
from crm.register.contacts.said import Reader
from crm.register.contacts.table import ContactTable
from crm.register.contacts.topics import Topics
from crm.register.incoming import fingerprint, own_cells, record
from crm.register.reading.row import RawRow
from crm.register.result import Result
from crm.register.source import RefusedRow
from crm.register.stamps import Stamps
from crm.rules import Problem
from crm.rules.interaction import interaction_problems
from crm.services.bulk import one_at_a_time, write

FIELD_OF = {"happened_on": "day", "duration_minutes": "minutes", "lead_id": "advisor"}
"""Fields of the rules -> of the list."""


class ContactApplication:
    """Applies the chunks of one list, one after the other."""

    def __init__(self, session: Session, table: ContactTable, batch: ImportBatch) -> None:
        one_at_a_time(session, LISTS)
        self._session = session
        self._table = table
        self._batch = batch
        self._reader = Reader(table, Advisors(session), Topics(session))
        self._firms: Firms | None = None
        self._doubles = Doubles(session, table.name)
        stamps, now = Stamps(batch.created_by_id), utc_now()
        self._creator = Creator(session, stamps, now)
        self._people = People(session, stamps, now)
        self._days: set[date] = set()

    def apply(self, rows: Sequence[RawRow]) -> list[ContactEntry]:
        """In the order of the rows, with what became of each."""
        entries = [self._entry(row) for row in rows]
        self._doubles.leave_out_read(list(_open(entries)))
        for one in _open(entries):
            self._read(one)
        self._link(list(_open(entries)))
        for one in _open(entries):
            self._ask_the_rules(one)
        self._doubles.leave_out_on_file(list(_open(entries)))
        self._people.meet(list(_open(entries)))
        self._make(list(_open(entries)))
        self._keep(entries)
        return entries

    def tell(self, result: Result) -> None:
        """What is to be said beside what became of the rows."""
        result.notes = [*result.notes, *self._doubles.told()]
        self._batch.as_of = min(self._days, default=self._batch.as_of)

    def _entry(self, row: RawRow) -> ContactEntry:
        words = fingerprint(row.cells, self._table)
        one = ContactEntry(row, key=words, fingerprint=words, columns=self._table.of)
        if row.problem:
            one.refuse(row.problem)
        return one

    def _read(self, one: ContactEntry) -> None:
        try:
            one.said = self._reader.read(one.row.cells)
        except RefusedRow as refused:
            one.refuse(refused.problem, refused.value)

    def _link(self, entries: Sequence[ContactEntry]) -> None:
        if entries and self._firms is None:
            self._firms = Firms(self._session)
        if self._firms is None:
            return
        wanted = [one.said.firm for one in entries if one.said]
        for one, found in zip(entries, self._firms.find(wanted), strict=True):
            if isinstance(found, Problem):
                one.object_to(found)
            else:
                one.firm, one.company_id = found, found.id

    def _ask_the_rules(self, one: ContactEntry) -> None:
        for problem in interaction_problems(_values(one)):
            field = FIELD_OF.get(problem.field, "name")
            one.object_to(Problem(field, problem.message, problem.values))
            return

    def _make(self, entries: Sequence[ContactEntry]) -> None:
        if entries:
            self._creator.create(entries)
        for one in entries:
            one.outcome = RowOutcome.CREATED
            self._days.add(one.identity.day)

    def _keep(self, entries: Sequence[ContactEntry]) -> None:
        """The cells of refused rows alone: of all others the contact says it, and can be deleted or
        be made confidential there.
        """
        rows = [self._record(one) for one in entries if not one.was_read]
        write(self._session, SourceRecord, rows)

    def _record(self, one: ContactEntry) -> dict[str, Any]:
        cells = own_cells(one.row.cells, self._table) if one.is_refused else {}
        row = record(one, self._batch.id, self._table, cells)
        return row | {"company_id": None, "interaction_id": one.interaction_id}


def _open(entries: Iterable[ContactEntry]) -> Iterator[ContactEntry]:
    return (one for one in entries if one.is_open)


def _values(one: ContactEntry) -> dict[str, Any]:
    """As crm.services.log_interaction and the rules read them."""
    said = one.said
    assert said
    return {
        "kind": said.kind,
        "happened_on": said.day,
        "duration_minutes": said.minutes,
        "lead_id": said.advisor_ids[0],
        "participations": [{"company_id": one.company_id}],
        "today": today(),
    }
