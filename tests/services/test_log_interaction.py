"""Writing down a contact, and correcting what was written."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, InteractionKind, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Company,
    FollowUp,
    Interaction,
    Participation,
    Person,
    Position,
    Site,
    Topic,
)
from crm.services.log_interaction import change_interaction, log_interaction
from crm.services.participants import STATUS

TODAY = date(2026, 11, 23)
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@pytest.fixture
def bakery(session: Session) -> Company:
    """Karin Lüdecke owns it; the shop is in Breiter Weg, a branch in Buckau."""
    bakery = Company(name="Bäckerei Lüdecke")
    bakery.sites += [Site(street="Buckau", kind="branch"), Site(street="Breiter Weg")]
    karin = Person(first_name="Karin", last_name="Lüdecke")
    bakery.positions.append(Position(person=karin, function="Inhaberin"))
    session.add(bakery)
    session.flush()
    return bakery


@pytest.fixture
def forwarder(session: Session) -> Company:
    forwarder = Company(name="Elbe Spedition")
    session.add(forwarder)
    session.flush()
    return forwarder


@pytest.fixture
def advisors(session: Session) -> dict[str, Advisor]:
    advisors = {name: Advisor(name=name) for name in ("anna", "bernd", "carla")}
    session.add_all(advisors.values())
    session.flush()
    return advisors


def visit(bakery: Company, advisors: dict[str, Advisor], **changes: object) -> dict[str, object]:
    return {
        "kind": "visit",
        "status": InteractionStatus.HELD,
        "happened_on": TODAY,
        "notes": "Ofen zu alt",
        "lead_id": advisors["anna"].id,
        "co_ids": [advisors["bernd"].id],
        "participations": [
            {
                "company_id": bakery.id,
                "person_ids": [bakery.positions[0].person_id],
                "new_people": [{"first_name": "Jan", "last_name": "Kühn", "function": "Meister"}],
            }
        ],
        "follow_ups": [
            {"promise": "Förderliste schicken", "due_on": date(2026, 12, 1)},
            {"promise": None, "due_on": None},
        ],
        **changes,
    }


def reread(session: Session, interaction: Interaction) -> Interaction:
    session.flush()
    session.expire_all()
    return session.scalars(select(Interaction).filter_by(id=interaction.id)).one()


def roles(interaction: Interaction) -> dict[str, AssignmentRole]:
    return {each.advisor.name: each.role for each in interaction.assignments}


def test_a_visit_is_written_down_with_everybody(session, bakery, advisors) -> None:
    topic = Topic(code="financing", name="Finanzierung", name_en="Financing")
    session.add(topic)
    session.flush()
    values = visit(bakery, advisors, topic_ids=[topic.id], client_key="key-1")
    logged = reread(session, log_interaction(session, values))
    assert logged.kind is InteractionKind.VISIT
    assert (logged.client_key, logged.notes) == ("key-1", "Ofen zu alt")
    assert roles(logged) == {"anna": AssignmentRole.LEAD, "bernd": AssignmentRole.CO}
    assert logged.topics == [topic]
    (taking_part,) = logged.participations
    assert taking_part.site.street == "Breiter Weg"
    assert {str(person) for person in taking_part.persons} == {"Karin Lüdecke", "Jan Kühn"}
    (promise,) = logged.follow_ups
    assert (promise.owner.name, promise.company) == ("anna", bakery)
    assert promise.due_on == promise.first_due_on == date(2026, 12, 1)


def test_somebody_new_works_at_the_firm_from_now_on(session, bakery, advisors) -> None:
    log_interaction(session, visit(bakery, advisors))
    session.expire_all()
    assert {str(position) for position in bakery.positions} == {
        "Karin Lüdecke, Inhaberin",
        "Jan Kühn, Meister",
    }


def test_a_name_that_is_known_there_makes_no_second_person(session, bakery, advisors) -> None:
    again = {"first_name": "karin", "last_name": "LÜDECKE", "function": None}
    people = [{"company_id": bakery.id, "person_ids": [], "new_people": [again]}]
    logged = log_interaction(session, visit(bakery, advisors, participations=people))
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    assert logged.participations[0].persons == [bakery.positions[0].person]


@pytest.mark.parametrize(
    ("begun", "left"),
    [(None, TODAY + A_YEAR), (None, TODAY), (TODAY, None), (TODAY - A_YEAR, TODAY + A_YEAR)],
)
def test_whoever_was_there_on_that_day_is_chosen(session, bakery, advisors, begun, left) -> None:
    """Also when they leave one day, or had left before the visit was written down."""
    (position,) = bakery.positions
    position.valid_from, position.valid_to = begun, left
    session.flush()
    logged = log_interaction(session, visit(bakery, advisors))
    assert position.person in logged.participations[0].persons


def test_whoever_was_not_there_on_that_day_is_refused(session, bakery, advisors) -> None:
    (position,) = bakery.positions
    for position.valid_from, position.valid_to in ((None, TODAY - A_DAY), (TODAY + A_DAY, None)):
        session.flush()
        with pytest.raises(DomainError, match="not at this firm"):
            log_interaction(session, visit(bakery, advisors))


def by_name(bakery: Company) -> list[dict[str, object]]:
    karin = {"first_name": "Karin", "last_name": "Lüdecke", "function": "Beraterin"}
    return [{"company_id": bakery.id, "person_ids": [], "new_people": [karin]}]


def test_who_comes_back_is_no_second_person(session, bakery, advisors) -> None:
    (position,) = bakery.positions
    position.valid_to = TODAY - A_YEAR
    session.flush()
    for _visits in range(2):
        log_interaction(session, visit(bakery, advisors, participations=by_name(bakery)))
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    functions = sorted((each.function, each.valid_from) for each in position.person.positions)
    assert functions == [("Beraterin", TODAY), ("Inhaberin", None)]


def test_who_is_to_come_is_no_second_person(session, bakery, advisors) -> None:
    (position,) = bakery.positions
    position.valid_from = TODAY + A_DAY
    session.flush()
    logged = log_interaction(session, visit(bakery, advisors, participations=by_name(bakery)))
    session.expire_all()
    assert logged.participations[0].persons == [position.person]
    assert position.person.positions == [position]


def test_people_of_other_firms_are_refused(session, bakery, forwarder, advisors) -> None:
    people = [{"company_id": forwarder.id, "person_ids": [bakery.positions[0].person_id]}]
    with pytest.raises(DomainError, match="not at this firm"):
        log_interaction(session, visit(bakery, advisors, participations=people))


def test_who_has_left_stays_in_what_was_written_then(session, bakery, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    bakery.positions[0].valid_to = TODAY
    session.flush()
    person_ids = [person.id for person in logged.participations[0].persons]
    people = [{"company_id": bakery.id, "person_ids": person_ids}]
    change_interaction(session, logged, {"participations": people})
    assert len(reread(session, logged).participations[0].persons) == 2


def test_a_founder_is_advised_without_a_firm(session, bakery, advisors) -> None:
    guests = [{"guest_name": "Frau Kühn"}]
    values = visit(bakery, advisors, kind="consultation", participations=guests)
    logged = log_interaction(session, values)
    assert logged.kind is InteractionKind.CONSULTATION
    assert [str(each) for each in logged.participations] == ["Frau Kühn"]
    assert logged.follow_ups[0].company_id is None


def test_the_lead_is_handed_over(session, bakery, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    handed = {"lead_id": advisors["bernd"].id, "co_ids": [advisors["anna"].id]}
    change_interaction(session, logged, handed)
    assert roles(reread(session, logged)) == {
        "bernd": AssignmentRole.LEAD,
        "anna": AssignmentRole.CO,
    }
    change_interaction(session, logged, {"lead_id": advisors["carla"].id, "co_ids": []})
    assert roles(reread(session, logged)) == {"carla": AssignmentRole.LEAD}


def test_the_lead_is_not_named_twice(session, bakery, advisors) -> None:
    both = [advisors["anna"].id, advisors["bernd"].id]
    logged = log_interaction(session, visit(bakery, advisors, co_ids=both))
    assert roles(logged) == {"anna": AssignmentRole.LEAD, "bernd": AssignmentRole.CO}


def test_what_is_not_named_stays(session, bakery, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    change_interaction(session, logged, {"notes": "Ofen bestellt"})
    logged = reread(session, logged)
    assert logged.notes == "Ofen bestellt"
    assert (len(logged.participations), len(logged.assignments)) == (1, 2)
    assert len(logged.follow_ups) == 1


def test_the_firm_is_corrected(session, bakery, forwarder, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    change_interaction(session, logged, {"participations": [{"company_id": forwarder.id}]})
    logged = reread(session, logged)
    assert [each.company for each in logged.participations] == [forwarder]
    assert session.scalar(select(func.count()).select_from(Participation)) == 1


def test_another_firm_present_keeps_its_people(session, bakery, forwarder, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    both = [{"company_id": bakery.id}, {"company_id": forwarder.id}]
    change_interaction(session, logged, {"participations": both})
    met = {each.company: len(each.persons) for each in reread(session, logged).participations}
    assert met == {bakery: 2, forwarder: 0}


@pytest.mark.parametrize("settled", ["held", "no_show", "cancelled"])
def test_who_takes_part_follows_the_status_alone(session, bakery, advisors, settled) -> None:
    logged = log_interaction(session, visit(bakery, advisors, status=InteractionStatus.PLANNED))
    change_interaction(session, logged, {"status": InteractionStatus(settled)})
    wanted = STATUS[InteractionStatus(settled)]
    assert reread(session, logged).participations[0].status is wanted


def test_a_plan_becomes_a_visit(session, bakery, advisors) -> None:
    values = visit(bakery, advisors, status=InteractionStatus.PLANNED)
    logged = log_interaction(session, values)
    assert logged.participations[0].status is ParticipationStatus.REGISTERED
    held = {"status": InteractionStatus.HELD, "participations": [{"company_id": bakery.id}]}
    change_interaction(session, logged, held)
    assert reread(session, logged).participations[0].status is ParticipationStatus.ATTENDED


def test_a_correction_leaves_who_did_not_come(session, bakery, forwarder, advisors) -> None:
    both = [{"company_id": bakery.id}, {"company_id": forwarder.id, "status": "no_show"}]
    logged = log_interaction(session, visit(bakery, advisors, participations=both))
    again = [{"company_id": bakery.id}, {"company_id": forwarder.id}]
    change_interaction(session, logged, {"participations": again, "notes": "Nachtrag"})
    status = {each.company: each.status for each in reread(session, logged).participations}
    assert status == {
        bakery: ParticipationStatus.ATTENDED,
        forwarder: ParticipationStatus.NO_SHOW,
    }


def test_a_change_of_topics_alone_counts_as_a_version(session, bakery, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    version = logged.version
    change_interaction(session, logged, {"topic_ids": []})
    assert logged.version == version + 1


def test_promises_are_added_to_those_on_file(session, bakery, advisors) -> None:
    logged = log_interaction(session, visit(bakery, advisors))
    more = {"lead_id": advisors["anna"].id, "follow_ups": [{"promise": "Anruf", "due_on": TODAY}]}
    change_interaction(session, logged, more)
    assert session.scalar(select(func.count()).select_from(FollowUp)) == 2
