"""A register file taken in: all of it or nothing, but for rows that are refused and named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import N_, ImportStatus, RowOutcome
from crm.errors import DomainError
from crm.models import Company, ImportBatch, SourceRecord
from crm.models.base import utc_now
from crm.register.all_or_nothing import all_or_nothing
from crm.register.apply import Application
from crm.register.contacts.apply import ContactApplication
from crm.register.contacts.table import ContactTable
from crm.register.find_source import find_origin
from crm.register.incoming import Incoming
from crm.register.left import end_those_left
from crm.register.reading.row import RawRow
from crm.register.reading.table import Table, open_table
from crm.register.reading.text_file import sha256_of
from crm.register.reasons import all_as_text
from crm.register.result import COUNTS, RECOGNISED, Refused, Result
from crm.register.source import Origin, Source
from crm.rules.period import FIRST_FIGURES
from crm.services.bulk import analyze, one_at_a_time, unmapped
from crm.services.refresh_overview import refresh_overview

CHUNK = 2_500
ANALYZED_AFTER = (1, 8, 64)
CHANGES = (RowOutcome.CREATED, RowOutcome.UPDATED, RowOutcome.ENDED)
Progress = Callable[[int, int], None]


def take_in(
    session: Session,
    path: Path,
    source_name: str,
    *,
    as_of: date,
    gone: bool = False,
    full: bool = False,
    many: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    user_id: int | None = None,
    at_end: Callable[[Result], None] | None = None,
) -> Result:
    """DomainError refuses the whole file. Then, and after a dry run, the session is rolled back;
    otherwise the caller commits. ``full``: the file names all firms, so that others have left;
    ``many``: also if these are more than a tenth. ``at_end`` still sees everything, in a dry run
    too.
    """
    with all_or_nothing(session, dry_run):
        origin = find_origin(session, source_name)
        if as_of > today():
            raise DomainError(N_("The day %(day)s is still to come."), day=as_of)
        if as_of.year < FIRST_FIGURES:
            raise DomainError(N_("The day %(day)s lies before all registers."), day=as_of)
        if gone and full:
            raise DomainError(N_("A list names all firms or those that have left, not both."))
        if (gone or full) and not isinstance(origin, Source):
            raise DomainError(N_("A list of contacts ends no firms."))
        session.info["user_id"] = user_id
        one_at_a_time(session, f"register {source_name}")
        table = open_table(path, origin)
        batch = _begin(session, path, origin, as_of, user_id)
        batch.is_gone_list, batch.is_full_list = gone, full
        batch.layout = table.layout.as_text()
        result = Result(batch.id)
        with unmapped(session):
            application = _application(session, origin, batch)
            _apply(session, table, application, result, progress)
            if full and isinstance(application, Application):
                result.ended += end_those_left(session, batch, application, many)
        _finish(session, batch, result)
        if at_end:
            at_end(result)
    return result


def _application(
    session: Session, origin: Origin, batch: ImportBatch
) -> Application | ContactApplication:
    if isinstance(origin, ContactTable):
        return ContactApplication(session, origin, batch)
    assert isinstance(origin, Source)
    batch.names_beginners = origin.names_beginners
    return Application(session, origin, batch)


def _begin(
    session: Session, path: Path, origin: Origin, as_of: date, user_id: int | None
) -> ImportBatch:
    batch = ImportBatch(
        source=origin.name,
        rows_are=origin.rows_are,
        file_name=path.name[-200:],
        sha256=sha256_of(path),
        as_of=as_of,
        created_by_id=user_id,
    )
    session.add(batch)
    session.flush()
    return batch


def _apply(
    session: Session,
    table: Table,
    application: Application | ContactApplication,
    result: Result,
    progress: Progress | None,
) -> None:
    for number, chunk in enumerate(_chunks(table.rows()), start=1):
        _count(result, application.apply(chunk), session)
        if number in ANALYZED_AFTER:
            analyze(session, Company, SourceRecord)
        if progress:
            progress(min(chunk[-1].number, table.lines), table.lines)
    result.notes = table.notes
    application.tell(result)


def _chunks(raw_rows: Iterable[RawRow]) -> Iterator[list[RawRow]]:
    iterator = iter(raw_rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _count(result: Result, entries: Sequence[Incoming], session: Session) -> None:
    for one in entries:
        result.count(one.counts_as)
        if one.problem:
            result.refused.append(Refused(one.row.number, one.value, one.problem))
    touched = [one.company_id for one in entries if one.outcome in CHANGES]
    refresh_overview(session, [company_id for company_id in touched if company_id])


def _finish(session: Session, batch: ImportBatch, result: Result) -> None:
    counts: dict[str, Any] = {name: getattr(result, name) for name in (*COUNTS, *RECOGNISED)}
    for name, value in (counts | {"refused": len(result.refused)}).items():
        setattr(batch, name, value)
    batch.notes = all_as_text(result.notes)
    batch.new_districts = "\n".join(result.new_districts) or None
    batch.status, batch.finished_at = ImportStatus.DONE, utc_now()
    session.flush()
