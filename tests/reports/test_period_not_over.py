"""A period that is not over: one reference day everywhere, and everybody is told."""

from datetime import date, datetime
from io import BytesIO
from random import Random

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from reports.build import build, write
from reports.measures.recency import recency
from reports.meta import Meta
from reports.period import NOT_BEGUN, NOT_OVER, Period
from reports.source import live
from tests.factories.world import put, small_world

TODAY = date(2025, 6, 20)
META = Meta("Magdeburg", "Wirtschaftsförderung", datetime(2025, 6, 20, 9, 0), "1.2.3")


@pytest.mark.parametrize(
    ("period", "day", "remark"),
    [
        (Period.year(2024), date(2024, 12, 31), ""),
        (Period(date(2025, 1, 1), TODAY), TODAY, ""),
        (Period.year(2025), TODAY, NOT_OVER),
        (Period.year(2026), TODAY, NOT_BEGUN),
    ],
)
def test_the_reference_day_is_today_at_the_latest(period: Period, day: date, remark: str) -> None:
    assert period.reference_day(TODAY) == day
    assert period.remark(TODAY) == remark


def test_months_that_are_not_whole_are_named_with_their_days() -> None:
    asked = Period(date(2025, 4, 16), date(2025, 8, 31))
    assert asked.part_months(TODAY) == {
        "2025-04": Period(date(2025, 4, 16), date(2025, 4, 30)),
        "2025-06": Period(date(2025, 6, 1), TODAY),
    }
    assert Period.year(2024).part_months(TODAY) == {}


def test_months_that_have_not_begun_are_not_there() -> None:
    assert Period.year(2024).months_begun(TODAY) == Period.year(2024).months()
    assert Period.year(2025).months_begun(TODAY)[-1] == "2025-06"
    assert Period(date(2025, 6, 21), date(2025, 7, 31)).months_begun(TODAY) == ()
    assert Period.year(2026).months_begun(TODAY) == ()


def made(session: Session, period: Period) -> Workbook:
    put(session.connection(), [small_world(Random(7))])
    file = BytesIO()
    source = live(session.connection())
    write(build("coverage", source, period, meta=META, translate=str, language="en"), file)
    return load_workbook(file, data_only=True)


def words(book: Workbook, sheet: str) -> list[str]:
    return [str(cell) for row in book[sheet].iter_rows(values_only=True) for cell in row if cell]


def test_the_workbook_looks_at_today_and_says_so(session: Session) -> None:
    book = made(session, Period.year(2025))
    cover = words(book, "Cover")
    assert "This period is not over yet: figures as of 20 June 2025." in cover
    assert cover[cover.index("Reference day") + 1] == "20 June 2025"
    note = "Not whole months, and so not to be compared: 1 June 2025 to 20 June 2025."
    assert note in words(book, "By month")
    assert [row[0].month for row in book["By month"].iter_rows(min_row=6, max_row=11,
            values_only=True)] == [1, 2, 3, 4, 5, 6]  # fmt: skip
    assert book["By month"]["A12"].value == "Whole period"
    city = next(row for row in book["Recency"].iter_rows(values_only=True) if row[0] == "City")
    counted = recency(live(session.connection()), TODAY).iloc[0]
    assert list(city[1:]) == [int(number) for number in counted]


def test_a_period_wholly_ahead_has_no_month(session: Session) -> None:
    book = made(session, Period.year(2026))
    assert not [
        row for row in book["By month"].iter_rows(values_only=True) if hasattr(row[0], "month")
    ]


def test_of_a_period_that_is_over_nothing_is_said(session: Session) -> None:
    book = made(session, Period.year(2024))
    assert not [line for line in words(book, "Cover") if "figures as of" in line]
    assert not [line for line in words(book, "By month") if "Not whole" in line]


def test_beside_each_size_stands_the_coverage_before(session: Session) -> None:
    """The year before as the workbook of that year says it."""
    this = made(session, Period.year(2024))
    session.rollback()
    before = made(session, Period.year(2023))
    head = [cell.value for cell in this["By size"][5]]
    old, now = head.index("Before, in %"), head.index("Contact coverage in %")
    rates = {row[0]: row[now] for row in before["By size"].iter_rows(min_row=6, values_only=True)}
    for row in this["By size"].iter_rows(min_row=6, max_row=12, values_only=True):
        if row[0] in rates:
            assert row[old] == rates[row[0]], row[0]
