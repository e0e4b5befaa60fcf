from datetime import date

import pytest

from crm.rules.quarter import Quarter, latest_quarters


@pytest.mark.parametrize(
    ("day", "written", "first", "last"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2024, 3, 31), "2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        (date(2026, 6, 30), "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_and_its_days(day: date, written: str, first: date, last: date) -> None:
    quarter = Quarter.of(day)
    assert (str(quarter), quarter.first, quarter.last) == (written, first, last)
    assert Quarter.read(written) == quarter
    assert quarter.following.before == quarter


def test_the_latest_go_back_over_the_turn_of_the_year() -> None:
    found = [str(one) for one in latest_quarters(date(2026, 2, 3), 3)]
    assert found == ["2026-Q1", "2025-Q4", "2025-Q3"]
