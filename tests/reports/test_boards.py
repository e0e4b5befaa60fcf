"""What dashboards are declared with: periods to compare, trends, sheets that can be written."""

from datetime import date

import pytest

from crm.web.trend_line import TrendLine
from reports.asked import Asked
from reports.boards.catalogue import BOARDS
from reports.period import Period

DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ((2026, 3, 2), (2026, 3, 8), Period(date(2025, 3, 2), date(2025, 3, 8))),
        ((2025, 2, 1), (2025, 2, 28), Period(date(2024, 2, 1), date(2024, 2, 29))),
        ((2024, 2, 1), (2024, 2, 29), Period(date(2023, 2, 1), date(2023, 2, 28))),
        ((2024, 2, 29), (2024, 3, 5), Period(date(2023, 2, 28), date(2023, 3, 5))),
        ((2026, 1, 1), (2026, 12, 31), Period.year(2025)),
    ],
)
def test_the_same_days_of_the_year_before(first, last, before: Period) -> None:
    assert Period(date(*first), date(*last)).year_before() == before


@pytest.mark.parametrize("board", BOARDS, ids=[board.name for board in BOARDS])
def test_a_board_can_be_written(board) -> None:
    """Its tiles point at columns of its sheets, its pictures draw columns that there are, and no
    two sheets have one name.
    """
    asked = Asked(Period.up_to(DAY, 12), DAY)
    sheets = {sheet.key: sheet for sheet in board.report(asked).sheets}
    assert len(sheets) == len(board.report(asked).sheets)
    assert len({sheet.tab for sheet in sheets.values()}) == len(sheets)
    for tile in board.tiles:
        keys = {column.key for column in sheets[tile.figure.sheet].columns}
        assert tile.figure.column in keys
        assert tile.trend is None or tile.trend_column in {c.key for c in tile.trend.columns}
    for picture in board.pictures(asked):
        keys = {column.key for column in picture.sheet.columns}
        assert {*picture.series, *picture.shown} <= keys
    assert sheets[board.key_chart].chart


def test_a_trend_is_as_high_as_its_highest_month() -> None:
    line = TrendLine([0, 5, 10])
    assert line.line == "4.0,28.0 60.0,16.0 116.0,4.0"
    assert line.bridge is None
    running = TrendLine([0, 5, 10], is_part=True)
    assert running.line == "4.0,28.0 60.0,16.0"
    assert (running.bridge, running.end) == ((60.0, 16.0), (116.0, 4.0))


@pytest.mark.parametrize("values", [[], [0], [0, 0, 0]])
def test_a_trend_of_nothing_is_flat(values: list[int]) -> None:
    assert {y for _x, y in TrendLine(values).points} <= {28.0}
