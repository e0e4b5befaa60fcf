"""Every commit takes the overviews of the companies along that it touched.

Whoever writes past the session (bulk inserts) or wants to be fast sets
``session.info["overview"] = "later"`` and calls refresh_overview at the end.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction, attributes

from crm.models import (
    Company,
    CompanyFact,
    Interaction,
    Participation,
    Person,
    Position,
    Site,
)
from crm.services.refresh_overview import refresh_overview

OF_A_COMPANY = (Site, CompanyFact, Position, Participation)
TOUCHED = "overview_touched"


def watch_overview(sessions: Any) -> None:
    """``sessions`` is a session class, a sessionmaker or one session."""
    event.listen(sessions, "after_flush", _collect)
    event.listen(sessions, "before_commit", _refresh)
    event.listen(sessions, "after_soft_rollback", _forget)
    for model in OF_A_COMPANY:
        event.listen(model.company_id, "set", _keep_the_old, active_history=True)


def _keep_the_old(_row: object, _new: object, _old: object, _initiator: object) -> None:
    """active_history is the point: a row that changes hands names both companies."""


def _is_off(session: Session) -> bool:
    return session.info.get("overview") == "later"


def _collect(session: Session, _context: object) -> None:
    if _is_off(session):
        return
    touched = session.info.setdefault(TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        if session.is_modified(row) or row in session.deleted:
            touched.update(_named_by(row))


def _named_by(row: object) -> Iterator[tuple[type, int]]:
    """(Company, Person or Interaction, id): whose companies the row says something about."""
    if isinstance(row, (Company, Person, Interaction)):
        kind = next(k for k in (Company, Person, Interaction) if isinstance(row, k))
        yield kind, row.id
    elif isinstance(row, OF_A_COMPANY):
        history = attributes.get_history(row, "company_id")
        yield from ((Company, company_id) for company_id in history.sum() if company_id)


def _refresh(session: Session) -> None:
    if _is_off(session):
        return
    session.flush()
    touched = session.info.pop(TOUCHED, set())
    if touched:
        refresh_overview(session, _companies(session, touched))


def _companies(session: Session, touched: set[tuple[type, int]]) -> set[int]:
    ids = {id_ for kind, id_ in touched if kind is Company}
    for kind, column, company_id in (
        (Person, Position.person_id, Position.company_id),
        (Interaction, Participation.interaction_id, Participation.company_id),
    ):
        of_kind = [id_ for touched_kind, id_ in touched if touched_kind is kind]
        found = session.scalars(select(company_id).where(column.in_(of_kind))) if of_kind else ()
        ids.update(id_ for id_ in found if id_)
    return ids


def _forget(session: Session, ended: SessionTransaction) -> None:
    """Not after a savepoint: what the outer transaction touched still stands."""
    if ended.parent is None:
        session.info.pop(TOUCHED, None)
