"""Every usual task of a gathering has its day, whatever day it is today."""

from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crm.rules.preparation import TASKS, Task
from crm.rules.working_days import WorkingDays

DAYS = WorkingDays("ST")
DATES = st.dates(date(2020, 1, 1), date(2040, 12, 31))
SATURDAY = date(2026, 11, 28)


@settings(deadline=None)
@given(today=DATES, ahead=st.integers(-100, 100), task=st.sampled_from(TASKS))
@example(today=SATURDAY, ahead=50, task=Task("", 49))
@example(today=SATURDAY + timedelta(1), ahead=1, task=Task("", 1))
def test_the_day_is_a_working_day_from_today_on(today: date, ahead: int, task: Task) -> None:
    day = task.due(today + timedelta(ahead), today, DAYS)
    assert DAYS.is_working(day)
    assert day >= today


def test_a_task_is_rather_earlier_than_later() -> None:
    gathering = date(2026, 12, 14)
    assert Task("", 1).due(gathering, SATURDAY, DAYS) == date(2026, 12, 11)
    assert Task("", -5).due(gathering, SATURDAY, DAYS) == date(2026, 12, 21)


def test_where_no_working_day_is_left_before_it_is_the_next_one() -> None:
    assert Task("", 49).due(date(2027, 1, 17), SATURDAY, DAYS) == date(2026, 11, 30)
