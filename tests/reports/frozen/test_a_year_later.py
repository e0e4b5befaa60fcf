"""What was released stays what it was, whatever is written down afterwards; and every figure that
would be other today has its causes.
"""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crm.clock import today
from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus, SizeBand
from crm.models import Company, CompanyFact, ImportBatch, Interaction, Participation
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.services.merge_companies import merge
from crm.services.refresh_overview import refresh_overview
from reports.frozen.causes import Cause
from reports.frozen.cells import Cells, cells
from reports.frozen.explain import Explained
from reports.frozen.release import Order, release
from reports.frozen.tables import source_over
from reports.frozen.verify import Kept
from reports.meta import Meta
from reports.period import Period
from reports.source import snapshot
from tests.factories.world import put, small_world
from tests.register.conftest import Write

WORLDS = range(1, 7)
MADE = datetime(2026, 11, 28, 9, 30)
ORDER = Order("coverage", Period.year(2025), Meta("Magdeburg", "WF", MADE, "1"), "de", str)
SIZES = ("1 - 3 Beschäftigte", "4 - 6 Beschäftigte", "10 - 19 Beschäftigte")


def rows(numbers: range, size: str) -> list[dict[str, str]]:
    return [{"opendata_id": str(each), "employees_range": size} for each in numbers]


def a_year_of_work(session: Session, write: Write, first_import: int) -> None:
    random, firms = Random(7), list(session.scalars(select(Company.id)))
    _talks(session, random, firms, 5_000)
    _merges(session, random, 50)
    for number, (span, size) in enumerate(
        [(range(100, 160), SIZES[2]), (range(300, 340), SIZES[0]), (range(320, 360), SIZES[1])]
    ):
        path = write(*rows(span, size), name=f"later{number}.csv")
        take_in(session, path, "ihk-berlin", as_of=date(2025, 6 + number, 1))
    undo(session, first_import)
    facts = session.scalars(select(CompanyFact).where(CompanyFact.claim_id.is_(None)).limit(20))
    for fact in facts:
        fact.size_band = SizeBand("10-19")
    session.flush()


def _talks(session: Session, random: Random, firms: list[int], number: int) -> None:
    start = 100_000
    days = [date(2025, 1, 1) + timedelta(random.randrange(690)) for _each in range(number)]
    session.execute(
        insert(Interaction),
        [
            {"id": start + each, "kind": random.choice(list(InteractionKind)), "version": 1,
             "status": InteractionStatus.HELD, "happened_on": day, "title": "Gespräch"}
            for each, day in enumerate(days)
        ],
    )  # fmt: skip
    session.execute(
        insert(Participation),
        [
            {"id": start + each, "interaction_id": start + each, "company_id": random.choice(firms),
             "status": ParticipationStatus.ATTENDED, "version": 1}
            for each in range(number)
        ],
    )  # fmt: skip


def _merges(session: Session, random: Random, number: int) -> None:
    free = list(session.scalars(select(Company).where(Company.merged_into_id.is_(None))))
    random.shuffle(free)
    for _each in range(number):
        merge(session, free.pop(), free[0], today())
        session.flush()


@pytest.fixture
def first_import(session: Session, write: Write) -> int:
    put(session.connection(), [small_world(Random(each), each) for each in WORLDS])
    refresh_overview(session, list(session.scalars(select(Company.id))))
    path = write(*rows(range(100, 200), SIZES[0]), name="first.csv")
    return take_in(session, path, "ihk-berlin", as_of=date(2025, 3, 1)).batch_id


def test_a_year_later(session: Session, write: Write, first_import: int) -> None:
    kept = Kept(release(session.connection(), ORDER), str)
    _a_year_passes(session, kept)
    a_year_of_work(session, write, first_import)
    assert kept.others() == []
    explained = kept.explained(session.connection())
    with snapshot(session.connection()) as source:
        now = cells(kept.made(source))
    assert _told(kept, explained, now) == now
    assert set(explained.changes) == {
        Cause.UNDO, Cause.IMPORT, Cause.MERGE, Cause.FACT, Cause.LATE,
    }  # fmt: skip
    assert all(explained.firms[cause] for cause in explained.changes)


def _a_year_passes(session: Session, kept: Kept) -> None:
    """All that was before is a year older."""
    year = timedelta(365)
    kept.snapshot.released_at -= year
    for batch in session.scalars(select(ImportBatch)):
        batch.finished_at = batch.finished_at and batch.finished_at - year
    session.flush()


def _told(kept: Kept, explained: Explained, now: Cells) -> Cells:
    """The figures as released, and every difference that was told put right."""
    with source_over(kept.tables, "") as source:
        found = dict(cells(kept.made(source)))
    for each in explained.differences:
        assert found[each.place] == each.then
        found[each.place] = each.now
        if each.now is None and each.place not in now:
            del found[each.place]  # a row of which there is nobody any more
    return found
