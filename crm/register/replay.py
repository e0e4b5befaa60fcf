"""A register's reading was put right: its kept rows are read again, as if it had been so always.

Size and sector follow, since it is kept who said what. Names and addresses stay: nobody could tell
any more what people have corrected of them. Rows that were refused stay refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import ImportStatus, RowOutcome
from crm.models import FactClaim, ImportBatch, SourceRecord
from crm.models.base import Base, utc_now
from crm.register.all_or_nothing import all_or_nothing
from crm.register.find_source import find_source
from crm.register.replayed import Replayed
from crm.register.say_again import Claim, Told
from crm.register.source import Source
from crm.services.bulk import one_at_a_time, unmapped, write
from crm.services.compare_facts import differences, facts_of
from crm.services.family import roots
from crm.services.refresh_overview import refresh_overview
from crm.services.resolve_facts import resolve_facts

FIRMS_AT_ONCE = 2_000
CLAIMS = Base.metadata.tables[FactClaim.__tablename__]
RECORDS = Base.metadata.tables[SourceRecord.__tablename__]
BATCHES = Base.metadata.tables[ImportBatch.__tablename__]
NO_FILE = "–"
Progress = Callable[[int, int], None]
AtEnd = Callable[[Replayed], None]


def replay(
    session: Session,
    source_name: str,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    user_id: int | None = None,
    at_end: AtEnd | None = None,
) -> Replayed:
    """After a dry run the session is rolled back; otherwise the caller commits. ``at_end`` still
    sees everything, in a dry run too.
    """
    with all_or_nothing(session, dry_run):
        session.info["user_id"] = user_id
        source = find_source(session, source_name)
        one_at_a_time(session, f"register {source.name}")
        batch = _begin(session, source, user_id)
        replayed = Replayed(batch.id, source.name)
        with unmapped(session):
            _Replay(session, source, batch, replayed).run(progress or _nobody_watches)
        _finish(session, batch, replayed)
        if at_end:
            at_end(replayed)
    return replayed


def _nobody_watches(_done: int, _total: int) -> None:
    pass


def _begin(session: Session, source: Source, user_id: int | None) -> ImportBatch:
    batch = ImportBatch(
        source=source.name, file_name=NO_FILE, sha256="", as_of=today(), is_replay=True,
        created_by_id=user_id,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    return batch


def _finish(session: Session, batch: ImportBatch, replayed: Replayed) -> None:
    batch.read, batch.updated = replayed.read, replayed.firms
    batch.status, batch.finished_at = ImportStatus.DONE, utc_now()
    session.flush()


class _Replay:
    def __init__(
        self, session: Session, source: Source, batch: ImportBatch, replayed: Replayed
    ) -> None:
        self.session = session
        self.source = source
        self.batch = batch
        self.replayed = replayed
        batches = select(BATCHES.c.id, BATCHES.c.created_at, BATCHES.c.created_by_id)
        found = session.connection().execute(batches.where(BATCHES.c.source == source.name))
        self.batches = {row.id: row for row in found}

    def run(self, progress: Progress) -> None:
        ids = self._firms()
        for start in range(0, len(ids), FIRMS_AT_ONCE):
            chunk = ids[start : start + FIRMS_AT_ONCE]
            self._read_again(chunk)
            progress(start + len(chunk), len(ids))

    def _firms(self) -> Sequence[int]:
        known = RECORDS.c.company_id.is_not(None)
        query = select(RECORDS.c.company_id).where(RECORDS.c.source == self.source.name, known)
        return self.session.scalars(query.distinct().order_by(RECORDS.c.company_id)).all()

    def _read_again(self, ids: Sequence[int]) -> None:
        told = Told(self.source)
        told.listen(self._rows(ids))
        self.replayed.not_understood += told.not_understood
        gone, new = self._compared(told.claims, self._standing(ids))
        self._write(gone, new)
        self._follow(sorted({each.company_id for each in (*gone, *new)}))

    def _rows(self, ids: Sequence[int]) -> Iterator[Any]:
        query = (
            select(
                RECORDS.c.key, RECORDS.c.company_id, RECORDS.c.batch_id, BATCHES.c.as_of,
                RECORDS.c.outcome, BATCHES.c.is_gone_list, RECORDS.c.raw,
            )
            .join(BATCHES, BATCHES.c.id == RECORDS.c.batch_id)
            .where(
                RECORDS.c.source == self.source.name,
                RECORDS.c.company_id.in_(ids),
                RECORDS.c.outcome != RowOutcome.REFUSED,
            )
            .order_by(RECORDS.c.id)
        )  # fmt: skip
        for row in self.session.connection().execute(query):
            self.replayed.read += 1
            yield row

    def _standing(self, ids: Sequence[int]) -> Sequence[Any]:
        query = select(CLAIMS).where(
            CLAIMS.c.source == self.source.name,
            CLAIMS.c.company_id.in_(ids),
            CLAIMS.c.superseded_by_id.is_(None),
        )
        return self.session.connection().execute(query.order_by(CLAIMS.c.id)).all()

    def _compared(
        self, wanted: Sequence[Claim], standing: Sequence[Any]
    ) -> tuple[list[Any], list[Claim]]:
        """Which claims count no more, and which are new; both may say the same more than once."""
        missing, gone = Counter(wanted), []
        for row in standing:
            said = Claim(*(getattr(row, name) for name in Claim._fields))
            if missing[said]:
                missing[said] -= 1
            else:
                gone.append(row)
        return gone, [claim for claim in wanted if self._take(missing, claim)]

    def _take(self, missing: Counter[Claim], claim: Claim) -> bool:
        missing[claim] -= 1
        return missing[claim] >= 0

    def _write(self, gone: Sequence[Any], new: Sequence[Claim]) -> None:
        if gone:
            given_way = update(CLAIMS).where(CLAIMS.c.id == bindparam("_id"))
            rows = [{"_id": row.id, "superseded_by_id": self.batch.id} for row in gone]
            self.session.connection().execute(given_way, rows)
        said_at = {(row.company_id, row.batch_id): row.created_at for row in gone}
        write(self.session, FactClaim, [self._claim(each, said_at) for each in new])
        self.replayed.claims_superseded += len(gone)
        self.replayed.claims_new += len(new)

    def _claim(self, claim: Claim, said_at: Mapping[tuple[int, int], datetime]) -> dict[str, Any]:
        """As if the import had said so then, and by whoever took it in."""
        batch = self.batches[claim.batch_id]
        then = said_at.get((claim.company_id, claim.batch_id), batch.created_at)
        return {
            **claim._asdict(),
            "source": self.source.name,
            "said_by": self.source.title,
            "created_at": then,
            "created_by_id": batch.created_by_id,
            "replay_id": self.batch.id,
        }

    def _follow(self, ids: Sequence[int]) -> None:
        counting = self._counting(ids)
        before = facts_of(self.session, counting)
        refresh_overview(self.session, resolve_facts(self.session, ids))
        self.replayed.differences += differences(before, facts_of(self.session, counting))

    def _counting(self, ids: Sequence[int]) -> Sequence[int]:
        """The firms that count: those themselves, or those into which they were merged."""
        merged = roots(self.session.connection(), ids)
        return sorted({merged.get(each, each) for each in ids})
