"""A gathering is prepared: seats, partners, tasks, documents."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.enums import AssignmentRole, HostRole, InteractionKind, InteractionStatus
from crm.models import (
    AdvisorAssignment,
    FollowUp,
    GatheringDocument,
    Interaction,
    Invitation,
    Participation,
    Partner,
)
from tests.web.cast import Cast

SOON = date.today() + timedelta(70)


@pytest.fixture
def forum(db, cast: Cast) -> int:
    """Anna's, ten weeks ahead."""
    made = Interaction(
        kind=InteractionKind.FORUM, title="Herbstforum", happened_on=SOON,
        status=InteractionStatus.PLANNED,
    )  # fmt: skip
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(lead)
    db.add(made)
    db.commit()
    return made.id


def stored(db, pk: int) -> Interaction:
    db.rollback()
    return db.get_one(Interaction, pk, populate_existing=True)


def change(browser, cast: Cast, pk: int, **fields: object):
    address = f"/gatherings/{pk}/edit"
    page = browser("anna").get(address).text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)[1]
    given = {
        "title": "Herbstforum", "happened_on": SOON.isoformat(), "status": "planned",
        "lead": cast.advisors["anna"], "version": version, **fields,
    }  # fmt: skip
    return browser("anna").post(address, **given)


def test_seats_partners_and_budget_are_planned(browser, cast: Cast, db, forum: int) -> None:
    chamber = Partner(name="Handwerkskammer", kind="chamber")
    db.add(chamber)
    db.commit()
    answer = change(
        browser, cast, forum, capacity="80", programme="17:00 Begrüßung",
        registration_until=(SOON - timedelta(3)).isoformat(), remind_days="3",
        budget_line="1.57101.5431", budget_planned="2500", budget_spent="2700",
        hosts=cast.counter, co_hosts=chamber.id,
    )  # fmt: skip
    assert answer.status_code == 302, answer.text
    made = stored(db, forum)
    assert made.plan is not None
    assert (made.plan.capacity, made.plan.remind_days, made.plan.budget_spent) == (80, 3, 2700)
    roles = {str(each): each.role for each in made.partners}
    assert roles == {"Bürgerbüro Nord": HostRole.HOST, "Handwerkskammer": HostRole.CO_HOST}
    page = browser("anna").get(f"/gatherings/{forum}/plan").text
    for words in ("17:00 Begrüßung", "1.57101.5431", "200 € mehr als geplant", "Handwerkskammer"):
        assert words in page
    assert "0 von 80" in browser("anna").get(f"/gatherings/{forum}").text
    change(browser, cast, forum, capacity="80")
    assert stored(db, forum).partners == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"capacity": "0"},
        {"capacity": "99999999999999999999"},
        {"capacity": "viele"},
        {"registration_until": (SOON + timedelta(1)).isoformat()},
        {"budget_planned": "-1"},
        {"remind_days": "90"},
        {"hosts": "999999"},
        {"programme": "x" * 10_001},
    ],
)
def test_a_plan_that_cannot_be_is_said(browser, cast: Cast, db, forum: int, wrong) -> None:
    answer = change(browser, cast, forum, notes="Buffet", **wrong)
    assert answer.status_code == 200
    assert "data-error-summary" in answer.text
    assert "Buffet" in answer.text
    assert stored(db, forum).plan is None


def tasks(browser, forum: int) -> dict[str, str]:
    """The proposed tasks, as the form would send them, none ticked."""
    page = browser("anna").get(f"/gatherings/{forum}/plan").text
    fields = dict(re.findall(r'name="(tasks-\d+-promise)"[^>]*value="([^"]+)"', page))
    fields |= dict(re.findall(r'name="(tasks-\d+-due_on)"[^>]*value="([^"]+)"', page))
    return fields


def test_tasks_are_ticked_and_become_follow_ups(browser, cast: Cast, db, forum: int) -> None:
    proposed = tasks(browser, forum)
    assert proposed["tasks-0-promise"] == "Raum buchen"
    assert proposed["tasks-0-due_on"] <= (SOON - timedelta(56)).isoformat()
    home = f"/gatherings/{forum}/plan"
    ticked = {"tasks-0-wanted": "y", "tasks-3-wanted": "y"}
    owners = {f"tasks-{n}-owner": cast.advisors["bernd"] for n in range(9)}
    for _twice in range(2):
        answer = browser("anna").post(
            f"/gatherings/{forum}/tasks", page=home, **proposed, **owners, **ticked
        )
        assert answer.status_code == 302
    db.rollback()
    found = db.scalars(select(FollowUp).filter_by(interaction_id=forum)).all()
    assert [each.promise for each in found] == ["Raum buchen", "Einladungen verschicken"]
    assert {each.owner_id for each in found} == {cast.advisors["bernd"]}
    assert "Raum buchen" in browser("bernd").get(home).text
    assert "Raum buchen" not in tasks(browser, forum).values(), "proposed once"


