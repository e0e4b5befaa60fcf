"""A release keeps what it was counted from, and knows its file again."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from crm.db import open_engine, sessions
from crm.errors import DomainError
from crm.models import Inquiry, Interaction, ReportSnapshot
from reports.frozen.causes import Cause, Judge
from reports.frozen.changes import Change, applied, changes
from reports.frozen.handed_in import handed_in
from reports.frozen.release import Order, figures_of, release
from reports.frozen.tables import as_parquet, of_parquet, read
from reports.frozen.verify import Kept
from reports.meta import Meta
from reports.period import Period
from tests.factories.world import put, small_world

MADE = datetime(2026, 11, 28, 9, 30)
ORDER = Order("coverage", Period.year(2025), Meta("Magdeburg", "WF", MADE, "1"), "de", str)


@pytest.fixture(scope="module")
def engine(migrated_database) -> Iterator[Engine]:
    """With one release, for all these stories."""
    engine = open_engine(migrated_database("sqlite", "released"))
    with sessions(engine).begin() as session:
        put(session.connection(), [small_world(Random(each), each) for each in range(1, 5)])
        session.add(release(session.connection(), ORDER))
    yield engine
    engine.dispose()


@pytest.fixture
def released(session: Session) -> ReportSnapshot:
    return session.scalars(select(ReportSnapshot)).one()


def test_only_rows_that_figures_are_counted_from_are_kept(released: ReportSnapshot) -> None:
    kept = {each.name for each in released.tables}
    assert kept == {
        "company", "site", "company_fact", "interaction", "participation", "district", "origin",
    }  # fmt: skip


def test_nobody_who_works_here_is_among_them(session: Session) -> None:
    assert session.scalars(select(Inquiry.owner_id)).all()
    for name, rows in read(session.connection()).items():
        for column in {"owner_id", "advisor_id"} & set(rows.column_names):
            assert rows[column].null_count == len(rows), name


def test_its_figures_follow_from_them(session: Session, released: ReportSnapshot) -> None:
    kept = Kept(released, str)
    assert kept.others() == []
    values = [cell["value"] for table in figures_of(released) for cell in table["cells"]]
    assert (released.numbers, released.withheld) == (len(values), values.count(None))
    assert 0 < released.withheld < released.numbers
    assert kept.explained(session.connection()).differences == ()


def test_a_figure_that_does_not_follow_is_named(released: ReportSnapshot) -> None:
    kept = Kept(released, str)
    visits = kept.tables["interaction"]
    kept.tables["interaction"] = visits.slice(0, len(visits) // 2)
    others = kept.others()
    assert others
    assert all(each.released != each.found for each in others)


def test_the_file_is_known_again(session: Session, released: ReportSnapshot) -> None:
    found = handed_in(session, released.file)
    assert (found.snapshot, found.is_unchanged, found.altered) == (released, True, ())


def test_a_number_that_somebody_changed_is_named(
    session: Session, released: ReportSnapshot
) -> None:
    book = load_workbook(BytesIO(released.file))
    sheet = book["By month"]
    cell = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, int))
    cell.value += 1000
    changed = BytesIO()
    book.save(changed)
    found = handed_in(session, changed.getvalue())
    assert (found.snapshot, found.is_unchanged) == (released, False)
    told = {(each.sheet, each.cell): (each.released, each.here) for each in found.altered}
    assert told["By month", cell.coordinate] == (cell.value - 1000, cell.value)


def test_a_cell_far_out_is_not_read(session: Session, released: ReportSnapshot) -> None:
    """It would unfold to seventeen thousand million cells."""
    book = load_workbook(BytesIO(released.file))
    book["By month"]["XFD1048576"] = 1
    changed = BytesIO()
    book.save(changed)
    with pytest.raises(DomainError, match="larger than any report"):
        handed_in(session, changed.getvalue())


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "nothing in the file"), (b"PK\x03\x04", "nothing in the file"), (None, "not on file")],
)
def test_a_file_of_somebody_else_is_refused(
    session: Session, released: ReportSnapshot, content: bytes | None, words: str
) -> None:
    if content is None:
        book = load_workbook(BytesIO(released.file))
        target = BytesIO()
        book.save(target)
        content = target.getvalue()
        session.delete(released)
        session.flush()
    with pytest.raises(DomainError, match=words):
        handed_in(session, content)


def test_rows_come_back_from_parquet_as_they_were(session: Session, released) -> None:
    for name, rows in read(session.connection()).items():
        assert of_parquet(as_parquet(rows)).equals(rows), name


def test_then_and_all_changes_is_now(session: Session, released: ReportSnapshot) -> None:
    then = read(session.connection())
    session.execute(update(Interaction).values(happened_on=date(2025, 3, 1)))
    session.execute(Interaction.__table__.delete().where(Interaction.id % 3 == 0))
    now = read(session.connection())
    made = changes(then, now)
    assert made
    after = applied(then, made)
    assert changes(after, now) == []


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (Change("company", {"id": 1, "merged_into_id": None}, {"id": 1, "merged_into_id": 2}),
         Cause.MERGE),
        (Change("company", {"id": 1, "merged_into_id": 2}, {"id": 1, "merged_into_id": None}),
         Cause.MERGE),
        (Change("company", {"id": 7, "merged_into_id": None}, None), Cause.UNDO),
        (Change("site", {"id": 3, "company_id": 7}, None), Cause.UNDO),
        (Change("site", None, {"id": 4, "company_id": 8}), Cause.IMPORT),
        (Change("site", None, {"id": 4, "company_id": 9}), Cause.FIRM),
        (Change("company_fact", None, {"id": 5, "company_id": 9}), Cause.FACT),
        (Change("company_fact", None, {"id": 6, "company_id": 10}), Cause.IMPORT),
        (Change("participation", None, {"id": 1, "interaction_id": 5}), Cause.LATE),
        (Change("participation", {"id": 1, "interaction_id": 5}, None), Cause.CORRECTION),
        (Change("participation", None, {"id": 1, "interaction_id": 6}), Cause.IMPORT),
        (Change("district", {"id": 1}, {"id": 1}), Cause.SETTING),
    ],
)  # fmt: skip
def test_each_change_has_one_cause(change: Change, cause: Cause) -> None:
    judge = Judge(
        then={("company", 7): {1}, ("company", 1): {1}},
        now={("company", 8): {3}, ("claims", 10): {2, 3}, ("interaction", 6): {3}},
        undone={1} if change.row.get("id") == 7 or change.row.get("company_id") == 7 else set(),
        made={3},
    )
    assert judge.cause(change) is cause
