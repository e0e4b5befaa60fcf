"""The clock of inquiries, against a table that was worked out by hand with a calendar of 2026."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules.working_days import Pause, WorkingDays

CLOCK = WorkingDays("ST")


def day(text: str) -> date:
    """As people write it: 23.11. is 2026-11-23, 04.01.27 another year."""
    number, month, year = text.split(".")
    return date(2000 + int(year or 26), int(month), int(number))


def pauses(text: str) -> list[Pause]:
    """``24.11.-26.11. 30.11.-`` are two, of which the second goes on."""
    pairs = (each.split("-") for each in text.split())
    return [Pause(day(begins), day(ends) if ends else None) for begins, ends in pairs]


TAKEN = [
    # received, answered, pauses, working days
    ("23.11.", "23.11.", "", 0),  # the same Monday
    ("23.11.", "24.11.", "", 1),
    ("23.11.", "27.11.", "", 4),  # Monday to Friday
    ("27.11.", "30.11.", "", 1),  # Friday to Monday
    ("27.11.", "28.11.", "", 0),  # answered on the Saturday
    ("28.11.", "30.11.", "", 1),  # came in on a Saturday
    ("29.11.", "30.11.", "", 1),  # on a Sunday
    ("28.11.", "29.11.", "", 0),  # came in and was answered at the weekend
    ("23.11.", "30.11.", "", 5),  # a week
    ("23.11.", "07.12.", "", 10),  # two weeks
    ("24.11.", "23.11.", "", 0),  # answered before it came in: nothing was taken
    ("05.01.", "07.01.", "", 1),  # Epiphany is a holiday in Sachsen-Anhalt
    ("02.04.", "07.04.", "", 1),  # Maundy Thursday to Tuesday after Easter
    ("02.04.", "08.04.", "", 2),
    ("30.04.", "04.05.", "", 1),  # Labour Day on a Friday
    ("13.05.", "15.05.", "", 1),  # Ascension Day
    ("22.05.", "26.05.", "", 1),  # Whit Monday
    ("02.10.", "05.10.", "", 1),  # German Unity Day on a Saturday takes nothing away
    ("30.10.", "02.11.", "", 1),  # Reformation Day on a Saturday
    ("23.12.", "28.12.", "", 2),  # 24, 28; Christmas Eve is a working day by law
    ("30.12.", "04.01.27", "", 2),  # 31, 4; New Year on a Friday
    ("31.12.", "04.01.27", "", 1),
    ("27.03.", "30.03.", "", 1),  # over the change to summer time
    ("23.10.", "26.10.", "", 1),  # and back
    ("23.11.", "27.11.", "24.11.-26.11.", 2),  # 24, 27: waited for the firm on 25 and 26
    ("23.11.", "27.11.", "23.11.-27.11.", 0),  # asked back at once, the firm answered on Friday
    ("23.11.", "01.12.", "26.11.-30.11.", 4),  # 24, 25, 26, 1.12.
    ("23.11.", "27.11.", "24.11.-24.11.", 4),  # a pause that ended the same day
    ("23.11.", "04.12.", "24.11.-25.11. 30.11.-02.12.", 6),  # 24, 26, 27, 30, 3, 4
    ("23.11.", "04.12.", "24.11.-27.11. 26.11.-30.11.", 5),  # pauses that overlap count once
    ("23.11.", "27.11.", "24.11.-", 1),  # still waiting
    ("23.11.", "27.11.", "20.11.-24.11.", 3),  # a pause that began before
]

DUE = [
    ("23.11.", "", "26.11."),  # Monday: Thursday
    ("25.11.", "", "30.11."),  # Wednesday: Monday
    ("27.11.", "", "02.12."),  # Friday: Wednesday
    ("28.11.", "", "02.12."),  # Saturday, as if it were Friday
    ("02.04.", "", "09.04."),  # over Easter
    ("22.12.", "", "28.12."),  # over Christmas: 23, 24, 28
    ("23.11.", "24.11.-26.11.", "30.11."),  # 24, 27, 30
    ("23.11.", "24.11.-", None),  # the clock stands
]


def test_the_table_has_forty_cases() -> None:
    assert len(TAKEN) + len(DUE) == 40


@pytest.mark.parametrize(("received", "answered", "stood", "expected"), TAKEN)
def test_working_days_taken(received: str, answered: str, stood: str, expected: int) -> None:
    assert CLOCK.taken(day(received), day(answered), pauses(stood)) == expected


@pytest.mark.parametrize(("received", "stood", "expected"), DUE)
def test_the_last_day_within_three_working_days(
    received: str, stood: str, expected: str | None
) -> None:
    wanted = expected and day(expected)
    assert CLOCK.due(day(received), 3, pauses(stood)) == wanted


def test_each_land_has_its_own_holidays() -> None:
    assert not WorkingDays("ST").is_working(date(2026, 1, 6))
    assert WorkingDays("BE").is_working(date(2026, 1, 6))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_numpy_counts_the_same(received: date, days: int) -> None:
    until = received + timedelta(days)
    free = [str(each) for year in range(2020, 2031) for each in _of(year)]
    counted = np.busday_count(
        str(received + timedelta(1)), str(until + timedelta(1)), holidays=free
    )
    assert CLOCK.taken(received, until) == int(counted)


def _of(year: int) -> list[date]:
    found: list[date] = []
    for number in range(366):
        each = date(year, 1, 1) + timedelta(number)
        if each.year == year and each in CLOCK.holidays:
            found.append(each)
    return found


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 20))
def test_the_due_day_is_the_last_within_the_target(received: date, target: int) -> None:
    due = CLOCK.due(received, target)
    assert due is not None
    assert CLOCK.taken(received, due) == target
    assert CLOCK.is_working(due)
