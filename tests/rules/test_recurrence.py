"""Months counted there and back, at the ends of months too."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.rules.recurrence import months_back, months_later

DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@given(DAYS, st.integers(1, 120))
def test_no_later_day_comes_in_time(day: date, months: int) -> None:
    back = months_back(day, months)
    assert months_later(back, months) <= day < months_later(back + timedelta(1), months)
