"""What can be done with a promise. ``first_due_on`` is never touched: it says when it was due."""

from datetime import date

from sqlalchemy.orm import Session

from crm.enums import N_, FollowUpStatus
from crm.errors import DomainError
from crm.models import FollowUp
from crm.models.base import new_client_key
from crm.rules import Values


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
    session.add(follow_up)
    session.flush()
    return follow_up


def change_follow_up(follow_up: FollowUp, values: Values) -> None:
    """Its words and its firm; another day or owner only while it is open."""
    if values["due_on"] != follow_up.due_on:
        move(follow_up, values["due_on"])
    if values["owner_id"] != follow_up.owner_id:
        delegate(follow_up, values["owner_id"])
    follow_up.promise = values["promise"]
    follow_up.company_id = values.get("company_id")
    follow_up.notes = values.get("notes")


def finish(follow_up: FollowUp, day: date) -> None:
    """Twice is as good as once."""
    if follow_up.status is not FollowUpStatus.DONE:
        _needs_open(follow_up)
        follow_up.status, follow_up.done_on = FollowUpStatus.DONE, day


def reopen(follow_up: FollowUp) -> None:
    follow_up.status, follow_up.done_on, follow_up.reason = FollowUpStatus.OPEN, None, None


def move(follow_up: FollowUp, due_on: date) -> None:
    _needs_open(follow_up)
    follow_up.due_on = due_on


def cancel(follow_up: FollowUp, reason: str) -> None:
    _needs_open(follow_up)
    follow_up.status, follow_up.reason = FollowUpStatus.CANCELLED, reason


def delegate(follow_up: FollowUp, owner_id: int) -> None:
    _needs_open(follow_up)
    follow_up.owner_id = owner_id


def _needs_open(follow_up: FollowUp) -> None:
    if follow_up.status is not FollowUpStatus.OPEN:
        raise DomainError(N_("This is settled already. Reopen it first."))
