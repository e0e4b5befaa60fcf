"""Contacts that a list brought and people have built on since: they are never taken back."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.orm import Session

from crm.enums import N_
from crm.models import Interaction, Participation
from crm.models.base import Base
from crm.register.built_on import EDITED, OTHER

OF_ITSELF = frozenset({
    "advisor_assignment", "interaction_topic", "participation", "participation_person",
    "source_record",
})  # fmt: skip
WORK = {
    "follow_up": N_("follow-ups"),
    "funding_case": N_("a funding case"),
    "gathering_document": N_("documents"),
    "red_flag": N_("red flags"),
}


def built_on(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """By contact: what was built on it, a message id; of several things the first found."""
    found: dict[int, str] = {}
    for query, reason in _questions(ids):
        for pk in session.scalars(query):
            found.setdefault(pk, reason)
    return found


def _questions(ids: Sequence[int]) -> Iterator[tuple[Select[Any], str]]:
    for table in Base.metadata.sorted_tables:
        if table.name not in OF_ITSELF:
            for query in _that_name_it(table, ids):
                yield query, WORK.get(table.name, OTHER)
    edited = or_(Interaction.version != 1, Interaction.changed_at != Interaction.created_at)
    yield select(Interaction.id).where(Interaction.id.in_(ids), edited), EDITED
    moved = or_(Participation.version != 1, Participation.created_at != Interaction.created_at)
    firms = select(Interaction.id).join(Interaction.participations)
    yield firms.where(Interaction.id.in_(ids), moved), EDITED


def _that_name_it(table: Table, ids: Sequence[int]) -> Iterator[Select[Any]]:
    """Itself, or a firm's part in it."""
    for key in table.foreign_keys:
        if key.column.table.name == "interaction":
            yield select(key.parent).where(key.parent.in_(ids))
        elif key.column.table.name == "participation":
            firms = select(Participation.interaction_id).join(table, key.parent == Participation.id)
            yield firms.where(Participation.interaction_id.in_(ids))
