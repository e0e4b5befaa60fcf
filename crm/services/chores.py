"""Once a day, by one of however many processes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crm.models import Chore
from crm.services.upsert import insert_missing

NEVER = date(1, 1, 1)


def is_due(session: Session, name: str, today: date) -> bool:
    """Asked without writing, every minute."""
    return (session.scalar(select(Chore.done_on).where(Chore.name == name)) or NEVER) < today


def claim(session: Session, name: str, today: date) -> bool:
    """Whether it is this process's to do; written with what it does, in one transaction."""
    insert_missing(session, Chore, [{"name": name, "done_on": NEVER}], "name")
    mine = update(Chore).where(Chore.name == name, Chore.done_on < today).values(done_on=today)
    return bool(session.execute(mine).rowcount)  # type: ignore[attr-defined]
