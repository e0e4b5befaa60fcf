"""Everything open that is somebody's goes to colleagues in one act, and is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, AssignmentRole, FollowUpStatus, HandedOver, InteractionStatus
from crm.errors import DomainError
from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    HandOver,
    HandOverItem,
    Inquiry,
    Interaction,
    Participation,
    RedFlag,
    Responsibility,
)
from crm.models.base import utc_now
from crm.services import follow_ups, inquiries

REASON = N_("Handed over with everything else")
LONGEST = 200
Things = dict[HandedOver, list["Thing"]]
One = tuple[HandedOver, int]
"""A kind and the row's own id."""
_FIRM = joinedload(Company.overview)


@dataclass(frozen=True, slots=True)
class Thing:
    """A row that is to go over. ``is_secret``: its words are nobody's but theirs."""

    row: Any
    what: str
    due_on: date | None = None
    is_secret: bool = False


def open_things(session: Session, advisor_id: int, today: date) -> Things:
    """Five questions, one for each kind."""
    return {
        HandedOver.INQUIRY: _inquiries(session, advisor_id),
        HandedOver.FOLLOW_UP: _follow_ups(session, advisor_id),
        HandedOver.APPOINTMENT: _appointments(session, advisor_id, today),
        HandedOver.RED_FLAG: _red_flags(session, advisor_id),
        HandedOver.RESPONSIBILITY: _responsibilities(session, advisor_id, today),
    }


def hand_over(
    session: Session,
    record: HandOver,
    takers: Mapping[HandedOver, int],
    user_id: int | None,
    singly: Mapping[One, int] | None = None,
) -> HandOver:
    """``record`` says whose and until when; ``singly`` what goes to somebody else than the rest of
    its kind. What has no taker refuses all of it.
    """
    things = open_things(session, record.giver_id, record.last_day)
    for kind, some in things.items():
        for thing in some:
            taker_id = (singly or {}).get((kind, thing.row.id)) or takers.get(kind)
            if taker_id is None or taker_id == record.giver_id:
                raise DomainError(N_("Say for each kind which colleague takes it over."))
            _GIVE[kind](session, record, thing.row, taker_id, user_id)
            record.items.append(_item(kind, thing, taker_id))
    if not record.items:
        raise DomainError(N_("Nothing is open that could be handed over."))
    session.add(record)
    session.flush()
    return record


def _item(kind: HandedOver, thing: Thing, taker_id: int) -> HandOverItem:
    what = str(kind.label) if thing.is_secret else thing.what[:LONGEST]
    return HandOverItem(
        kind=kind, number=thing.row.id, what=what, due_on=thing.due_on, taker_id=taker_id
    )


# -- what is open ----------------------------------------------------------------------------
def _inquiries(session: Session, advisor_id: int) -> list[Thing]:
    query = select(Inquiry).where(Inquiry.owner_id == advisor_id, Inquiry.closed_at.is_(None))
    rows = session.scalars(query.order_by(Inquiry.id))
    return [Thing(row, row.subject, row.due_on) for row in rows]


def _follow_ups(session: Session, advisor_id: int) -> list[Thing]:
    query = (
        select(FollowUp)
        .where(FollowUp.owner_id == advisor_id, FollowUp.status == FollowUpStatus.OPEN)
        .options(joinedload(FollowUp.company).options(_FIRM), joinedload(FollowUp.interaction))
    )
    return [
        Thing(
            row, _of(row.promise, row.company), row.due_on,
            bool(row.interaction and row.interaction.is_confidential),
        )
        for row in session.scalars(query.order_by(FollowUp.due_on, FollowUp.id))
    ]  # fmt: skip


def _appointments(session: Session, advisor_id: int, today: date) -> list[Thing]:
    firms = joinedload(Interaction.participations).joinedload(Participation.company).options(_FIRM)
    mine = select(AdvisorAssignment.interaction_id).where(
        AdvisorAssignment.advisor_id == advisor_id
    )
    query = (
        select(Interaction)
        .where(
            Interaction.status == InteractionStatus.PLANNED,
            Interaction.happened_on >= today,
            Interaction.id.in_(mine),
        )
        .options(firms, joinedload(Interaction.assignments))
        .order_by(Interaction.happened_on, Interaction.id)
    )
    return [
        Thing(row, _appointment(row), row.happened_on, row.is_confidential)
        for row in session.scalars(query).unique()
    ]


