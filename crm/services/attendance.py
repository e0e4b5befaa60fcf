"""Who is invited to a gathering, who registered, who came."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import ParticipationStatus
from crm.models import Participation
from crm.models.base import new_client_key
from crm.rules import Values
from crm.services.participants import main_sites


def add_participants(session: Session, gathering_id: int, entries: Sequence[Values]) -> int:
    """How many were added. Firms on the list already, and entries sent twice, are left alone.

    An entry: company_id or guest_name, or both where a firm sends somebody; person_ids are not
    asked for. ``client_key`` makes a second submit harmless.
    """
    known = _known(session, gathering_id, entries)
    sites = main_sites(session, (each.get("company_id") for each in entries))
    new = [_participation(gathering_id, each, sites) for each in _missing(entries, known)]
    session.add_all(new)
    session.flush()
    return len(new)


def _known(session: Session, gathering_id: int, entries: Sequence[Values]) -> set[Any]:
    """The companies on the list and, of what was sent, the keys that arrived before."""
    companies = select(Participation.company_id).where(
        Participation.interaction_id == gathering_id, Participation.company_id.is_not(None)
    )
    sent = [each["client_key"] for each in entries if each.get("client_key")]
    keys = select(Participation.client_key).where(Participation.client_key.in_(sent))
    return {*session.scalars(companies), *session.scalars(keys)}


def _missing(entries: Sequence[Values], known: set[Any]) -> Iterator[Values]:
    for each in entries:
        company_id, key = each.get("company_id"), each.get("client_key")
        if company_id in known or key in known:
            continue
        known |= {company_id, key} - {None}
        yield each


def _participation(gathering_id: int, entry: Values, sites: dict[int, int]) -> Participation:
    company_id = entry.get("company_id")
    return Participation(
        interaction_id=gathering_id,
        company_id=company_id,
        site_id=sites.get(company_id or 0),
        guest_name=entry.get("guest_name"),
        status=entry.get("status") or ParticipationStatus.REGISTERED,
        client_key=entry.get("client_key") or new_client_key(),
    )


def _chosen(session: Session, gathering_id: int, ids: Collection[int] | None) -> Iterator[Any]:
    """Those of the list with these ids; all of it when ``ids`` is None."""
    query = select(Participation).where(Participation.interaction_id == gathering_id)
    if ids is not None:
        query = query.where(Participation.id.in_(ids))
    yield from session.scalars(query)


def set_attendance(
    session: Session,
    gathering_id: int,
    ids: Collection[int] | None,
    status: ParticipationStatus,
) -> int:
    """How many rows say something else now."""
    changed = 0
    for row in _chosen(session, gathering_id, ids):
        if row.status is not status:
            row.status = status
            changed += 1
    session.flush()
    return changed


def take_off(session: Session, gathering_id: int, ids: Collection[int]) -> int:
    rows = list(_chosen(session, gathering_id, ids))
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)
