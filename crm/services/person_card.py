"""What a person's page says: where they work, and the contacts they took part in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from crm.models import (
    CompanyOverview,
    Interaction,
    Participation,
    Person,
    Position,
    participation_person,
)
from crm.services.scope import Viewer, visible_interactions

PAGE_SIZE = 25


@dataclass(frozen=True)
class PersonCard:
    person: Person
    positions: list[tuple[Position, str]]
    """With the firm's label; those held now first."""
    contacts: Sequence[Row[Any]]
    """(Interaction, company_id, company label, total), newest first."""

    @property
    def count(self) -> int:
        return int(self.contacts[0].total) if self.contacts else 0


def person_card(
    session: Session, viewer: Viewer, person_id: int, today: date, page: int = 1
) -> PersonCard | None:
    """Three queries."""
    person = session.get(Person, person_id)
    if person is None:
        return None
    positions = _positions(session, person_id, today)
    return PersonCard(person, positions, _contacts(session, viewer, person_id, page))


def _positions(session: Session, person_id: int, today: date) -> list[tuple[Position, str]]:
    query = (
        select(Position, CompanyOverview.label)
        .join(CompanyOverview, CompanyOverview.id == Position.company_id)
        .where(Position.person_id == person_id)
        .order_by(~Position.held_on(today), Position.valid_to.desc(), Position.id)
    )
    return [(row.Position, row.label) for row in session.execute(query)]


def _contacts(session: Session, viewer: Viewer, person_id: int, page: int) -> Sequence[Row[Any]]:
    columns: tuple[Any, ...] = (
        Interaction,
        Participation.company_id,
        CompanyOverview.label,
        func.count().over().label("total"),
    )
    query = (
        select(*columns)
        .join(Participation, Participation.interaction_id == Interaction.id)
        .join(participation_person, participation_person.c.participation_id == Participation.id)
        .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .where(participation_person.c.person_id == person_id, visible_interactions(viewer))
        .order_by(Interaction.happened_on.desc(), Interaction.id.desc())
    )
    return session.execute(query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
