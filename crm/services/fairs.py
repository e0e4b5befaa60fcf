"""A fair: who is at the stand when, whom one met there, and what came of it afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from crm.enums import (
    N_,
    AssignmentRole,
    FollowUpStatus,
    InteractionKind,
    InteractionStatus,
    ParticipationStatus,
    StandOutcome,
    StandTodo,
)
from crm.errors import DomainError
from crm.models import (
    Advisor,
    AdvisorAssignment,
    CompanyOverview,
    FairStand,
    FollowUp,
    Interaction,
    Participation,
    Shift,
    StandContact,
)
from crm.models.base import new_client_key
from crm.rules import Values
from crm.services.attendance import add_participants
from crm.services.follow_ups import add_follow_up
from crm.services.log_interaction import log_interaction

DAYS_TO_DO = 7
MOST = 300
WORDS = {
    StandTodo.CALL: N_("Call after the fair"),
    StandTodo.SEND: N_("Send what was promised at the fair"),
    StandTodo.MEET: N_("Arrange a talk after the fair"),
    StandTodo.NOTHING: N_("Get in touch after the fair"),
}


def keep_stand(session: Session, fair_id: int, values: Values) -> FairStand:
    """``role``, ``stand``, ``partner_id``; a fair has one."""
    known = select(FairStand).where(FairStand.interaction_id == fair_id).with_for_update()
    stand = session.scalar(known) or FairStand(interaction_id=fair_id)
    for name in ("role", "stand", "partner_id"):
        setattr(stand, name, values.get(name))
    session.add(stand)
    session.flush()
    return stand


def add_shift(session: Session, fair_id: int, values: Values) -> Shift:
    there = _at_that_time(session, values)
    if there is not None and there.client_key == values.get("client_key"):
        return there
    key = values.get("client_key") or new_client_key()
    return _stand_at(session, Shift(interaction_id=fair_id, client_key=key), values, there)


def move_shift(session: Session, shift: Shift, values: Values) -> Shift:
    """``values`` has all of it: who, on which day, from when until when."""
    return _stand_at(session, shift, values, _at_that_time(session, values, besides=shift.id))


def _at_that_time(session: Session, values: Values, besides: int = 0) -> Shift | None:
    """Who is asked about is looked up under a lock, so that two who plan at once do not both find
    them free.
    """
    advisor_id = values["advisor_id"]
    session.scalar(select(Advisor.id).where(Advisor.id == advisor_id).with_for_update())
    query = select(Shift).where(
        Shift.id != besides,
        Shift.advisor_id == advisor_id,
        Shift.day == values["day"],
        Shift.starts_at < values["ends_at"],
        Shift.ends_at > values["starts_at"],
    )
    return session.scalars(query.limit(1)).first()


def _stand_at(session: Session, shift: Shift, values: Values, there: Shift | None) -> Shift:
    """Nobody is at two stands, or twice at one, at the same time."""
    if there is not None:
        raise DomainError(
            N_("At that time: %(shift)s. Nobody is at two places at once."), shift=str(there)
        )
    for name in ("advisor_id", "day", "starts_at", "ends_at"):
        setattr(shift, name, values[name])
    session.add(shift)
    _takes_part(session, shift.interaction_id, values["advisor_id"])
    session.flush()
    return shift


def _takes_part(session: Session, fair_id: int, advisor_id: int) -> None:
    """Whoever has a shift is one of those who run the fair, and may capture whom they meet."""
    here = AdvisorAssignment
    known = select(here.id).where(here.interaction_id == fair_id, here.advisor_id == advisor_id)
    if session.scalar(known) is None:
        session.add(here(interaction_id=fair_id, advisor_id=advisor_id, role=AssignmentRole.CO))


def shifts(session: Session, fair_id: int) -> list[Row[Any]]:
    query = (
        select(Shift.id, Shift.day, Shift.starts_at, Shift.ends_at, Advisor.name)
        .join(Advisor, Advisor.id == Shift.advisor_id)
        .where(Shift.interaction_id == fair_id)
    )
    return list(session.execute(query.order_by(Shift.day, Shift.starts_at, Advisor.name)))


def tasks(session: Session, fair_id: int) -> list[Row[Any]]:
    """What is to be prepared: the fair's follow-ups that no visitor to the stand waits for."""
    of_visitor = select(StandContact.id).where(StandContact.follow_up_id == FollowUp.id).exists()
    columns: tuple[Any, ...] = (
        FollowUp.id, FollowUp.promise, FollowUp.due_on, FollowUp.status, FollowUp.reason,
        FollowUp.owner_id, FollowUp.company_id, Advisor.name.label("owner"),
        CompanyOverview.label.label("firm"),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Advisor, Advisor.id == FollowUp.owner_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == FollowUp.company_id)
        .where(
            FollowUp.interaction_id == fair_id,
            FollowUp.status != FollowUpStatus.CANCELLED,
            ~of_visitor,
        )
    )
    return list(session.execute(query.order_by(FollowUp.due_on, FollowUp.id).limit(MOST)))


