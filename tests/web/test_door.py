"""At the door: taps that come late, twice or out of order; a list on paper; badges."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.enums import AssignmentRole, InteractionStatus, ParticipationStatus
from crm.models import AdvisorAssignment, Interaction, Invitation, Participation
from crm.models.base import utc_now
from tests.web.cast import Cast

TODAY = date.today()
ATTENDED = ParticipationStatus.ATTENDED


@pytest.fixture
def forum(db, cast: Cast) -> int:
    """Anna's, today; the bakery registered with three, of whom two are named."""
    made = Interaction(kind="forum", title="Herbstforum", happened_on=TODAY, status="planned")
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(lead)
    earlier = utc_now() - timedelta(days=2)
    made.participations = [
        Participation(company_id=cast.bakery, status="registered", changed_at=earlier,
                      guest_name="Karin Lüdecke, Tom Kern", invitation=Invitation(people=3)),
        Participation(company_id=cast.forwarder, status="invited", changed_at=earlier),
        Participation(guest_name="Rosa Kern", status="registered", changed_at=earlier),
    ]  # fmt: skip
    db.add(made)
    db.commit()
    return made.id


def rows(db, pk: int) -> list[Participation]:
    db.rollback()
    query = select(Participation).filter_by(interaction_id=pk).order_by(Participation.id)
    return list(db.scalars(query))


def send(browser, forum: int, taps: object, name: str = "anna"):
    text = taps if isinstance(taps, str) else json.dumps(taps)
    home = f"/gatherings/{forum}/door"
    return browser(name).post(f"/gatherings/{forum}/taps", page=home, taps=text)


def test_a_tap_is_noted_once_and_the_gathering_counts(browser, db, forum: int) -> None:
    bakery = rows(db, forum)[0].id
    for _twice in range(2):
        answer = send(browser, forum, [{"row": bakery, "status": "attended", "age": 3.5}])
        assert answer.json["states"][str(bakery)] == "attended"
    assert rows(db, forum)[0].status is ATTENDED
    assert db.get_one(Interaction, forum).status is InteractionStatus.HELD


def test_of_two_taps_the_later_one_holds_however_they_arrive(browser, db, forum: int) -> None:
    bakery = rows(db, forum)[0].id
    send(browser, forum, [{"row": bakery, "status": "attended", "age": 10}])
    send(browser, forum, [{"row": bakery, "status": "registered", "age": 3000}])
    assert rows(db, forum)[0].status is ATTENDED, "an hour old, and a colleague knew better since"
    both = [{"row": bakery, "status": "attended", "age": 1},
            {"row": bakery, "status": "registered", "age": 5}]  # fmt: skip
    send(browser, forum, both)
    assert rows(db, forum)[0].status is ATTENDED


def test_somebody_who_was_on_no_list_is_one_person(browser, db, forum: int) -> None:
    new = [{"name": " Frau  Neu ", "key": "11111111-2222", "age": 0}]
    for _twice in range(2):
        send(browser, forum, new)
    found = [(row.guest_name, row.status) for row in rows(db, forum)][3:]
    assert found == [("Frau Neu", ATTENDED)]


@pytest.mark.parametrize(
    "nonsense",
    [
        "{", "{}", "[1]", '[{"row": "1", "status": "attended"}]',
        '[{"row": 1, "status": "da"}]', '[{"row": 1, "status": "attended", "age": -1}]',
        '[{"row": 1, "status": "attended", "age": 1e99}]', '[{"row": true, "status": "attended"}]',
        '[{"row": 99999999999, "status": "attended"}]', '[{"name": "", "key": "12345678"}]',
        '[{"name": "x", "key": "1"}]', '[{"name": "a\\u0000b", "key": "12345678"}]',
        '[{"row": 1, "status": ["attended"]}]', '[{"row": 1, "status": "attended", "age": NaN}]',
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_changes_nothing(browser, db, forum: int, nonsense: str) -> None:
    before = [row.status for row in rows(db, forum)]
    assert send(browser, forum, nonsense).status_code == 400
    assert [row.status for row in rows(db, forum)] == before


def test_a_tap_on_another_gatherings_row_changes_nothing(browser, cast, db, forum: int) -> None:
    other = Participation(interaction_id=cast.visit, guest_name="Fremd", status="registered")
    db.add(other)
    db.commit()
    send(browser, forum, [{"row": other.id, "status": "attended"}])
    db.refresh(other)
    assert other.status is ParticipationStatus.REGISTERED


def test_without_a_script_a_button_does_it(browser, db, forum: int) -> None:
    home = f"/gatherings/{forum}/door"
    bakery = rows(db, forum)[0].id
    browser("anna").post(home, page=home, one=f"{bakery}:attended")
    browser("anna").post(home, page=home, name="Herr Elb", key="abcdefgh")
    assert [str(row.status) for row in rows(db, forum)] == [
        "attended", "invited", "registered", "attended",
    ]  # fmt: skip
    page = browser("anna").get(home).text
    assert f'value="{bakery}:registered" aria-pressed="true"' in page
    assert "Elbe Spedition" not in page
    assert "Elbe Spedition" in browser("anna").get(f"{home}?all=1").text
    for wrong in ("x", "1", "1:da", ":"):
        assert browser("anna").post(home, page=home, one=wrong).status_code in (302, 400)


def test_who_may_not_change_the_list_has_no_door(browser, db, forum: int) -> None:
    assert browser("bernd").get(f"/gatherings/{forum}/door").status_code == 404
    taps = browser("bernd").post(f"/gatherings/{forum}/taps", page="/day/", taps="[]")
    assert taps.status_code == 404


def test_the_list_on_paper_and_the_badges(browser, db, forum: int) -> None:
    paper = browser("bernd").get(f"/gatherings/{forum}/door-list").text
    assert "Rosa Kern" in paper
    assert "Elbe Spedition" not in paper
    badges = browser("bernd").get(f"/gatherings/{forum}/badges").text
    for words in ("<strong>Karin Lüdecke</strong>", "<strong>Tom Kern</strong>",
                  '<strong class="line">', "<strong>Rosa Kern</strong>"):  # fmt: skip
        assert words in badges
    assert badges.count("<span>Bäckerei Lüdecke GmbH</span>") == 3
