"""People whom a list of contacts put on file, and whom nothing but it names."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, or_, select
from sqlalchemy.orm import Session

from crm.models import Interaction, Participation, Person, Position
from crm.models.base import Base
from crm.models.participation import participation_person
from crm.register.chunks import chunks
from crm.services.erase_interaction import DETAILS

MET = participation_person.c


def forget_newcomers(session: Session, made_at: Collection[datetime]) -> None:
    """``made_at``: when the list was taken in; nothing else was written at these instants."""
    people = list(session.scalars(_unneeded(made_at)))
    for chunk in chunks(people):
        session.execute(delete(Person).where(Person.id.in_(chunk)))
    spells = list(session.scalars(_spells(made_at)))
    for chunk in chunks(spells):
        session.execute(delete(Position).where(Position.id.in_(chunk)))


def _unneeded(made_at: Collection[datetime]) -> Select[Any]:
    elsewhere = or_(Position.created_at.not_in(made_at), Position.version != 1)
    return select(Person.id).where(
        Person.created_at.in_(made_at),
        Person.version == 1,
        *(detail.is_(None) for detail in DETAILS),
        ~exists().where(Position.person_id == Person.id, elsewhere),
        *(~exists().where(column == Person.id) for column in _that_name_people()),
    )


def _that_name_people() -> Iterator[Any]:
    for table in Base.metadata.sorted_tables:
        if table.name != Position.__tablename__:
            for key in table.foreign_keys:
                if key.column.table.name == Person.__tablename__:
                    yield key.parent


def _spells(made_at: Collection[datetime]) -> Select[Any]:
    """Of people who had left, and were met there again by nobody else."""
    met_since = (
        select(MET.person_id)
        .join(Participation, Participation.id == MET.participation_id)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(MET.person_id == Position.person_id, Interaction.created_at >= min(made_at))
    )
    made = (Position.created_at.in_(made_at), Position.version == 1)
    return select(Position.id).where(*made, ~met_since.exists())
