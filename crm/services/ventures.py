"""Founders: people with a planned firm, the talks about it, and the firm that it became."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from crm.enums import N_, BookedBy, LegalBasis
from crm.errors import DomainError
from crm.models import (
    Advisor,
    Booking,
    Company,
    CompanyOverview,
    Interaction,
    Participation,
    Person,
    Position,
    Venture,
    venture_talk,
)
from crm.models.base import new_client_key
from crm.rules import Values
from crm.rules.venture import became_problems

PLANNED = ("planned_name", "wz_section", "planned_on", "owner_id", "notes", "dropped_on")
FOUNDER = "Gründer/in"
"""What a founder is at the firm until somebody writes down more."""


def add_venture(session: Session, values: Values, booking: Booking | None = None) -> Venture:
    """``person_id``, or first_name, last_name, phone and email of somebody new; columns of Venture.

    Of a ``booking`` the talk belongs to it.
    """
    person = session.get(Person, values["person_id"]) if values.get("person_id") else None
    person = person or _newcomer(session, values, booking)
    venture = Venture(person=person, client_key=values.get("client_key") or new_client_key())
    change_venture(venture, values)
    session.add(venture)
    session.flush()
    if booking is not None and booking.participation is not None:
        talked(session, venture, booking.participation)
    return venture


def _newcomer(session: Session, values: Values, booking: Booking | None) -> Person:
    """Who booked through the public page has agreed to being kept on file."""
    agreed = booking is not None and booking.booked_by is BookedBy.LINK
    person = Person(
        **{name: values.get(name) for name in ("first_name", "last_name", "phone", "email")},
        legal_basis=LegalBasis.CONSENT if agreed else LegalBasis.PUBLIC_TASK,
    )
    session.add(person)
    session.flush()
    return person


def change_venture(venture: Venture, values: Values) -> None:
    for name in PLANNED:
        if name in values:
            setattr(venture, name, values[name])


def talked(session: Session, venture: Venture, row: Participation) -> None:
    """The founder took part as a person, and it was about this plan; twice is as good as once."""
    if row not in venture.talks:
        venture.talks.append(row)
    if venture.person not in row.persons:
        row.persons.append(venture.person)
    session.flush()


def became(
    session: Session, venture: Venture, company: Company, on: date | None, today: date
) -> None:
    """The firm that a person says it became; the founder is somebody there from then on."""
    if company.merged_into_id is not None:
        raise DomainError(N_("This firm was merged into another one. Choose that one."))
    on = on or company.founded_on
    for problem in became_problems(on, today):
        raise DomainError(problem.message, **problem.values)
    venture.company, venture.became_on, venture.dropped_on = company, on, None
    held = select(Position.id).where(
        Position.person_id == venture.person_id, Position.company_id == company.id
    )
    if session.scalar(held.limit(1)) is None:
        made = {"person_id": venture.person_id, "company_id": company.id}
        session.add(Position(**made, function=FOUNDER, valid_from=on))
    session.flush()


def not_yet(session: Session, venture: Venture) -> None:
    """It was the wrong firm: the plan is open again, and the founder nothing there."""
    mistaken = select(Position).where(
        Position.person_id == venture.person_id,
        Position.company_id == venture.company_id,
        Position.function == FOUNDER,
        Position.valid_from == venture.became_on,
    )
    for position in session.scalars(mistaken):
        session.delete(position)
    venture.company = venture.became_on = None
    session.flush()


def first_talk() -> ScalarSelect[Any]:
    """The day of the first talk about a plan, as a column beside Venture."""
    return (
        select(func.min(Interaction.happened_on))
        .join(Participation, Participation.interaction_id == Interaction.id)
        .join(venture_talk, venture_talk.c.participation_id == Participation.id)
        .where(venture_talk.c.venture_id == Venture.id)
        .scalar_subquery()
    )


def venture_rows() -> Select[Any]:
    """What a list shows of a founder."""
    columns: tuple[Any, ...] = (
        Venture.id, Venture.person_id, Person.first_name, Person.last_name, Venture.planned_name,
        Venture.wz_section, Venture.planned_on, Venture.became_on, Venture.dropped_on,
        Venture.company_id, CompanyOverview.label.label("firm"), Advisor.name.label("owner"),
        first_talk().label("talked_on"),
    )  # fmt: skip
    return (
        select(*columns)
        .join(Person, Person.id == Venture.person_id)
        .outerjoin(CompanyOverview, CompanyOverview.id == Venture.company_id)
        .outerjoin(Advisor, Advisor.id == Venture.owner_id)
    )


def talks(session: Session, venture_id: int) -> list[Row[Any]]:
    """About one plan, the latest first, with the slot's notes where there was one."""
    columns: tuple[Any, ...] = (
        Interaction.id, Interaction.kind, Interaction.title, Interaction.happened_on,
        Participation.status, Booking.id.label("booking_id"), Booking.notes, Booking.wish,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Participation, Participation.interaction_id == Interaction.id)
        .join(venture_talk, venture_talk.c.participation_id == Participation.id)
        .outerjoin(Booking, Booking.participation_id == Participation.id)
        .where(venture_talk.c.venture_id == venture_id, Interaction.is_confidential.is_(False))
    )
    return list(session.execute(query.order_by(Interaction.happened_on.desc(), Booking.id)))
