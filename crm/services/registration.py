"""What a firm answers by its personal link, without an account."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.enums import N_, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.models import Company, Interaction, Invitation, Participation
from crm.services.seats import capacity, lock, move_up, seats_taken, waiting

MOST_PEOPLE = 50
"""Of one firm."""
LETTERS = 16
GROUP = 4
SETTLED = (ParticipationStatus.ATTENDED, ParticipationStatus.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Reply:
    """``people`` are those who come; none: the firm does not."""

    people: int
    names: str | None = None
    remark: str | None = None
    language: str | None = None

    @property
    def comes(self) -> bool:
        return self.people > 0


def token_for(secret: str, participation: Participation) -> str:
    """Of 80 bits, in groups that can be typed from a letter: ``abcd-efgh-2345-mnop``.

    It is made from the secret anew whenever a letter needs it, so that nobody who reads the
    database finds a link in an invitation.
    """
    words = f"invitation {participation.client_key}".encode()
    digest = hmac.new(secret.encode(), words, hashlib.sha256).digest()
    text = base64.b32encode(digest)[:LETTERS].decode().lower()
    return "-".join(text[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def hashed(token: str) -> str:
    """However it was typed."""
    plain = re.sub(r"[^a-z2-7]", "", token.lower()[:100])
    return hashlib.sha256(plain.encode()).hexdigest()


def invitation_of(session: Session, token: str) -> Invitation | None:
    """With all that its page shows."""
    firm = joinedload(Invitation.participation)
    query = select(Invitation).where(Invitation.token_hash == hashed(token))
    query = query.options(
        firm.joinedload(Participation.interaction).joinedload(Interaction.plan),
        firm.joinedload(Participation.company).joinedload(Company.overview),
    )
    return session.scalars(query).first()


def is_over(gathering: Interaction, today: date) -> bool:
    return (gathering.ends_on or gathering.happened_on) < today


def takes_registrations(gathering: Interaction, today: date) -> bool:
    until = gathering.plan.registration_until if gathering.plan else None
    return not is_over(gathering, today) and (until is None or today <= until)


def answer(
    session: Session, invitation: Invitation, reply: Reply, at: datetime, today: date
) -> list[Participation]:
    """Writes it down; gives the others who move up because of it."""
    gathering = lock(session, invitation.participation.interaction_id)
    row = invitation.participation
    session.refresh(row)
    session.refresh(invitation)
    _refuse_late(gathering, row, reply, today)
    before = row.status
    row.status = _status(session, gathering, row, reply)
    _note(invitation, row, reply, at)
    session.flush()
    may_free_seats = before in (ParticipationStatus.REGISTERED, ParticipationStatus.WAITING)
    moved = move_up(session, gathering) if may_free_seats else []
    return [each for each in moved if each is not row]


def _refuse_late(gathering: Interaction, row: Participation, reply: Reply, today: date) -> None:
    if gathering.status is InteractionStatus.CANCELLED:
        raise DomainError(N_("The gathering was cancelled."))
    if is_over(gathering, today) or row.status in SETTLED:
        raise DomainError(N_("The gathering is over."))
    if not reply.comes:
        return
    if not takes_registrations(gathering, today):
        raise DomainError(N_("Registration is closed. Please call us if you still want to come."))
    if reply.people > MOST_PEOPLE:
        raise DomainError(N_("At most %(number)s people of one firm."), number=MOST_PEOPLE)


def _status(
    session: Session, gathering: Interaction, row: Participation, reply: Reply
) -> ParticipationStatus:
    """Registered while there are seats and nobody waits for them; else waiting."""
    if not reply.comes:
        return ParticipationStatus.DECLINED
    seats = capacity(session, gathering.id)
    if seats is None:
        return ParticipationStatus.REGISTERED
    if reply.people > seats:
        raise DomainError(N_("There are only %(seats)s seats in all."), seats=seats)
    free = seats - seats_taken(session, gathering.id, besides=row.id)
    if row.status is ParticipationStatus.REGISTERED:
        if reply.people > free:
            message = N_("So many seats are not free: %(free)s at most. You keep those you have.")
            raise DomainError(message, free=free)
        return row.status
    others_wait = any(each.id != row.id for each in waiting(session, gathering.id))
    if reply.people <= free and not others_wait:
        return ParticipationStatus.REGISTERED
    return ParticipationStatus.WAITING


def _note(invitation: Invitation, row: Participation, reply: Reply, at: datetime) -> None:
    """Whoever waits keeps the place, unless more want to come than before."""
    waits = row.status is ParticipationStatus.WAITING
    more = reply.people > invitation.people
    since = invitation.waiting_since
    invitation.waiting_since = (at if more or since is None else since) if waits else None
    invitation.people = max(reply.people, 1)
    invitation.answered_at = at
    invitation.remark = reply.remark
    invitation.language = reply.language or invitation.language
    if reply.comes and (reply.names or not row.company_id):
        row.guest_name = reply.names or row.guest_name
