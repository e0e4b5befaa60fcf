"""Whatever files come in, taken back from the last to the first they leave nothing behind."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, true
from sqlalchemy.orm import Session

from crm.db import open_engine, sessions
from crm.enums import RowOutcome
from crm.models import Company, District, ImportBatch, SourceRecord
from crm.models.base import Base
from crm.register.sources.ihk_berlin import COLUMNS
from crm.register.take_in import take_in
from crm.register.undo import undo
from tests.register.conftest import APRIL, BAKERY

HISTORY = {"import_batch", "search_word"}
"""Refused rows too; words stay known, and lead nowhere."""
NEVER_BACK = {"version", "client_key"}

BANDS = st.sampled_from(["0", "1 - 3 Beschäftigte", "10 - 19", "unbekannt"])
CODES = st.sampled_from([("1071", "H. v. Backwaren (ohne Dauerbackwaren)"), ("4724", ""), ("", "")])
PLACES = st.sampled_from(
    [("12683", "Marzahn-Hellersdorf", "Buckower Ring"), ("10117", "Mitte", "Wilhelmstraße")]
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    postcode, district, area = draw(PLACES)
    nace, description = draw(CODES)
    return BAKERY | {
        "opendata_id": str(draw(st.integers(1, 4))),
        "employees_range": draw(BANDS),
        "nace_id": nace,
        "nace_desc": description,
        "postcode": postcode,
        "Bezirk": district,
        "Planungsraum": area,
        "ihk_branch_desc": draw(st.sampled_from(["Bäckerei", "Konditorei"])),
    }


FILES = st.lists(
    st.tuples(st.lists(rows(), min_size=1, max_size=4), st.booleans(), st.integers(0, 2)),
    min_size=1,
    max_size=5,
)
"""Rows, whether they are gone, months after April."""


@pytest.fixture(scope="module")
def empty(migrated_database) -> Iterator[Engine]:
    engine = open_engine(migrated_database("sqlite", "sequences"))
    yield engine
    engine.dispose()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=FILES)
def test_from_the_last_to_the_first(empty: Engine, tmp_path: Path, files) -> None:
    with sessions(empty)() as session:
        _empty(session)
        states = [_state(session)]
        for number, (lines, gone, months) in enumerate(files):
            path = _write(tmp_path / f"{number}.csv", lines)
            day = APRIL + timedelta(days=30 * months)
            take_in(session, path, "ihk-berlin", as_of=day, gone=gone)
            session.commit()
            states.append(_state(session))
        while len(states) > 1:
            assert _state(session) == states.pop()
            undo(session)
            session.commit()
        assert _state(session) == states.pop()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=FILES, order=st.randoms(use_true_random=False))
def test_in_any_order(empty: Engine, tmp_path: Path, files, order) -> None:
    with sessions(empty)() as session:
        _empty(session)
        before = _state(session)
        ids = [
            take_in(
                session, _write(tmp_path / f"{number}.csv", lines), "ihk-berlin",
                as_of=APRIL + timedelta(days=30 * months), gone=gone,
            ).batch_id
            for number, (lines, gone, months) in enumerate(files)
        ]  # fmt: skip
        session.commit()
        order.shuffle(ids)
        for batch_id in ids:
            undo(session, batch_id)
            session.commit()
        assert _state(session) == before


def _write(path: Path, lines: list[dict[str, str]]) -> Path:
    quoted = [",".join(f'"{line[column]}"' for column in COLUMNS) for line in lines]
    path.write_text("\n".join([",".join(COLUMNS), *quoted]), encoding="utf-8")
    return path


def _state(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the history."""
    refused = SourceRecord.outcome == RowOutcome.REFUSED
    chosen = {"source_record": ~refused}
    return {
        table.name: [
            tuple(row._mapping[column] for column in table.c if column.name not in NEVER_BACK)
            for row in session.execute(
                select(table).where(chosen.get(table.name, true())).order_by(*table.primary_key)
            )
        ]
        for table in Base.metadata.sorted_tables
        if table.name not in HISTORY
    }


def _empty(session: Session) -> None:
    for table in (Company, SourceRecord, ImportBatch, District):
        session.execute(delete(table))
    session.commit()
