"""What can be done with a red flag: raised, changed, closed with what came of it, opened again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import N_, AssignmentRole, RedFlagKind, RedFlagOutcome
from crm.errors import DomainError
from crm.models import Advisor, Interaction, RedFlag
from crm.models.base import new_client_key, utc_now
from crm.rules import Values
from crm.rules.red_flag import due_from

PLAIN = (
    "kind", "severity", "company_id", "owner_id", "raised_on", "due_on", "interaction_id", "notes",
    "jobs_claimed", "jobs_confirmed", "is_confidential",
)  # fmt: skip


def raise_red_flag(session: Session, values: Values) -> RedFlag:
    """``values`` names columns of RedFlag, and ``reader_ids``."""
    flag = RedFlag(client_key=values.get("client_key") or new_client_key())
    session.add(flag)
    change_red_flag(session, flag, values)
    return flag


def change_red_flag(session: Session, flag: RedFlag, values: Values) -> None:
    """What is not named stays as it is. Only a confidential one has readers."""
    for name in PLAIN:
        if name in values:
            setattr(flag, name, values[name])
    if "reader_ids" in values or not flag.is_confidential:
        ids = values.get("reader_ids") or () if flag.is_confidential else ()
        with session.no_autoflush:
            flag.readers = list(session.scalars(select(Advisor).where(Advisor.id.in_(ids))))
    # A change of its readers alone is a change of the flag: its version counts on.
    flag.changed_at = utc_now()
    session.flush()


def raise_in(
    session: Session, contact: Interaction, kinds: Iterable[RedFlagKind], today: date
) -> None:
    """By a tap: each kind once, for the contact's first firm, with whoever led. Of a confidential
    contact it is confidential too, and read by those who took part.
    """
    known = {each.kind for each in contact.red_flags}
    firms = [each.company_id for each in contact.participations if each.company_id]
    owner = next(each.advisor for each in contact.assignments if each.role is AssignmentRole.LEAD)
    others = [each.advisor for each in contact.assignments if each.advisor is not owner]
    for kind in kinds:
        if kind in known or not firms:
            continue
        raised_on = min(contact.happened_on, today)
        contact.red_flags.append(
            RedFlag(
                kind=kind,
                company_id=firms[0],
                owner=owner,
                raised_on=raised_on,
                due_on=due_from(raised_on, today),
                is_confidential=contact.is_confidential,
                readers=others if contact.is_confidential else [],
            )
        )
    session.flush()


def keep_secret(contact: Interaction) -> None:
    """What was noticed in a confidential contact is confidential, however late it became so."""
    there = [each.advisor for each in contact.assignments]
    for flag in contact.red_flags:
        if not flag.is_confidential:
            flag.is_confidential = True
            flag.readers = [each for each in there if each is not flag.owner]


def close(flag: RedFlag, outcome: RedFlagOutcome, day: date, words: str | None = None) -> None:
    if flag.closed_on is not None:
        raise DomainError(N_("This red flag is closed already."))
    flag.closed_on = max(day, flag.raised_on)
    flag.outcome, flag.outcome_words = outcome, words or flag.outcome_words


def reopen(flag: RedFlag) -> None:
    flag.closed_on = flag.outcome = None
