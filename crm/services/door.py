"""Who comes in at the door: taps that arrive late, twice or in a bundle do what they say once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus
from crm.models import CompanyOverview, Invitation, Participation
from crm.rules.fold import sort_key
from crm.services.attendance import add_participants

EXPECTED = (ParticipationStatus.REGISTERED, ParticipationStatus.WAITING,
            ParticipationStatus.ATTENDED)  # fmt: skip
"""Who is looked for at the door; the others are found when all are shown."""


@dataclass(frozen=True, slots=True)
class Tap:
    """``at`` is when it was tapped, also if it arrives an hour later."""

    row: int
    status: ParticipationStatus
    at: datetime


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who was on no list; ``key`` makes them one person however often it arrives."""

    name: str
    key: str


def apply_taps(session: Session, gathering_id: int, taps: Iterable[Tap]) -> int:
    """How many rows say something else now. What a colleague changed after the tap stays."""
    latest = {tap.row: tap for tap in sorted(taps, key=lambda tap: tap.at)}
    query = select(Participation).where(
        Participation.interaction_id == gathering_id, Participation.id.in_(latest)
    )
    changed = 0
    for row in session.scalars(query.with_for_update()):
        tap = latest[row.id]
        if row.status is not tap.status and row.changed_at <= tap.at:
            row.status, row.changed_at = tap.status, tap.at
            changed += 1
    session.flush()
    return changed


def let_in_newcomers(session: Session, gathering_id: int, newcomers: Sequence[Newcomer]) -> int:
    came = ParticipationStatus.ATTENDED
    entries = [{"guest_name": each.name, "client_key": each.key, "status": came}
               for each in newcomers]  # fmt: skip
    return add_participants(session, gathering_id, entries) if entries else 0


def door_list(session: Session, gathering_id: int, everybody: bool) -> list[Row[Any]]:
    """id, status, firm, guest_name, people; by name."""
    columns: tuple[Any, ...] = (
        Participation.id, Participation.status, Participation.guest_name, Invitation.people,
        CompanyOverview.label.label("firm"),
    )  # fmt: skip
    query = (
        select(*columns)
        .select_from(Participation)
        .outerjoin(CompanyOverview, CompanyOverview.id == Participation.company_id)
        .outerjoin(Invitation, Invitation.participation_id == Participation.id)
        .where(Participation.interaction_id == gathering_id)
    )
    if not everybody:
        query = query.where(Participation.status.in_(EXPECTED))
    rows: Sequence[Row[Any]] = session.execute(query).all()
    return sorted(rows, key=lambda row: (sort_key(row.firm or row.guest_name or ""), row.id))


def states(session: Session, gathering_id: int) -> dict[int, str]:
    query = select(Participation.id, Participation.status).where(
        Participation.interaction_id == gathering_id
    )
    return {row.id: row.status.value for row in session.execute(query)}
