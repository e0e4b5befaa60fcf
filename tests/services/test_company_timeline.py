"""The firm's history as one advisor sees it."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, FollowUpStatus, InteractionKind
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Company,
    FollowUp,
    Interaction,
    Participation,
    Person,
    Topic,
)
from crm.services.company_timeline import PAGE_SIZE, company_timeline
from crm.services.scope import Viewer

DAY = date(2026, 3, 2)


@pytest.fixture
def town(session: Session) -> dict[str, object]:
    """Anna and Bernd visit the bakery; a forum has the forwarder in it too."""
    anna, bernd = Advisor(name="Anna Beier"), Advisor(name="Bernd Colditz")
    bakery, forwarder = Company(name="Bäckerei"), Company(name="Spedition")
    baker, driver = Person(last_name="Lüdecke", first_name="Karin"), Person(last_name="Kraft")
    topic = Topic(code="energy", name="Energie", name_en="Energy")
    visit = contact(InteractionKind.VISIT, DAY, {bernd: "co", anna: "lead"}, {bakery: [baker]})
    visit.topics.append(topic)
    forum = contact(
        InteractionKind.FORUM,
        DAY + timedelta(30),
        {bernd: "lead"},
        {bakery: [], forwarder: [driver]},
    )
    secret = contact(InteractionKind.CALL, DAY + timedelta(60), {bernd: "lead"}, {bakery: []})
    secret.is_confidential = True
    promises = [
        promise("Liste schicken", bakery, visit, anna),
        promise("Erledigt", bakery, visit, anna, FollowUpStatus.DONE),
        promise("Der Spedition", forwarder, forum, bernd),
        promise("Ohne Kontakt", bakery, None, bernd),
        promise("Geheim", bakery, secret, bernd),
    ]
    session.add_all([visit, forum, secret, *promises])
    session.flush()
    return {"bakery": bakery, "anna": anna, "bernd": bernd, "visit": visit, "forum": forum}


def contact(kind, day, advisors, companies) -> Interaction:
    made = Interaction(kind=kind, happened_on=day)
    for advisor, role in advisors.items():
        made.assignments.append(AdvisorAssignment(advisor=advisor, role=AssignmentRole(role)))
    for company, persons in companies.items():
        made.participations.append(Participation(company=company, persons=persons))
    return made


def promise(text, company, interaction, owner, status=FollowUpStatus.OPEN) -> FollowUp:
    done_on = DAY if status is FollowUpStatus.DONE else None
    return FollowUp(
        promise=text, company=company, interaction=interaction, owner=owner,
        due_on=DAY, first_due_on=DAY, status=status, done_on=done_on,
    )  # fmt: skip


def seen_by(session: Session, town, name: str):
    viewer = Viewer(user_id=0, advisor_id=town[name].id)
    return company_timeline(session, viewer, [town["bakery"].id])


def test_newest_first_with_who_and_what(session: Session, town) -> None:
    timeline = seen_by(session, town, "anna")
    forum, visit = timeline.entries
    assert (forum.contact.kind, visit.contact.kind) == ("forum", "visit")
    assert [str(each) for each in visit.advisors] == ["Anna Beier", "Bernd Colditz"]
    assert [str(each) for each in visit.persons] == ["Karin Lüdecke"]
    assert [(each.name, each.name_en) for each in visit.topics] == [("Energie", "Energy")]
    assert [each.promise for each in visit.promises] == ["Liste schicken", "Erledigt"]
    assert (forum.persons, forum.promises) == ([], [])


def test_open_promises_are_named_once_more(session: Session, town) -> None:
    assert [each.promise for each in seen_by(session, town, "anna").open] == [
        "Liste schicken",
        "Ohne Kontakt",
    ]


def test_what_is_confidential_stays_so(session: Session, town) -> None:
    assert seen_by(session, town, "anna").count == 2
    bernds = seen_by(session, town, "bernd")
    assert bernds.count == 3
    assert bernds.entries[0].contact.is_confidential
    assert "Geheim" in [each.promise for each in bernds.open]


def test_a_long_history_comes_in_pages(session: Session, town) -> None:
    for days in range(PAGE_SIZE):
        session.add(
            contact(
                InteractionKind.CALL, DAY - timedelta(days), {town["anna"]: "lead"},
                {town["bakery"]: []},
            )
        )  # fmt: skip
    session.flush()
    viewer = Viewer(user_id=0, advisor_id=town["anna"].id)
    first = company_timeline(session, viewer, [town["bakery"].id])
    second = company_timeline(session, viewer, [town["bakery"].id], page=2)
    assert (len(first.entries), len(second.entries)) == (PAGE_SIZE, 2)
    assert first.count == second.count == PAGE_SIZE + 2
