"""A few who gave their year of birth, whose succession is settled, or who want to be left alone."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm.models import Company, Person, Position
from seed.dice import Dice
from seed.reference_rows import table_of
from seed.seats import HEADS

HEAD = [word for pair in HEADS for word in pair]
GAVE_THEIR_YEAR, SETTLED, LEFT_ALONE = 150, 90, 400
"""Every so many-th of those who lead a firm."""
SOURCES = ("am Telefon", "per E-Mail", "bei einem Betriebsbesuch")
HEIRS = ("Tochter", "Sohn", "langjähriger Mitarbeiter", "Verkauf ist vereinbart")


def add_wishes(session: Session, dice: Dice) -> None:
    rng, until = dice.of("wishes"), dice.until
    query = select(Position.person_id, Position.company_id).where(
        Position.function.in_(HEAD), Position.valid_to.is_(None)
    )
    heads = session.execute(query.order_by(Position.id)).all()
    born = [
        {"pk": row.person_id, "birth_year": until.year - int(rng.integers(35, 70))}
        for row in heads[7::GAVE_THEIR_YEAR]
    ]
    settled = [
        {"pk": row.company_id, "succession_on": _day(until, int(rng.integers(20, 900))),
         "succession_note": HEIRS[int(rng.integers(len(HEIRS)))]}
        for row in heads[11::SETTLED]
    ]  # fmt: skip
    alone = [
        {"pk": row.company_id, "no_contact_since": _day(until, int(rng.integers(20, 900))),
         "no_contact_source": SOURCES[int(rng.integers(len(SOURCES)))]}
        for row in heads[13::LEFT_ALONE]
    ]  # fmt: skip
    for table, rows in ((Person, born), (Company, settled), (Company, alone)):
        if rows:
            columns: dict[Any, Any] = {name: bindparam(name) for name in rows[0] if name != "pk"}
            core = table_of(table)
            columns["changed_at"] = core.c.changed_at
            session.connection().execute(
                update(core).where(core.c.id == bindparam("pk")).values(columns), rows
            )


def _day(until: date, days_ago: int) -> date:
    return until - timedelta(days_ago)
