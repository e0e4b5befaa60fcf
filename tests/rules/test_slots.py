"""A consulting day is cut into whole slots that keep clear of the breaks."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules.slots import booking_problems, cut, read_breaks

TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
SPANS = st.tuples(TIMES, TIMES).filter(lambda span: span[0] < span[1])


def test_a_slot_that_would_reach_into_a_break_begins_after_it() -> None:
    found = cut(time(9), time(13, 10), 30, [(time(10, 15), time(10, 45)), (time(12), time(13))])
    assert [f"{begins:%H:%M}" for begins, _ends in found] == [
        "09:00", "09:30", "10:45", "11:15",
    ]  # fmt: skip


@given(SPANS, st.integers(5, 240), st.lists(SPANS, max_size=4))
def test_slots_have_their_length_and_overlap_nothing(day, minutes, breaks) -> None:
    slots = cut(*day, minutes, breaks)
    on = lambda at: datetime.combine(date.min, at)  # noqa: E731
    for begins, ends in slots:
        assert on(ends) - on(begins) == timedelta(minutes=minutes)
        assert day[0] <= begins
        assert ends <= day[1]
        assert all(ends <= first or until <= begins for first, until in breaks)
    assert all(one[1] <= other[0] for one, other in pairwise(slots))


@pytest.mark.parametrize("text", ["Mittag", "12-13", "13:00-12:00", "25:00-26:00", "12:00-12:00"])
def test_breaks_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"\d|Mittag"):
        read_breaks(text)


def test_breaks_are_read_as_people_write_them() -> None:
    assert read_breaks("12:00-13:00, 14:30 – 14:45,") == [
        (time(12), time(13)), (time(14, 30), time(14, 45)),
    ]  # fmt: skip
    assert read_breaks("") == []


def test_a_name_and_a_number_are_enough_for_who_is_on_the_line() -> None:
    given_ = {"slot_id": 1, "name": "Rosa", "phone": "0391 7"}
    assert list(booking_problems(given_)) == []
    assert [p.field for p in booking_problems({**given_, "is_public": True})] == ["consent"]
    assert [p.field for p in booking_problems({})] == ["slot", "name", "phone"]
