"""A colleague leaves: all that is open goes over at once, or nothing does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import AssignmentRole, HandedOver, InquiryChannel, InteractionStatus, RedFlagKind
from crm.errors import DomainError
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Company,
    District,
    FollowUp,
    HandOver,
    Inquiry,
    Interaction,
    Participation,
    RedFlag,
    Responsibility,
)
from crm.rules.working_days import WorkingDays
from crm.services.hand_over import hand_over, open_things
from crm.services.inquiries import Office, receive

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = set(HandedOver)


class World:
    """Egon leaves; Anna and Bernd stay."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.egon, self.anna, self.bernd = (Advisor(name=n) for n in ("Egon", "Anna", "Bernd"))
        self.firm, self.district = Company(name="Bäckerei"), District(number="1", name="Altstadt")
        session.add_all([self.egon, self.anna, self.bernd, self.firm, self.district])
        session.flush()
        asked = {"subject": "Zuschuss", "company_id": self.firm.id, "received_at": NOW,
                 "channel": InquiryChannel.TELEPHONE, "owner_id": self.egon.id}  # fmt: skip
        self.inquiry = receive(session, Office(WorkingDays("ST")), asked)
        self.promise = FollowUp(promise="Liste", due_on=TODAY, first_due_on=TODAY,
                                owner=self.egon, company=self.firm)  # fmt: skip
        self.flag = RedFlag(kind=RedFlagKind.LIQUIDITY, company=self.firm, owner=self.egon,
                            raised_on=TODAY, due_on=TODAY, is_confidential=True,
                            readers=[self.anna])  # fmt: skip
        self.care = Responsibility(advisor=self.egon, district=self.district,
                                   valid_from=date(2020, 1, 1))  # fmt: skip
        self.visit = Interaction(kind="visit", status=InteractionStatus.PLANNED,
                                 happened_on=date(2026, 12, 1))  # fmt: skip
        self.visit.participations = [Participation(company=self.firm)]
        self.visit.assignments = [
            AdvisorAssignment(advisor=self.egon, role=AssignmentRole.LEAD),
            AdvisorAssignment(advisor=self.anna, role=AssignmentRole.CO),
        ]
        session.add_all([self.promise, self.flag, self.care, self.visit])
        session.flush()

    def give(self, **takers: Advisor) -> HandOver:
        """To Anna, unless it says otherwise."""
        chosen = {kind: takers.get(kind.value, self.anna).id for kind in HandedOver}
        record = HandOver(giver_id=self.egon.id, last_day=TODAY, happened_at=NOW)
        return hand_over(self.session, record, chosen, None)


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


def test_everything_open_goes_over_at_once(world: World) -> None:
    record = world.give(follow_up=world.bernd)
    world.session.expire_all()
    assert (world.inquiry.owner, world.promise.owner) == (world.anna, world.bernd)
    assert (world.flag.owner, world.flag.readers) == (world.anna, [])
    assert [(each.advisor.name, each.role) for each in world.visit.assignments] == [
        ("Anna", AssignmentRole.LEAD)
    ]
    assert {item.kind for item in record.items} == ALL
    assert not any(open_things(world.session, world.egon.id, TODAY).values())


def test_a_responsibility_ends_and_begins_anew_so_that_what_was_stays(world: World) -> None:
    world.give()
    cares = world.session.scalars(select(Responsibility).order_by(Responsibility.id)).all()
    assert [(c.advisor.name, c.valid_from, c.valid_to) for c in cares] == [
        ("Egon", date(2020, 1, 1), TODAY), ("Anna", date(2026, 11, 24), None),
    ]  # fmt: skip
    assert cares[1].district is world.district


def test_one_that_is_still_to_come_just_changes_hands(world: World) -> None:
    world.care.valid_from = date(2027, 1, 1)
    world.give()
    assert (world.care.advisor_id, world.care.valid_to) == (world.anna.id, None)


def test_the_record_names_what_went_over_but_nothing_confidential(world: World) -> None:
    said = {item.kind: item.what for item in world.give().items}
    assert said == {
        HandedOver.INQUIRY: "Zuschuss", HandedOver.FOLLOW_UP: "Liste (Bäckerei)",
        HandedOver.APPOINTMENT: "Bäckerei", HandedOver.RED_FLAG: "Red flag",
        HandedOver.RESPONSIBILITY: "1 Altstadt",
    }  # fmt: skip


@pytest.mark.parametrize("kind", HandedOver)
def test_without_a_taker_for_all_nothing_goes_over(world: World, kind: HandedOver) -> None:
    with pytest.raises(DomainError, match="for each kind"):
        world.give(**{kind.value: world.egon})
    world.session.rollback()


def test_what_is_over_stays_where_it_was(world: World) -> None:
    session = world.session
    session.delete(world.flag)
    world.visit.status, world.visit.happened_on = InteractionStatus.HELD, TODAY
    world.promise.status, world.promise.done_on = "done", TODAY
    session.flush()
    record = world.give()
    assert {item.kind for item in record.items} == {HandedOver.INQUIRY, HandedOver.RESPONSIBILITY}
    assert {each.advisor.name for each in world.visit.assignments} == {"Egon", "Anna"}


def test_who_has_nothing_hands_nothing_over(world: World) -> None:
    record = HandOver(giver_id=world.bernd.id, last_day=TODAY, happened_at=NOW)
    with pytest.raises(DomainError, match="Nothing is open"):
        hand_over(world.session, record, {}, None)


def test_the_inquiry_says_how_it_went(world: World) -> None:
    world.give()
    (step,) = world.session.get_one(Inquiry, world.inquiry.id).handovers
    assert (str(step), step.reason) == ("Egon → Anna", "Handed over with everything else")