def _appointment(row: Interaction) -> str:
    if row.title:
        return row.title
    firms = [str(each.company) for each in row.participations if each.company]
    return ", ".join(firms) or row.kind.label


def _red_flags(session: Session, advisor_id: int) -> list[Thing]:
    query = (
        select(RedFlag)
        .where(RedFlag.owner_id == advisor_id, RedFlag.closed_on.is_(None))
        .options(joinedload(RedFlag.company).options(_FIRM))
        .order_by(RedFlag.due_on, RedFlag.id)
    )
    return [
        Thing(row, str(row.company), row.due_on, row.is_confidential)
        for row in session.scalars(query)
    ]


def _responsibilities(session: Session, advisor_id: int, today: date) -> list[Thing]:
    in_force = or_(Responsibility.valid_to.is_(None), Responsibility.valid_to > today)
    query = (
        select(Responsibility)
        .where(Responsibility.advisor_id == advisor_id, in_force)
        .options(
            joinedload(Responsibility.company).options(_FIRM),
            joinedload(Responsibility.district),
            joinedload(Responsibility.topic),
        )
        .order_by(Responsibility.id)
    )
    return [Thing(row, _responsible_for(row)) for row in session.scalars(query)]


def _responsible_for(row: Responsibility) -> str:
    return str(row.district or row.topic or row.company or row.wz_section)


def _of(what: str, firm: Company | None) -> str:
    return f"{what} ({firm})" if firm else what


# -- how it goes over ------------------------------------------------------------------------
def _give_inquiry(
    _session: Session, _record: HandOver, row: Inquiry, taker_id: int, user_id: int | None
) -> None:
    inquiries.hand_over(row, taker_id, utc_now(), REASON, user_id)


def _give_follow_up(
    _session: Session, record: HandOver, row: FollowUp, taker_id: int, _user_id: int | None
) -> None:
    follow_ups.delegate(row, taker_id, record.by_id)


def _give_appointment(
    session: Session, record: HandOver, row: Interaction, taker_id: int, _user_id: int | None
) -> None:
    """First away, then there: at no moment do two lead, or one stand twice."""
    gone = next(each for each in row.assignments if each.advisor_id == record.giver_id)
    role = gone.role
    row.assignments.remove(gone)
    row.changed_at = utc_now()
    session.flush()
    there = next((each for each in row.assignments if each.advisor_id == taker_id), None)
    if there is None:
        row.assignments.append(AdvisorAssignment(advisor_id=taker_id, role=role))
    elif role is AssignmentRole.LEAD:
        there.role = role


def _give_red_flag(
    _session: Session, _record: HandOver, row: RedFlag, taker_id: int, _user_id: int | None
) -> None:
    row.owner_id = taker_id
    row.readers = [each for each in row.readers if each.id != taker_id]


def _give_responsibility(
    session: Session, record: HandOver, row: Responsibility, taker_id: int, _user_id: int | None
) -> None:
    """It ends with the giver's last day and begins anew on the next; figures of before stay."""
    if row.valid_from > record.last_day:
        row.advisor_id = taker_id
        return
    session.add(
        Responsibility(
            advisor_id=taker_id,
            district_id=row.district_id,
            wz_section=row.wz_section,
            topic_id=row.topic_id,
            company_id=row.company_id,
            care_class_id=row.care_class_id,
            is_public=row.is_public,
            valid_from=record.last_day + timedelta(1),
            valid_to=row.valid_to,
        )
    )
    row.valid_to = record.last_day


_GIVE: Mapping[HandedOver, Any] = {
    HandedOver.INQUIRY: _give_inquiry,
    HandedOver.FOLLOW_UP: _give_follow_up,
    HandedOver.APPOINTMENT: _give_appointment,
    HandedOver.RED_FLAG: _give_red_flag,
    HandedOver.RESPONSIBILITY: _give_responsibility,
}


def takers_of(record: HandOver) -> Sequence[str]:
    """Whoever signs for it, each once, in the order of the list."""
    return list(dict.fromkeys(str(item.taker) for item in record.items))
