"""Two releases of one report, before and after some work, in the hands of one reader."""

from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from crm.db import sessions
from crm.errors import DomainError
from reports.catalogue import REPORTS
from reports.frozen.before import released_before
from reports.frozen.release import Order, release
from reports.period import Period
from reports.source import snapshot
from tests.audit.files import META, NARROW, book_of, database, file_of, tables
from tests.factories.world import put, small_world
from tests.reports.protect import attacker
from tests.reports.protect.later import same, work
from tests.reports.protect.readings import READINGS

PUBLISHED = tuple(report.name for report in REPORTS if report.known)


def pairs(folder: Path, number: int, year: int) -> int:
    """Of each report in turn; how many dots are narrow."""
    dots: Counter[str] = Counter()
    narrow: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for world in range(1, number + 1):
        name = PUBLISHED[world % len(PUBLISHED)]
        try:
            found = _pair(folder, name, world, year)
        except DomainError:
            refused[name] += 1
            continue
        dots[name] += len(found)
        narrow[name] += sum(high - low < NARROW for low, high in found.values())
    print(f"\n{number} pairs of releases, each of one report:")
    for name in PUBLISHED:
        print(f"{name}: {dots[name]:,} dots, {narrow[name]} narrow; {refused[name]} not published.")
    return narrow.total()


def _pair(
    folder: Path, name: str, world: int, year: int
) -> dict[attacker.Count, tuple[float, float]]:
    """What follows for each dot from both files."""
    with (
        database(folder / "pair.db", like=tables(folder)) as engine,
        sessions(engine).begin() as session,
    ):
        some = range(3 * world, 3 * world + (3 if name == "coverage" else 1))
        put(session.connection(), [small_world(Random(one), one) for one in some])
        seen_then, known_then = _released(session, name, year)
        work(session, Random(world))
        seen_now, known_now = _released(session, name, year)
    return attacker.attack_both(seen_now, seen_then, same(known_then, known_now))


def _released(session: Session, name: str, year: int) -> tuple[attacker.Read, attacker.Read]:
    """What its file says, and what the office knows."""
    period = Period.year(year)
    earlier = released_before(session, name, period)
    made = release(session.connection(), Order(name, period, META, "en", str), earlier=earlier)
    session.add(made)
    session.flush()
    with snapshot(session.connection()) as source:
        inside = file_of(book_of(name, source, year))
    reading = READINGS[name]
    return attacker.read(BytesIO(made.file), reading), attacker.read(inside, reading)
