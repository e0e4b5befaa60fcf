"""An import taken back: as if the file had never come in, but for what people built on it since."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from crm.enums import N_, ImportStatus, RowOutcome, RowsAre
from crm.errors import DomainError
from crm.models import Company, District, FactClaim, ImportBatch, ImportChange, SourceRecord
from crm.models.base import Base, utc_now
from crm.register.all_or_nothing import all_or_nothing
from crm.register.built_on import EDITED, built_on, made_by
from crm.register.chunks import AT_ONCE, chunks
from crm.register.contacts.undo import undo_contacts
from crm.register.give_back import give_back
from crm.register.settle_undone import settle_undone
from crm.register.undo_replay import undo_replay
from crm.register.undone import Kept, Undone
from crm.services.bulk import one_at_a_time, unmapped
from crm.services.refresh_overview import refresh_overview
from crm.services.register_ends import ENDED, LISTED, ever_merged
from crm.services.resolve_facts import resolve_facts

COMPANIES = Base.metadata.tables[Company.__tablename__]
Progress = Callable[[int, int], None]


def undo(
    session: Session,
    batch_id: int | None = None,
    *,
    source: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    user_id: int | None = None,
) -> Undone:
    """The last import (of ``source``, where given) when none is named. After a dry run the session
    is rolled back; otherwise the caller commits.
    """
    with all_or_nothing(session, dry_run):
        session.info["user_id"] = user_id
        batch = _chosen(session, batch_id, source)
        one_at_a_time(session, f"register {batch.source}")
        session.refresh(batch)  # somebody may have taken it back while we waited
        _refuse_unless_in_force(batch)
        undone = Undone(batch.id, batch.source, batch.file_name)
        with unmapped(session):
            if batch.is_replay:
                undo_replay(session, batch, undone, progress or _nobody_watches)
            elif batch.rows_are is RowsAre.CONTACTS:
                undone.is_of_contacts = True
                undo_contacts(session, batch, undone, progress or _nobody_watches)
            else:
                _Undoing(session, batch, undone, progress or _nobody_watches).run()
        batch.undone_at, batch.undone_by_id = utc_now(), user_id
        session.flush()
    return undone


def _nobody_watches(_done: int, _total: int) -> None:
    pass


def _chosen(session: Session, batch_id: int | None, source: str | None) -> ImportBatch:
    batch = session.get(ImportBatch, batch_id) if batch_id is not None else _last(session, source)
    if batch is None and batch_id is None:
        raise DomainError(N_("There is no import that could be taken back."))
    if batch is None:
        raise DomainError(N_("There is no import with the number %(id)s."), id=batch_id)
    return batch


def _refuse_unless_in_force(batch: ImportBatch) -> None:
    if batch.undone_at:
        raise DomainError(N_("This import has been taken back already."))
    if batch.status is not ImportStatus.DONE:
        raise DomainError(N_("Nothing of this import was kept, so there is nothing to take back."))


def _last(session: Session, source: str | None) -> ImportBatch | None:
    in_force = (ImportBatch.status == ImportStatus.DONE, ImportBatch.undone_at.is_(None))
    query = select(ImportBatch).where(*in_force).order_by(ImportBatch.id.desc()).limit(1)
    if source:
        query = query.where(ImportBatch.source == source)
    return session.scalars(query).one_or_none()


class _Undoing:
    def __init__(
        self, session: Session, batch: ImportBatch, undone: Undone, progress: Progress
    ) -> None:
        self.session = session
        self.batch = batch
        self.undone = undone
        self.progress = progress
        self.kept = built_on(session, batch)
        self.made = [each for each in session.scalars(made_by(batch)) if each]
        self.touched: set[int] = set()

    def run(self) -> None:
        self._give_back()
        self._unsay()
        self._remove()
        ended, listed = self._of_lists(ENDED), self._of_lists(LISTED)
        self._forget_rows()
        self.touched |= settle_undone(self.session, ended, listed)
        refresh_overview(self.session, self.touched)
        self._districts()
        self.undone.given_back = len(self.touched)
        self.undone.kept = list(self._named())

    def _give_back(self) -> None:
        """Of firms that were there before, what the import changed."""
        for changes in self._of_firms():
            standing = give_back(self.session, changes)
            self.touched |= {each.company_id for each in changes if each.company_id} - standing
            self.kept |= {firm: EDITED for firm in standing if firm}
            self._forget_notes(each for each in changes if each.company_id not in standing)

    def _of_firms(self) -> Iterator[list[ImportChange]]:
        made, own = set(self.made), ImportChange.batch_id == self.batch.id
        firms = select(ImportChange.company_id).where(own).distinct()
        ids = sorted({each for each in self.session.scalars(firms) if each} - made)
        for chunk in chunks(ids):
            of_them = select(ImportChange).where(own, ImportChange.company_id.in_(chunk))
            yield list(self.session.scalars(of_them))

    def _unsay(self) -> None:
        """What it said of firms that were there before, of those too that stand as they are."""
        said, made = self._said(), set(self.made)
        query = select(FactClaim.company_id).where(said).distinct()
        ids = [each for each in self.session.scalars(query) if each not in made]
        self.touched |= resolve_facts(self.session, ids, but_for=said)
        for chunk in chunks(ids):
            self.session.execute(delete(FactClaim).where(said, FactClaim.company_id.in_(chunk)))

    def _said(self) -> ColumnElement[bool]:
        return FactClaim.batch_id == self.batch.id

    def _remove(self) -> None:
        """With all that imports said of them; rows of later files stay without a firm."""
        ids = [each for each in self.made if each not in self.kept]
        connection = self.session.connection()
        for done, chunk in enumerate(chunks(ids), start=1):
            connection.execute(delete(COMPANIES).where(COMPANIES.c.id.in_(chunk)))
            self.progress(min(done * AT_ONCE, len(ids)), len(ids))
        self.undone.removed = len(ids)

    def _of_lists(self, outcomes: Sequence[RowOutcome]) -> set[int]:
        """Of firms of which one was merged into another, those that its rows said so of."""
        query = select(SourceRecord.company_id).where(
            SourceRecord.batch_id == self.batch.id,
            SourceRecord.outcome.in_(outcomes),
            SourceRecord.company_id.in_(ever_merged()),
        )
        return {each for each in self.session.scalars(query.distinct()) if each}

    def _forget_rows(self) -> None:
        """But for those refused, and those by which a firm that stays is known again."""
        own = SourceRecord.batch_id == self.batch.id
        stays = (SourceRecord.outcome == RowOutcome.CREATED) & SourceRecord.company_id.is_not(None)
        refused = SourceRecord.outcome == RowOutcome.REFUSED
        self.session.execute(delete(SourceRecord).where(own, ~stays, ~refused))

    def _districts(self) -> None:
        """Those that it or one taken back before had brought, once nothing names them any more."""
        query = select(ImportChange).join(ImportBatch, ImportBatch.id == ImportChange.batch_id)
        taken_back = (ImportBatch.id == self.batch.id) | ImportBatch.undone_at.is_not(None)
        query = query.where(taken_back, ImportChange.table_name == District.__tablename__)
        for change in self.session.scalars(query).all():
            if not give_back(self.session, [change]):
                self.undone.districts += 1
                self._forget_notes([change])

    def _forget_notes(self, used_up: Iterable[ImportChange]) -> None:
        """Those of what stands are kept: they tell that it was no person who changed it."""
        ids = [each.id for each in used_up]
        self.session.execute(delete(ImportChange).where(ImportChange.id.in_(ids)))

    def _named(self) -> Iterator[Kept]:
        for chunk in chunks(sorted(self.kept)):
            for company in self.session.scalars(select(Company).where(Company.id.in_(chunk))):
                yield Kept(company.id, str(company), self.kept[company.id])
