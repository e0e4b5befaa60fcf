"""Whatever a file holds: a result that adds up or a sentence, and nothing half in."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.db import CrmSession, open_engine
from crm.errors import DomainError
from crm.models import Company, SourceRecord
from crm.models.base import Base
from crm.register.reading.typed import CONTROL
from crm.register.result import Result
from crm.register.sources.ihk_berlin import COLUMNS
from crm.register.take_in import take_in
from tests.register.conftest import APRIL, BAKERY

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
spoilt = st.dictionaries(st.sampled_from(COLUMNS), words, max_size=3)
tables = st.lists(spoilt, max_size=4)
quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def session(migrated_database) -> Iterator[Session]:
    engine = open_engine(migrated_database("sqlite", "any_file"))
    with CrmSession(engine) as session:
        yield session
    engine.dispose()


def rows_of_all_tables(session: Session) -> dict[str, int]:
    tables_ = Base.metadata.sorted_tables
    return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables_}


def outcome(session: Session, path: Path, **options: bool) -> Result | None:
    """None where the file was refused, with a sentence."""
    try:
        return take_in(session, path, "ihk-berlin", as_of=APRIL, **options)
    except DomainError as refused:
        return None if str(refused) else pytest.fail("A refusal without a sentence.")


def adds_up(result: Result) -> bool:
    done = result.created + result.updated + result.unchanged + result.ended
    return result.read == done + len(result.refused)


@quick
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_and_change_nothing(session, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "firms.csv"
    path.write_bytes(content)
    before = rows_of_all_tables(session)
    assert outcome(session, path) is None
    assert rows_of_all_tables(session) == before


@quick
@given(tables, st.permutations(COLUMNS), st.sampled_from(";,\t"), st.sampled_from(ENCODINGS))
def test_spoilt_rows_add_up_and_every_firm_has_its_row(
    session, tmp_path: Path, changes: list[dict[str, str]], header, delimiter: str, encoding: str
) -> None:
    rows = [BAKERY | {"opendata_id": str(n)} | one for n, one in enumerate(changes, start=1)]
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, header, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    table.writeheader()
    table.writerows(rows)
    path = tmp_path / "firms.csv"
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    session.rollback()  # what an example left that failed
    before = rows_of_all_tables(session)
    trial = outcome(session, path, dry_run=True)
    assert rows_of_all_tables(session) == before
    result = outcome(session, path)
    assert (trial is None) == (result is None)
    if trial is None or result is None:
        assert rows_of_all_tables(session) == before
        return
    assert adds_up(result)
    assert trial.as_json() == result.as_json()
    as_read = [{name: read(cell, encoding) for name, cell in row.items()} for row in rows]
    assert_traced(session, result, as_read)


def read(cell: str, encoding: str) -> str:
    """As it stands in the file, without control characters, every line end the same."""
    there = cell.encode(encoding, "replace").decode(encoding)
    return CONTROL.sub("", there.replace("\r\n", "\n").replace("\r", "\n"))


def assert_traced(session: Session, result: Result, rows: list[dict[str, str]]) -> None:
    """Each firm to its row, each row as it was written."""
    query = select(SourceRecord).filter_by(batch_id=result.batch_id)
    records = session.scalars(query.order_by(SourceRecord.row_number)).all()
    made = {record.company_id for record in records if record.company_id}
    assert session.scalar(select(func.count(Company.id))) == result.created == len(made)
    assert [json.loads(record.raw) for record in records] == rows
