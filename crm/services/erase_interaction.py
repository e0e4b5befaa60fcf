"""A contact that never was: entered by mistake, and counted until it is gone."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import FollowUpStatus
from crm.models import Interaction, Person
from crm.models.participation import participation_person

TOGETHER = timedelta(minutes=1)
"""What one form stores is stored within this."""


def erase_interaction(session: Session, contact: Interaction) -> None:
    """With what was promised in it and is still open, and with whom it put on file. What was
    kept stays as it is, and so does whoever is known from elsewhere by now.
    """
    for follow_up in contact.follow_ups:
        if follow_up.status is FollowUpStatus.OPEN:
            session.delete(follow_up)
    newcomers = list(_newcomers(session, contact))
    session.delete(contact)
    session.flush()
    for person in newcomers:
        for position in person.positions:
            session.delete(position)
        session.delete(person)


def _newcomers(session: Session, contact: Interaction) -> Iterator[Person]:
    met = participation_person.c
    for person in {person for each in contact.participations for person in each.persons}:
        with_it = contact.created_at <= person.created_at <= contact.created_at + TOGETHER
        untouched = person.version == 1 and len(person.positions) == 1
        if with_it and untouched and person.created_by_id == contact.created_by_id:
            contacts = select(func.count()).where(met.person_id == person.id)
            if session.scalar(contacts) == 1:
                yield person
