"""Two releases of one report, before and after some work, in the hands of one reader."""

from io import BytesIO
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from crm.db import sessions
from reports.frozen.before import released_before
from reports.frozen.release import Order, release
from reports.period import Period
from reports.source import snapshot
from tests.audit.files import META, NARROW, book_of, database, file_of, tables
from tests.factories.world import put, small_world
from tests.reports.protect import attacker
from tests.reports.protect.later import same, work


def pairs(folder: Path, number: int, year: int) -> int:
    """How many dots are narrow."""
    dots, narrow = 0, 0
    for world in range(1, number + 1):
        with (
            database(folder / "pair.db", like=tables(folder)) as engine,
            sessions(engine).begin() as session,
        ):
            some = range(3 * world, 3 * world + 3)
            put(session.connection(), [small_world(Random(one), one) for one in some])
            seen_then, known_then = _released(session, year)
            work(session, Random(world))
            seen_now, known_now = _released(session, year)
        found = attacker.attack_both(seen_now, seen_then, same(known_then, known_now))
        dots += len(found)
        narrow += sum(high - low < NARROW for low, high in found.values())
    print(f"\n{number} pairs of releases of coverage: {dots:,} dots, {narrow} narrow.")
    return narrow


def _released(session: Session, year: int) -> tuple[attacker.Read, attacker.Read]:
    """What its file says, and what the office knows."""
    period = Period.year(year)
    earlier = released_before(session, "coverage", period)
    order = Order("coverage", period, META, "en", str)
    made = release(session.connection(), order, earlier=earlier)
    session.add(made)
    session.flush()
    with snapshot(session.connection()) as source:
        inside = file_of(book_of("coverage", source, year))
    return attacker.read(BytesIO(made.file)), attacker.read(inside)
