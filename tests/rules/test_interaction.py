"""What is held lies behind us, what is promised has a day, and each kind knows what it needs."""

from datetime import date, timedelta

import pytest

from crm.enums import InteractionKind, InteractionStatus
from crm.rules.interaction import KINDS, interaction_problems

TODAY = date(2026, 11, 23)
GATHERINGS = [kind for kind in InteractionKind if kind.is_gathering]


def visit(**changes: object) -> dict[str, object]:
    return {
        "kind": "visit", "status": "held", "happened_on": TODAY, "today": TODAY, "lead_id": 1,
        "participations": [{"company_id": 7}], **changes,
    }  # fmt: skip


def wrong(values: dict[str, object]) -> dict[str, str]:
    return {problem.field: str(problem) for problem in interaction_problems(values)}


def test_an_ordinary_visit_is_fine() -> None:
    assert wrong(visit()) == {}


def test_every_kind_has_its_line() -> None:
    assert set(KINDS) == set(InteractionKind)


@pytest.mark.parametrize("kind", InteractionKind)
def test_every_kind_can_be_held_today(kind: InteractionKind) -> None:
    assert wrong(visit(kind=kind, title="Herbstforum")) == {}


def test_what_is_held_lies_not_in_the_future() -> None:
    tomorrow = TODAY + timedelta(1)
    assert "still to come" in wrong(visit(happened_on=tomorrow))["happened_on"]
    assert wrong(visit(happened_on=tomorrow, status="planned")) == {}


def test_without_a_status_it_was_held() -> None:
    assert "happened_on" in wrong(visit(happened_on=TODAY + timedelta(1), status=None))


def test_a_plan_long_past_asks_what_became_of_it() -> None:
    month_ago = TODAY - timedelta(31)
    assert wrong(visit(status="planned", happened_on=month_ago)) == {}
    found = wrong(visit(status="planned", happened_on=month_ago - timedelta(1)))
    assert "nobody there" in found["status"]
    for status in InteractionStatus:
        if status is not InteractionStatus.PLANNED:
            assert wrong(visit(status=status, happened_on=month_ago - timedelta(1))) == {}


@pytest.mark.parametrize("day", [date(202, 6, 1), date(2062, 11, 1)])
def test_a_mistyped_year_is_noticed(day: date) -> None:
    assert wrong(visit(happened_on=day, status="planned"))["happened_on"] == "Is the year right?"


def test_a_day_is_needed() -> None:
    assert wrong(visit(happened_on=None)) == {"happened_on": "On which day?"}


def test_the_end_follows_the_beginning() -> None:
    fair = visit(kind="fair", title="Messe", happened_on=TODAY - timedelta(9))
    assert wrong({**fair, "ends_on": TODAY - timedelta(7)}) == {}
    assert "before" in wrong({**fair, "ends_on": TODAY - timedelta(10)})["ends_on"]
    assert "14 days" in wrong({**fair, "ends_on": TODAY + timedelta(5)})["ends_on"]


@pytest.mark.parametrize(("kind", "minutes"), [("call", 241), ("visit", 601), ("call", 0)])
def test_durations_are_plausible(kind: str, minutes: int) -> None:
    assert "duration_minutes" in wrong(visit(kind=kind, duration_minutes=minutes))
    assert wrong(visit(kind=kind, duration_minutes=45)) == {}


def test_a_visit_is_to_a_firm() -> None:
    field = "participations-0-company_id"
    assert wrong(visit(participations=[])) == {field: "Choose the firm."}
    assert field in wrong(visit(participations=[{"guest_name": "Frau Kühn"}]))


@pytest.mark.parametrize("kind", ["consultation", "call"])
def test_a_founder_can_be_advised(kind: str) -> None:
    assert wrong(visit(kind=kind, participations=[{"guest_name": "Frau Kühn"}])) == {}
    assert "participations-0-company_id" in wrong(visit(kind=kind, participations=[]))


@pytest.mark.parametrize("kind", GATHERINGS)
def test_a_gathering_needs_a_title_and_may_wait_for_its_list(kind: InteractionKind) -> None:
    assert wrong(visit(kind=kind, participations=[])).keys() == {"title"}


def test_somebody_leads() -> None:
    assert wrong(visit(lead_id=None)) == {"lead_id": "Who of us leads?"}


def test_a_promise_has_a_day_and_a_day_a_promise() -> None:
    promises = [
        {"promise": "Liste schicken", "due_on": TODAY + timedelta(7)},
        {"promise": "Anrufen", "due_on": None},
        {"promise": None, "due_on": TODAY},
        {"promise": None, "due_on": None},
        {"promise": "Gestern", "due_on": TODAY - timedelta(1)},
    ]
    assert wrong(visit(follow_ups=promises)) == {
        "follow_ups-1-due_on": "Until when was it promised?",
        "follow_ups-2-promise": "Write what was promised.",
        "follow_ups-4-due_on": "Due before it was promised.",
    }


def test_what_was_promised_then_may_have_been_due_since() -> None:
    then = TODAY - timedelta(20)
    promises = [{"promise": "Anrufen", "due_on": TODAY - timedelta(10)}]
    assert wrong(visit(happened_on=then, follow_ups=promises)) == {}


def test_a_new_person_needs_a_last_name() -> None:
    people = [{"first_name": None, "last_name": None}, {"first_name": "Karin", "last_name": None}]
    assert wrong(visit(participations=[{"company_id": 7, "new_people": people}])) == {
        "participations-0-new_people-1-last_name": "A person needs a last name."
    }


def test_a_new_person_needs_a_firm() -> None:
    newcomer = {"new_people": [{"first_name": None, "last_name": "Kühn"}]}
    found = wrong(visit(kind="call", participations=[newcomer, {"guest_name": "Frau Kühn"}]))
    assert found == {
        "participations-0-company_id": "Choose the firm at which the new person works."
    }
