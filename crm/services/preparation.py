"""Preparation: tasks are follow-ups of the gathering, each written down once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from crm.enums import N_
from crm.errors import DomainError
from crm.models import FollowUp, GatheringDocument, Interaction
from crm.rules import Values
from crm.services.follow_ups import add_follow_up
from crm.services.scope import Viewer, visible_follow_ups

LARGEST = 10 * 1024 * 1024
"""Bytes of one document."""
MOST = 50
"""Documents of one gathering."""


def tasks_of(session: Session, gathering: Interaction, viewer: Viewer) -> Sequence[FollowUp]:
    query = select(FollowUp).where(
        FollowUp.interaction_id == gathering.id, visible_follow_ups(viewer)
    )
    query = query.options(joinedload(FollowUp.owner)).order_by(FollowUp.due_on, FollowUp.id)
    return session.scalars(query).all()


def add_tasks(session: Session, gathering: Interaction, tasks: Iterable[Values]) -> int:
    """How many are new: of two with the same words the first stays."""
    words = select(FollowUp.promise).where(FollowUp.interaction_id == gathering.id)
    known, added = set(session.scalars(words)), 0
    for task in tasks:
        if task["promise"] not in known:
            add_follow_up(session, {**task, "interaction_id": gathering.id})
            known.add(task["promise"])
            added += 1
    return added


def add_document(
    session: Session, gathering: Interaction, name: str, media_type: str, content: bytes
) -> GatheringDocument:
    """The same file once more is the one that is there."""
    if not content:
        raise DomainError(N_("Choose a file; this one is empty."))
    if len(content) > LARGEST:
        raise DomainError(N_("The file is too large: at most %(size)s MB."), size=LARGEST >> 20)
    there = documents_of(session, gathering)
    if len(there) >= MOST:
        raise DomainError(N_("At most %(number)s documents. Remove one first."), number=MOST)
    same = (each for each in there if (each.name, each.size) == (name, len(content)))
    known = next((each for each in same if each.content == content), None)
    if known is not None:
        return known
    made = GatheringDocument(
        interaction_id=gathering.id,
        name=name,
        media_type=media_type,
        size=len(content),
        content=content,
    )
    session.add(made)
    session.flush()
    return made


def documents_of(session: Session, gathering: Interaction) -> Sequence[GatheringDocument]:
    query = select(GatheringDocument).where(GatheringDocument.interaction_id == gathering.id)
    return session.scalars(query.order_by(GatheringDocument.id)).all()


def document(session: Session, gathering: Interaction, pk: int) -> GatheringDocument | None:
    query = select(GatheringDocument).where(
        GatheringDocument.id == pk, GatheringDocument.interaction_id == gathering.id
    )
    return session.scalars(query.options(undefer(GatheringDocument.content))).first()