def capture(session: Session, fair: Interaction, values: Values, at: datetime) -> StandContact:
    """``company_id`` or ``name``, ``phone``, ``note``, ``todo``, ``advisor_id``. The firm, or the
    guest, was at the fair; the firm counts once.
    """
    met = StandContact(
        interaction_id=fair.id,
        met_at=at,
        client_key=values.get("client_key") or new_client_key(),
        **{name: values.get(name) for name in ("company_id", "name", "phone", "note")},
        todo=values.get("todo") or StandTodo.NOTHING,
        advisor_id=values.get("advisor_id"),
    )
    session.add(met)
    session.flush()
    came = {"status": ParticipationStatus.ATTENDED, "guest_name": values.get("name")}
    add_participants(session, fair.id, [{**came, "company_id": values.get("company_id")}])
    return met


def stand_contacts(
    session: Session, fair_id: int, *, handled: bool | None = None, at_most: int = MOST
) -> list[Row[Any]]:
    """The latest first; those with something to do first where they are worked off."""
    columns: tuple[Any, ...] = (
        StandContact.id, StandContact.name, StandContact.phone, StandContact.note,
        StandContact.todo, StandContact.met_at, StandContact.handled_at, StandContact.outcome,
        StandContact.company_id, StandContact.follow_up_id, StandContact.contact_id,
        CompanyOverview.label.label("firm"), Advisor.name.label("advisor"),
    )  # fmt: skip
    query = (
        select(*columns)
        .outerjoin(CompanyOverview, CompanyOverview.id == StandContact.company_id)
        .outerjoin(Advisor, Advisor.id == StandContact.advisor_id)
        .where(StandContact.interaction_id == fair_id)
    )
    if handled is not None:
        is_open = StandContact.handled_at.is_(None)
        query = query.where(~is_open if handled else is_open)
    order = (StandContact.met_at.desc(), StandContact.id.desc())
    return list(session.execute(query.order_by(*order).limit(at_most)))


def how_many(session: Session, fair_id: int) -> tuple[int, int]:
    """(in all, not worked off yet)"""
    query = select(func.count(), func.count(StandContact.handled_at)).where(
        StandContact.interaction_id == fair_id
    )
    total, handled = session.execute(query).one()
    return total, total - handled


def name_firm(session: Session, met: StandContact, company_id: int) -> StandContact:
    """Who gave a name alone is of a firm: it was at the fair, once, and the guest no longer is."""
    met.company_id = company_id
    as_guest = select(Participation).where(
        Participation.interaction_id == met.interaction_id,
        Participation.company_id.is_(None),
        Participation.guest_name == met.name,
    )
    guest = session.scalars(as_guest.order_by(Participation.id).limit(1)).first()
    if guest is not None:
        session.delete(guest)
    came = {"status": ParticipationStatus.ATTENDED, "guest_name": met.name}
    add_participants(session, met.interaction_id, [{**came, "company_id": company_id}])
    return met


def to_follow_up(
    session: Session, met: StandContact, owner_id: int, words: str, today: date, at: datetime
) -> FollowUp | None:
    """``words`` say what is to be done; of who is worked off already nothing is made again."""
    if met.handled_at is not None:
        return met.follow_up
    values = {
        "promise": words[:200],
        "due_on": today + timedelta(DAYS_TO_DO),
        "owner_id": owner_id,
        "company_id": met.company_id,
        "interaction_id": met.interaction_id,
        "notes": "\n".join(filter(None, (met.name, met.phone, met.note))) or None,
    }
    met.follow_up = add_follow_up(session, values)
    met.handled_at, met.outcome = at, StandOutcome.FOLLOW_UP
    session.flush()
    return met.follow_up


def to_consultation(
    session: Session, met: StandContact, lead_id: int, today: date, at: datetime
) -> Interaction | None:
    """A talk that is planned; its day is then moved to the one agreed upon."""
    if met.handled_at is not None:
        return met.contact
    who = {"company_id": met.company_id, "guest_name": None if met.company_id else met.name}
    values = {
        "kind": InteractionKind.CONSULTATION,
        "status": InteractionStatus.PLANNED,
        "happened_on": today + timedelta(DAYS_TO_DO),
        "lead_id": lead_id,
        "notes": "\n".join(filter(None, (met.name, met.phone, met.note))) or None,
        "participations": [who],
    }
    met.contact = log_interaction(session, values)
    met.handled_at, met.outcome = at, StandOutcome.CONSULTATION
    session.flush()
    return met.contact


def done(met: StandContact, at: datetime) -> None:
    if met.handled_at is None:
        met.handled_at, met.outcome = at, StandOutcome.DONE


def reopen(met: StandContact) -> None:
    """What was made of it stays, but is not said to have come of it any more."""
    met.handled_at = met.outcome = met.follow_up_id = met.contact_id = None
