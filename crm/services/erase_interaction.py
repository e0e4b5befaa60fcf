"""A contact that never was: entered by mistake, and counted until it is gone."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from crm.enums import FollowUpStatus
from crm.models import Interaction, Participation, Person, Position
from crm.models.participation import participation_person

TOGETHER = timedelta(minutes=1)
"""What one form stores is stored within this."""
DETAILS = (Person.title, Person.email, Person.phone, Person.mobile, Person.notes,
           Person.birth_year, Person.no_contact_since)  # fmt: skip
"""Whoever has any of them was written down with care."""


def erase_interaction(session: Session, contact: Interaction) -> None:
    """With what was promised or raised in it and is still open, and with whom it put on file. What
    was kept stays as it is, and so does whoever is known from elsewhere by now.
    """
    for follow_up in contact.follow_ups:
        if follow_up.status is FollowUpStatus.OPEN:
            session.delete(follow_up)
    for flag in contact.red_flags:
        if flag.is_open:
            session.delete(flag)
    newcomers = _newcomers(session, contact)
    session.delete(contact)
    session.flush()
    for person in newcomers:
        for position in person.positions:
            session.delete(position)
        session.delete(person)


def _newcomers(session: Session, contact: Interaction) -> Sequence[Person]:
    """One query, however many took part: names that its form wrote down and nothing else has."""
    met = participation_person.c
    took_part = (
        select(met.person_id)
        .join(Participation, Participation.id == met.participation_id)
        .where(Participation.interaction_id == contact.id)
    )
    contacts = select(func.count()).where(met.person_id == Person.id).scalar_subquery()
    positions = select(func.count()).where(Position.person_id == Person.id).scalar_subquery()
    query = select(Person).where(
        Person.id.in_(took_part),
        Person.created_at.between(contact.created_at, contact.created_at + TOGETHER),
        Person.created_by_id == contact.created_by_id,
        Person.version == 1,
        *(detail.is_(None) for detail in DETAILS),
        contacts == 1,
        positions == 1,
    )
    return session.scalars(query.options(selectinload(Person.positions))).all()
