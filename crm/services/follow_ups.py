"""What can be done with a promise. ``first_due_on`` is never touched: it says when it was due.

``by_id`` is the advisor who does it, None for an administrator who advises nobody.
"""

from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from crm.enums import N_, FollowUpStatus
from crm.errors import DomainError
from crm.models import FollowUp, FollowUpHandover, FollowUpMove
from crm.models.base import new_client_key, utc_now
from crm.rules import Values
from crm.rules.recurrence import next_due

ORIGINAL = 1
"""The version of a row that nobody has changed yet."""


def add_follow_up(session: Session, values: Values) -> FollowUp:
    follow_up = FollowUp(
        promise=values["promise"],
        due_on=values["due_on"],
        first_due_on=values["due_on"],
        owner_id=values["owner_id"],
        company_id=values.get("company_id"),
        interaction_id=values.get("interaction_id"),
        inquiry_id=values.get("inquiry_id"),
        notes=values.get("notes"),
        client_key=values.get("client_key") or new_client_key(),
    )
    _recur(follow_up, values)
    session.add(follow_up)
    session.flush()
    return follow_up


def change_follow_up(follow_up: FollowUp, values: Values, by_id: int | None = None) -> None:
    """Its words and its firm; another day and owner only while it is open, the day for
    ``moved_because``.
    """
    if values["due_on"] != follow_up.due_on:
        move(follow_up, values["due_on"], values.get("moved_because"), by_id)
    if values["owner_id"] != follow_up.owner_id:
        delegate(follow_up, values["owner_id"], by_id)
    follow_up.promise = values["promise"]
    follow_up.company_id = values.get("company_id")
    follow_up.notes = values.get("notes")
    _recur(follow_up, values)


def finish(follow_up: FollowUp, day: date) -> None:
    """Twice is as good as once. What comes again is written down anew in the same transaction."""
    if follow_up.status is not FollowUpStatus.DONE:
        _needs_open(follow_up)
        follow_up.status, follow_up.done_on = FollowUpStatus.DONE, day
        _come_again(follow_up, day)


def reopen(follow_up: FollowUp) -> None:
    """Its successor goes, unless somebody has done something with it."""
    successor = _successor(follow_up)
    if successor and successor.version == ORIGINAL:
        _session(follow_up).delete(successor)
    follow_up.status, follow_up.done_on, follow_up.reason = FollowUpStatus.OPEN, None, None


def move(follow_up: FollowUp, due_on: date, reason: str | None, by_id: int | None = None) -> None:
    _needs_open(follow_up)
    if not reason:
        raise DomainError(N_("Say why it is moved."))
    step = FollowUpMove(
        from_on=follow_up.due_on, to_on=due_on, reason=reason, happened_at=utc_now(), by_id=by_id
    )
    follow_up.moves.append(step)
    follow_up.due_on = due_on


def move_back(follow_up: FollowUp) -> None:
    """As if it had not been moved the last time."""
    _needs_open(follow_up)
    if follow_up.moves and follow_up.moves[-1].to_on == follow_up.due_on:
        follow_up.due_on = follow_up.moves.pop().from_on


def cancel(follow_up: FollowUp, reason: str) -> None:
    """With it the series ends."""
    _needs_open(follow_up)
    follow_up.status, follow_up.reason = FollowUpStatus.CANCELLED, reason


def delegate(follow_up: FollowUp, owner_id: int, by_id: int | None = None) -> None:
    _needs_open(follow_up)
    step = FollowUpHandover(
        from_id=follow_up.owner_id, to_id=owner_id, happened_at=utc_now(), by_id=by_id
    )
    follow_up.handovers.append(step)
    follow_up.delegated_by_id = by_id if by_id != owner_id else None
    follow_up.owner_id = owner_id


def _recur(follow_up: FollowUp, values: Values) -> None:
    if "recurs" in values and values["recurs"] is not follow_up.recurs:
        follow_up.recurs = values["recurs"]
        follow_up.series_from = follow_up.due_on if follow_up.recurs else None


def _come_again(follow_up: FollowUp, day: date) -> None:
    """Once: whoever ticks it off after it was reopened finds the successor there."""
    if not (follow_up.recurs and follow_up.series_from) or _successor(follow_up):
        return
    due_on = next_due(follow_up.series_from, follow_up.recurs, max(follow_up.first_due_on, day))
    _session(follow_up).add(
        FollowUp(
            promise=follow_up.promise,
            due_on=due_on,
            first_due_on=due_on,
            owner_id=follow_up.owner_id,
            company_id=follow_up.company_id,
            interaction_id=follow_up.interaction_id,
            inquiry_id=follow_up.inquiry_id,
            notes=follow_up.notes,
            recurs=follow_up.recurs,
            series_from=follow_up.series_from,
            follows_id=follow_up.id,
        )
    )


def _successor(follow_up: FollowUp) -> FollowUp | None:
    if follow_up.recurs is None:
        return None
    return _session(follow_up).scalar(select(FollowUp).where(FollowUp.follows_id == follow_up.id))


def _session(follow_up: FollowUp) -> Session:
    return cast(Session, object_session(follow_up))


def _needs_open(follow_up: FollowUp) -> None:
    if follow_up.status is not FollowUpStatus.OPEN:
        raise DomainError(N_("This is settled already. Reopen it first."))
