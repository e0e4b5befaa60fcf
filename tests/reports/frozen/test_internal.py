"""The internal copy of a release, and what a second release says of the first."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from crm.db import open_engine, sessions
from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import Company, Interaction, Participation, ReportSnapshot
from reports.build import write
from reports.definitions.audit import MARKED
from reports.frozen.before import last_release, released_before
from reports.frozen.internal import internal_copy
from reports.frozen.release import Order, release
from reports.frozen.verify import Kept
from reports.meta import Meta
from reports.period import Period
from reports.report import WITHHELD
from reports.writers.book import Book
from reports.writers.styles import MARKED_LOOK
from tests.factories.world import put, small_world

YEAR = Period.year(2025)
META = Meta("Magdeburg", "WF", datetime(2026, 11, 28, 9, 30), "1")
ORDER = Order("coverage", YEAR, META, "en", str)


@pytest.fixture(scope="module")
def engine(migrated_database) -> Iterator[Engine]:
    engine = open_engine(migrated_database("sqlite", "internal"))
    with sessions(engine).begin() as session:
        put(session.connection(), [small_world(Random(each), each) for each in range(1, 9)])
        session.add(release(session.connection(), ORDER))
    yield engine
    engine.dispose()


@pytest.fixture
def first(session: Session) -> ReportSnapshot:
    return session.scalars(select(ReportSnapshot)).one()


def again(session: Session) -> ReportSnapshot:
    earlier = released_before(session, "coverage", YEAR)
    before = last_release(session, "coverage", YEAR, "en", str)
    second = release(session.connection(), ORDER, None, earlier, before)
    session.add(second)
    session.flush()
    return second


def talks(session: Session) -> None:
    firms = list(session.scalars(select(Company.id).order_by(Company.id).limit(20)))
    for number, firm in enumerate(firms, 100_000):
        held = {"status": InteractionStatus.HELD, "happened_on": date(2025, 5, 5), "version": 1}
        said = {"id": number, "kind": InteractionKind.VISIT, "title": "Besuch", **held}
        session.execute(insert(Interaction), [said])
        there = {"status": ParticipationStatus.ATTENDED, "version": 1}
        who = {"id": number, "interaction_id": number, "company_id": firm, **there}
        session.execute(insert(Participation), [who])


def copy(snapshot: ReportSnapshot) -> Book:
    return internal_copy(Kept(snapshot, str), META)


def opened(book: Book) -> Workbook:
    target = BytesIO()
    write(book, target, ".xlsx")
    return load_workbook(BytesIO(target.getvalue()), data_only=True)


def test_it_has_every_count_and_the_withheld_ones_are_coloured(
    session: Session, first: ReportSnapshot
) -> None:
    book = opened(copy(first))
    public = load_workbook(BytesIO(first.file), data_only=True)
    dots = coloured = 0
    for tab in [one.title for one in public if one.title in book.sheetnames][3:-1]:
        for row in public[tab].iter_rows(min_row=6):
            for cell in row:
                inside = book[tab][cell.coordinate]
                is_coloured = inside.fill.fgColor.rgb == "FF" + MARKED_LOOK["bg_color"][1:]
                assert is_coloured == (cell.value == WITHHELD), (tab, cell.coordinate)
                assert inside.value != WITHHELD
                dots += cell.value == WITHHELD
                coloured += is_coloured
    assert dots == coloured > 50
    over = next(iter(book["By district"].conditional_formatting))
    assert over.rules[0].stopIfTrue, "the shades of shares do not hide them"
    marked = [public["By district"][at] for at in str(over.sqref).split()]
    assert marked
    assert all(cell.value == WITHHELD for cell in marked)
    notes = {cell.value for row in book["By district"].iter_rows() for cell in row}
    assert MARKED in notes


def test_the_audit_counts_what_is_withheld_sheet_by_sheet(
    session: Session, first: ReportSnapshot
) -> None:
    sheet = opened(copy(first))["Audit"]
    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=6)]
    read = {row[0]: row[1:] for row in rows if isinstance(row[1], int)}
    total = read.pop("Together")
    assert total[:3] == [first.counts, first.confidential, first.besides]
    assert total[3] == pytest.approx(first.besides / first.counts)
    assert first.narrowest is not None
    told = f"Of every number withheld, at least {first.narrowest + 1} values"
    assert any(str(row[0]).startswith(told) for row in rows)
    for tab in ("By size band", "By sector", "Recency"):
        printed = _counts(first, tab)
        dots = list(printed).count(WITHHELD)
        assert [read[tab][0], sum(read[tab][1:3])] == [len(printed), dots], tab


def _counts(first: ReportSnapshot, tab: str) -> list[Any]:
    """The cells of the file that are no rates, down to the total."""
    sheet = load_workbook(BytesIO(first.file), data_only=True)[tab]
    rows = sheet.iter_rows(min_row=6, values_only=True)
    total = next(n for n, row in enumerate(rows) if row[0] == "City" or row[1] == "City")
    columns = [n for n, cell in enumerate(sheet[5]) if "%" not in str(cell.value)]
    found = [
        [row[n] for n in columns]
        for row in sheet.iter_rows(min_row=6, max_row=6 + total, values_only=True)
    ]
    return [value for row in found for value in row if isinstance(value, int) or value == WITHHELD]


def test_what_was_withheld_before_is_not_confidential_for_that(session: Session) -> None:
    second = again(session)
    first = session.scalars(select(ReportSnapshot).order_by(ReportSnapshot.id)).first()
    assert first
    assert (second.confidential, second.besides) == (first.confidential, first.besides)
    assert second.besides


def test_it_is_internal_and_names_the_release(session: Session, first: ReportSnapshot) -> None:
    book = copy(first)
    assert book.status == "Internal - not for publication"
    assert (first.mark, first.sha256) == tuple(text for _label, text in book.facts[-2:])
    assert book.release is None, "nobody takes the copy for the published file"


def test_a_first_release_has_no_sheet_of_changes(first: ReportSnapshot) -> None:
    assert "Changes" not in load_workbook(BytesIO(first.file)).sheetnames


def test_a_release_of_the_same_rows_says_that_nothing_is_other(session: Session) -> None:
    sheet = load_workbook(BytesIO(again(session).file))["Changes"]
    said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Every number is as it was released then." in said


def test_a_second_release_lists_what_is_other_and_nothing_else(
    session: Session, first: ReportSnapshot
) -> None:
    talks(session)
    second = again(session)
    sheet = load_workbook(BytesIO(second.file))["Changes"]
    rows = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(min_row=6)]
    listed = Counter((row[0], row[2], row[3], row[4]) for row in rows if row[4] is not None)
    assert listed == _other(first, second)
    assert len(listed) > 20
    assert any(first.mark in str(row[0]) for row in rows)


def _other(first: ReportSnapshot, second: ReportSnapshot) -> Counter[tuple[str, ...]]:
    """Sheet, column, then and now of every cell that the two files print otherwise."""
    then, now = (load_workbook(BytesIO(one.file), data_only=True) for one in (first, second))
    found = Counter[tuple[str, ...]]()
    for tab in then.sheetnames[3:-1]:
        heads = [cell.value for cell in then[tab][5]]
        both = zip(then[tab].iter_rows(min_row=6), now[tab].iter_rows(min_row=6), strict=True)
        for old, new in both:
            for head, one, other in zip(heads, old, new, strict=True):
                if one.value != other.value:
                    found[tab, head, _said(one, head), _said(other, head)] += 1
    return found


def _said(cell: Cell, head: str) -> str:
    if isinstance(cell.value, str):
        return cell.value
    if "%" in head:
        return f"{cell.value * 100:.1f} %"
    decimals = len(cell.number_format.partition(".")[2])
    return f"{cell.value:,.{decimals}f}"
