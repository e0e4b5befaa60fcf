"""The process that merges firms and takes them apart is killed at random moments: every pair is
then wholly one firm or wholly two.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, select

from crm.db import open_engine, sessions
from crm.enums import EndReason
from crm.models import Company, CompanyMerge, CompanyOverview
from crm.services.merge_companies import merge
from crm.services.refresh_overview import refresh_overview
from crm.services.unmerge_companies import unmerge
from tests.conftest import ENGINES

KILLS = 15
ENOUGH = 4
"""Of the sixteen that four pairs can be in."""
MOST = 10 * KILLS
PAIRS = 4
TODAY = date(2026, 11, 27)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, migrated_database) -> Iterator[Engine]:
    """Firms 1 and 2, 3 and 4, and so on are pairs."""
    engine = open_engine(migrated_database(request.param, "merge_kills"))
    with sessions(engine).begin() as session:
        firms = [Company(name=f"Elbbau {number}") for number in range(2 * PAIRS)]
        session.add_all(firms)
        session.flush()
        refresh_overview(session, [firm.id for firm in firms])
    yield engine
    engine.dispose()


def test_merges_survive_kills(engine: Engine) -> None:
    dice = random.Random(4)
    seen = set()
    for kill in range(MOST):
        _work_until_killed(engine, dice.uniform(0.02, 0.2))
        seen.add(tuple(_is_whole(engine)))
        if kill >= KILLS and len(seen) >= ENOUGH:
            return
    pytest.fail("kills come too early to disturb")


def _work_until_killed(engine: Engine, seconds: float) -> None:
    engine.dispose()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _merge_and_take_apart(engine, writing)
    os.read(reading, 1)  # it has begun
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for end in (reading, writing):
        os.close(end)


def _merge_and_take_apart(engine: Engine, begun: int) -> None:
    try:
        engine.dispose(close=False)
        turns = random.Random(os.getpid())
        os.write(begun, b"x")
        while True:
            with sessions(engine).begin() as session:
                first = 2 * turns.randrange(PAIRS)
                stays, goes = session.scalars(
                    select(Company).order_by(Company.id).offset(first).limit(2)
                )
                if goes.merged_into_id is None:
                    merge(session, goes, stays, TODAY)
                else:
                    unmerge(session, goes)
    finally:
        os._exit(0)


def _is_whole(engine: Engine) -> Iterator[bool]:
    """Of each pair, whether it is one firm."""
    with sessions(engine)() as session:
        open_merges = select(CompanyMerge.company_id).where(CompanyMerge.undone_at.is_(None))
        merged = set(session.scalars(open_merges))
        for firm in session.scalars(select(Company).order_by(Company.id)):
            overview = session.get_one(CompanyOverview, firm.id)
            is_one = firm.id in merged
            assert (firm.merged_into_id is not None) == is_one
            assert (overview.survivor_id is not None) == is_one
            assert (firm.end_reason is EndReason.MERGED) == is_one
            assert (firm.ended_on is not None) == is_one
            yield is_one