def test_a_task_without_a_day_or_an_owner_comes_back(browser, cast: Cast, forum: int) -> None:
    proposed = {**tasks(browser, forum), "tasks-0-due_on": "", "tasks-0-wanted": "y",
                "tasks-0-promise": "Saal im Rathaus"}  # fmt: skip
    answer = browser("anna").post(
        f"/gatherings/{forum}/tasks", page=f"/gatherings/{forum}/plan", **proposed
    )
    assert answer.status_code == 200
    assert "Saal im Rathaus" in answer.text
    assert "Wer kümmert sich darum?" in answer.text
    nothing = browser("anna").post(f"/gatherings/{forum}/tasks", page=f"/gatherings/{forum}/plan")
    assert "data-error-summary" in nothing.text


def upload(browser, forum: int, name: str, content: bytes, who: str = "anna"):
    home = f"/gatherings/{forum}/plan"
    data = {"csrf_token": browser(who).token(home), "file": (io.BytesIO(content), name)}
    return browser(who).client.post(f"/gatherings/{forum}/documents", data=data)


def test_a_document_comes_back_as_it_was_and_never_as_a_page(browser, db, forum: int) -> None:
    for _twice in range(2):
        upload(browser, forum, "../Programm <b>.html", b"<script>alert(1)</script>")
    db.rollback()
    (made,) = db.scalars(select(GatheringDocument)).all()
    assert (made.name, made.size) == ("Programm <b>.html", 25)
    answer = browser("bernd").get(f"/gatherings/{forum}/documents/{made.id}")
    assert answer.data == b"<script>alert(1)</script>"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "<b>" not in browser("anna").get(f"/gatherings/{forum}/plan").text.split("documents")[1]
    home = f"/gatherings/{forum}/plan"
    browser("anna").post(f"/gatherings/{forum}/documents/{made.id}/remove", page=home)
    db.rollback()
    assert db.scalars(select(GatheringDocument)).all() == []


def test_what_is_empty_or_too_large_is_refused(browser, db, forum: int, monkeypatch) -> None:
    monkeypatch.setattr("crm.web.views.gathering_plan.LARGEST", 10)
    monkeypatch.setattr("crm.services.preparation.LARGEST", 10)
    for content in (b"", b"x" * 11):
        upload(browser, forum, "a.pdf", content)
    db.rollback()
    assert db.scalars(select(GatheringDocument)).all() == []
    assert "zu groß" in browser("anna").get(f"/gatherings/{forum}/plan").text


def test_of_a_confidential_gathering_nothing_is_seen(browser, cast: Cast, db, forum: int) -> None:
    upload(browser, forum, "a.pdf", b"GEHEIM")
    made = stored(db, forum)
    made.is_confidential = True
    db.commit()
    number = db.scalars(select(GatheringDocument.id)).one()
    for address in ("plan", f"documents/{number}", "invite", "letters"):
        assert browser("bernd").get(f"/gatherings/{forum}/{address}").status_code == 404


def test_who_may_not_change_it_sees_no_buttons(browser, cast: Cast, forum: int) -> None:
    page = browser("bernd").get(f"/gatherings/{forum}/plan").text
    assert 'type="file"' not in page
    assert "Einladungen" not in page.split("</nav>")[-1]
    assert browser("bernd").get(f"/gatherings/{forum}/invite").status_code == 404


@pytest.mark.parametrize(
    "page", ["", "/plan", "/invite", "/letters", "/door", "/door-list", "/badges", "/after"]
)
def test_no_page_asks_the_database_more_than_twelve_times(
    browser, cast: Cast, db, forum: int, statements, page: str
) -> None:
    made = stored(db, forum)
    made.status, made.happened_on = InteractionStatus.HELD, date.today()
    for number in range(60):
        row = Participation(guest_name=f"Gast {number}", status="registered")
        row.invitation = Invitation(people=2)
        made.participations.append(row)
    made.participations.append(Participation(company_id=cast.bakery, status="invited"))
    db.commit()
    anna = browser("anna")
    statements.clear()
    answer = anna.get(f"/gatherings/{forum}{page}")
    assert answer.status_code == 200
    assert len(statements.queries) <= 12, statements.queries
    assert len(answer.data) < 100_000
