"""Whatever files come in while two firms are merged: taken apart they are as if they never were."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from crm.db import open_engine, sessions
from crm.errors import DomainError
from crm.models import Company, CompanyOverview, ImportBatch, Site, SourceRecord
from crm.register.replay import replay
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.services.merge_companies import merge
from crm.services.refresh_overview import refresh_overview
from crm.services.unmerge_companies import unmerge
from tests.register.conftest import APRIL
from tests.register.test_replay import _told
from tests.register.test_undo_sequences import FILES, _empty, _state, _write


@pytest.fixture(scope="module")
def empty(migrated_database) -> Iterator[Engine]:
    engine = open_engine(migrated_database("sqlite", "merged"))
    yield engine
    engine.dispose()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=FILES, then=FILES)
def test_as_if_they_had_never_been_merged(empty: Engine, tmp_path: Path, first, then) -> None:
    with sessions(empty)() as session:
        _clear(session)
        _take_all(session, tmp_path, first + then)
        apart = _told_of_each(session)
        _clear(session)
        _take_all(session, tmp_path, first)
        merged = _merged(session)
        _take_all(session, tmp_path, then)
        assert refresh_overview(session) == 0, "what was derived is true"
        assert replay(session, "ihk-berlin", dry_run=True).claims_new == 0
        if merged is not None:
            _lives_while_one_is_listed(session, merged, apart)
            unmerge(session, merged)
            session.commit()
        assert _told_of_each(session) == apart


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=FILES, then=FILES)
def test_taken_back_while_they_are_merged(empty: Engine, tmp_path: Path, first, then) -> None:
    with sessions(empty)() as session:
        _clear(session)
        _take_all(session, tmp_path, first)
        _merged(session)
        states = [_state(session)]
        for each in then:
            _take_all(session, tmp_path, [each])
            states.append(_state(session))
        while len(states) > 1:
            assert _state(session) == states.pop()
            undo(session)
            session.commit()
        assert _state(session) == states.pop()


def _clear(session: Session) -> None:
    session.execute(update(Company).values(merged_into_id=None))
    _empty(session)


def _take_all(session: Session, folder: Path, files: Any) -> None:
    for number, (lines, gone, months) in enumerate(files):
        path = _write(folder / f"{number}.csv", lines)
        day = APRIL + timedelta(days=30 * months)
        take_in(session, path, "ihk-berlin", as_of=day, gone=gone)
        session.commit()


def _merged(session: Session) -> Company | None:
    """The first firm into the second, or the other way round where that is the one to keep."""
    firms = session.scalars(select(Company).order_by(Company.id).limit(2)).all()
    for loser, survivor in (firms, firms[::-1]) if len(firms) == 2 else ():
        try:
            merge(session, loser, survivor, APRIL + timedelta(days=90))
        except DomainError:
            continue
        session.commit()
        return loser
    return None


def _told_of_each(session: Session) -> dict[str, Any]:
    session.expire_all()
    firms = session.scalars(select(Company)).all()
    keys = dict(session.execute(select(SourceRecord.company_id, SourceRecord.key)).all())
    rows = session.execute(
        select(SourceRecord.key, SourceRecord.outcome, ImportBatch.as_of)
        .join(SourceRecord.batch)
        .order_by(SourceRecord.id)
    )
    sites = session.scalars(select(Site).order_by(Site.id))
    return {
        **_told(session),
        "ends": {keys[firm.id]: (firm.ended_on, firm.end_reason) for firm in firms},
        "sites": [(keys[s.company_id], s.postcode, s.valid_from, s.valid_to) for s in sites],
        "words": {keys[firm.id]: firm.description for firm in firms},
        "rows": [tuple(row) for row in rows],
    }


def _lives_while_one_is_listed(session: Session, merged: Company, apart: dict[str, Any]) -> None:
    session.expire_all()
    keys = dict(session.execute(select(SourceRecord.company_id, SourceRecord.key)).all())
    both = [apart["ends"][keys[each]][0] for each in (merged.id, merged.merged_into_id)]
    survivor = session.get_one(Company, merged.merged_into_id)
    assert (survivor.ended_on is not None) is all(both)
    assert session.get_one(CompanyOverview, survivor.id).is_active is not all(both)
