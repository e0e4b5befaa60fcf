"""Who is invited to a gathering, who registered, who came."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from crm.enums import N_, ParticipationStatus
from crm.errors import DomainError
from crm.models import Invitation, Participation
from crm.models.base import new_client_key
from crm.rules import Values
from crm.services.family import families
from crm.services.participants import main_sites

JOINT = ", "
OPEN = (ParticipationStatus.INVITED, ParticipationStatus.REGISTERED)
"""Nobody has said yet whether they came."""
NOT_YET = (*OPEN, ParticipationStatus.WAITING, ParticipationStatus.DECLINED)
"""Whatever was said before: whoever turns up has come."""
CAME_OR_NOT = (ParticipationStatus.ATTENDED, ParticipationStatus.NO_SHOW)
LONGEST = 200


def add_participants(session: Session, gathering_id: int, entries: Sequence[Values]) -> int:
    """How many firms, guests and names were added; what was sent twice is left alone.

    An entry: company_id or guest_name, or both where a firm sends somebody; ``people``, how many
    come of it; person_ids are not asked for. A firm stands on the list once, with the names of
    all whom it sends. ``client_key`` makes a second submit harmless.
    """
    firms = _firms(session, gathering_id, entries)
    sites = main_sites(session, (each.get("company_id") for each in entries))
    added = 0
    for each in _missing(entries, _arrived(session, entries)):
        row = firms.get(each.get("company_id") or 0)
        if row is not None:
            said = _says_more(row, each.get("status"))
            added += _name_beside(row, each.get("guest_name")) or said
            continue
        row = _participation(gathering_id, each, sites)
        session.add(row)
        added += 1
        if row.company_id:
            firms[row.company_id] = row
    session.flush()
    return added


def _says_more(row: Participation, status: ParticipationStatus | None) -> bool:
    """Whoever was only to come has come; nobody who was there is sent away again."""
    before = NOT_YET if status is ParticipationStatus.ATTENDED else OPEN
    says_more = status in CAME_OR_NOT and row.status in before
    if says_more and status:
        row.status = status
    return bool(says_more)


def names_missing(there: str | None, names: str | None) -> list[str]:
    """Those of the names that are not among those that are there, as ``guest_name`` lists them."""
    known = (there or "").split(JOINT)
    return [name for name in (names or "").split(JOINT) if name and name not in known]


def _name_beside(firm: Participation, names: str | None) -> bool:
    missing = names_missing(firm.guest_name, names)
    together = JOINT.join(filter(None, (firm.guest_name, *missing)))
    if len(together) > LONGEST:
        message = N_("So many names of one firm do not fit beside each other: %(names)s.")
        raise DomainError(message, names=together)
    firm.guest_name = together or None
    return bool(missing)


def _firms(
    session: Session, gathering_id: int, entries: Sequence[Values]
) -> dict[int, Participation]:
    """Those of the entries' companies that are on the list, by whichever id, by their ids."""
    ids = {each["company_id"] for each in entries if each.get("company_id")}
    known = families(session, ids) if ids else {}
    query = select(Participation).where(
        Participation.interaction_id == gathering_id, Participation.company_id.in_(known)
    )
    rows = {known[row.company_id]: row for row in session.scalars(query) if row.company_id}
    return {pk: rows[known[pk]] for pk in ids if known.get(pk) in rows}


def _arrived(session: Session, entries: Sequence[Values]) -> set[str | None]:
    """Of what was sent, the keys that arrived before."""
    sent = [each["client_key"] for each in entries if each.get("client_key")]
    keys = select(Participation.client_key).where(Participation.client_key.in_(sent))
    return set(session.scalars(keys))


def _missing(entries: Sequence[Values], arrived: set[str | None]) -> Iterator[Values]:
    for each in entries:
        key = each.get("client_key")
        if key not in arrived:
            yield each
        arrived |= {key} - {None}


def _participation(gathering_id: int, entry: Values, sites: dict[int, int]) -> Participation:
    company_id = entry.get("company_id")
    return Participation(
        interaction_id=gathering_id,
        company_id=company_id,
        site_id=sites.get(company_id or 0),
        guest_name=entry.get("guest_name"),
        status=entry.get("status") or ParticipationStatus.REGISTERED,
        client_key=entry.get("client_key") or new_client_key(),
        invitation=Invitation(people=people) if (people := entry.get("people") or 1) > 1 else None,
    )


def _chosen(
    session: Session, gathering_id: int, ids: Collection[int] | None, *options: Any
) -> Iterator[Participation]:
    """Those of the list with these ids; all of it when ``ids`` is None."""
    query = select(Participation).where(Participation.interaction_id == gathering_id)
    if ids is not None:
        query = query.where(Participation.id.in_(ids))
    yield from session.scalars(query.options(*options))


def set_attendance(
    session: Session,
    gathering_id: int,
    ids: Collection[int] | None,
    status: ParticipationStatus,
) -> int:
    """How many rows say something else now. All means those of whom nothing is known yet,
    without those who were written to and did not answer.
    """
    changed = 0
    for row in _chosen(session, gathering_id, ids, joinedload(Participation.invitation)):
        if row.status is not status and (ids is not None or _is_expected(row)):
            row.status = status
            changed += 1
    session.flush()
    return changed


def _is_expected(row: Participation) -> bool:
    was_written_to = row.invitation is not None and row.invitation.sent_at is not None
    unanswered = row.status is ParticipationStatus.INVITED and was_written_to
    return row.status in OPEN and not unanswered


def take_off(session: Session, gathering_id: int, ids: Collection[int]) -> int:
    rows = list(_chosen(session, gathering_id, ids, selectinload(Participation.persons)))
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)
