"""Whoever has last week's file and today's cannot subtract one from the other."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from random import Random

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from crm.db import open_engine, sessions
from crm.models import ReportSnapshot
from reports.build import build, write
from reports.frozen.before import released_before
from reports.frozen.release import Order, release
from reports.meta import Meta
from reports.period import Period
from reports.source import live
from tests.factories.world import put, small_world
from tests.reports.protect import attacker
from tests.reports.protect.later import same, work

META = Meta("Magdeburg", "WF", datetime(2026, 11, 28, 9, 30), "1")
YEAR = Period.year(2025)
BY_SIZE = re.compile(r"(companies|reached|none)\((size_class=(micro|small|medium|large))?\)")
ORDER = Order("coverage", YEAR, META, "en", str)


@pytest.fixture(scope="module")
def engine(migrated_database) -> Iterator[Engine]:
    engine = open_engine(migrated_database("sqlite", "twice"))
    with sessions(engine).begin() as session:
        put(session.connection(), [small_world(Random(number), number) for number in range(1, 4)])
    yield engine
    engine.dispose()


def released(session: Session) -> tuple[ReportSnapshot, attacker.Read, attacker.Read]:
    """The release, what its file says, and what the office knows."""
    earlier = released_before(session, "coverage", YEAR)
    snapshot = release(session.connection(), ORDER, earlier=earlier)
    session.add(snapshot)
    session.flush()
    inside = BytesIO()
    write(build("coverage", live(session.connection()), YEAR, meta=META, translate=str), inside)
    return snapshot, attacker.read(BytesIO(snapshot.file)), attacker.read(inside)


def test_of_two_releases_nothing_is_worked_out(engine: Engine) -> None:
    with sessions(engine)() as session:
        _first, seen_then, known_then = released(session)
        work(session, Random(3))
        _second, seen_now, known_now = released(session)
        session.rollback()
    assert known_then.counts != known_now.counts
    found = attacker.attack_both(seen_now, seen_then, same(known_then, known_now))
    assert found
    assert {count: each for count, each in found.items() if each[1] - each[0] < 2} == {}


def test_the_attacker_subtracts(engine: Engine) -> None:
    """One dot that the other file prints is told: it is the protection that helps."""
    with sessions(engine)() as session:
        _snapshot, _seen, known = released(session)
        session.rollback()
    secret = attacker.Count.of("firms", size="Small (10 to 49)")
    hidden = replace(known, counts={**known.counts, secret: None})
    value = known.counts[secret]
    assert attacker.attack_both(hidden, known, set(known.counts)) == {secret: (value, value)}


def test_what_was_withheld_last_year_is_not_told_by_this_years_comparison(engine: Engine) -> None:
    """Rates of the period before stand in the workbook; they are of what that period's said."""
    before = YEAR.previous()
    with sessions(engine)() as session:
        old = release(session.connection(), Order("coverage", before, META, "en", str))
        session.add(old)
        session.flush()
        gone = [name for name in old.hidden.splitlines() if BY_SIZE.fullmatch(name)]
        new = release(
            session.connection(), ORDER, earlier=released_before(session, "coverage", YEAR)
        )
        session.rollback()
    hidden = set(new.hidden.splitlines())
    assert gone
    for name in gone:
        measure, _bracket, place = name.partition("(")
        assert f"{measure}_before({place}" in hidden


def test_nor_by_another_report_that_shows_the_period_before(engine: Engine) -> None:
    before = YEAR.previous()
    with sessions(engine)() as session:
        old = release(session.connection(), Order("coverage", before, META, "en", str))
        session.add(old)
        session.flush()
        earlier = released_before(session, "year", YEAR)
        order = Order("year", YEAR, META, "en", str)
        alone = release(session.connection(), order)
        beside = release(session.connection(), order, earlier=earlier)
        session.add(beside)
        session.flush()
        known = released_before(session, "coverage", before)
        session.rollback()
    assert [one for one in earlier if any(each.measure == "none_before" for each in one.withheld)]
    gone = {str(number) for one in earlier for number in one.withheld}
    told = {str(number) for number in earlier[0].publication.counts} - gone
    assert not told & set(beside.hidden.splitlines()), "what was printed cannot be withheld"
    assert gone & set(alone.hidden.splitlines()) <= set(beside.hidden.splitlines())
    assert len(known) == 2, "asked for again, the period before minds the year at a glance"
