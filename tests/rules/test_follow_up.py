"""A follow-up says what, until when and by whom."""

from datetime import date, timedelta

import pytest

from crm.rules.follow_up import follow_up_problems

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(1)


def promise(**changes: object) -> dict[str, object]:
    return {"promise": "Liste schicken", "due_on": TODAY, "owner_id": 1, "today": TODAY, **changes}


def wrong(values: dict[str, object]) -> dict[str, str]:
    return {problem.field: str(problem) for problem in follow_up_problems(values)}


def test_what_is_due_today_is_fine() -> None:
    assert wrong(promise()) == {}


@pytest.mark.parametrize("name", ["promise", "due_on", "owner_id"])
def test_what_is_missing_is_asked_for(name: str) -> None:
    assert wrong(promise(**{name: None})).keys() == {name}


def test_nothing_at_all_is_asked_for_once_each() -> None:
    empty = promise(promise=None, due_on=None)
    assert [problem.field for problem in follow_up_problems(empty)] == ["promise", "due_on"]


def test_a_new_day_does_not_lie_behind_us_but_an_old_one_may_stand() -> None:
    assert "due_on" in wrong(promise(due_on=YESTERDAY))
    assert wrong(promise(due_on=YESTERDAY, was_due_on=YESTERDAY)) == {}


def test_a_mistyped_year_is_noticed() -> None:
    assert wrong(promise(due_on=date(2926, 1, 1))) == {"due_on": "Is the year right?"}


def test_a_promise_is_short() -> None:
    assert wrong(promise(promise="x" * 201)) == {"promise": "At most 200 characters."}


def test_what_is_dropped_says_why() -> None:
    assert wrong(promise(status="cancelled")) == {"reason": "Say why it is dropped."}
    assert wrong(promise(status="cancelled", reason="Firma geschlossen")) == {}
