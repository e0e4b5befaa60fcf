"""Whatever a file holds: what a plain reader says is on file, or a sentence; nothing half in."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.db import CrmSession, open_engine
from crm.errors import DomainError
from crm.models import Company, CompanyFact, District, Site, SourceRecord
from crm.register.reading.typed import CONTROL
from crm.register.result import Result
from crm.register.sources.ihk_berlin import COLUMNS
from crm.register.take_in import take_in
from tests.register.broken.makers import HEADER, ROW, csv_of, workbook
from tests.register.conftest import APRIL, BAKERY, JUNE, MAY
from tests.register.contents import contents
from tests.register.plain_reader import TELLING, Said, accepted, is_id

Row = dict[str, str]
HISTORY = {"import_batch", "source_record"}
"""Every import is remembered, and its refused rows."""
MOST = 12
"""Rows: many, as each costs far less than a file."""
SOUND = (csv_of().encode(), workbook(HEADER, ROW))


class Kind(NamedTuple):
    """Of a file of text; a workbook where it has no encoding."""

    encoding: str = ""
    delimiter: str = ""
    numbers: bool = False
    """Whether a workbook holds as numbers what looks like one."""


letters = st.characters(codec="utf-8", exclude_categories=["N"], exclude_characters="\0")
words = st.text(letters, max_size=12)
spoilt = st.one_of(
    [st.tuples(st.just(name), st.sampled_from(TELLING[name]) | words) for name in TELLING]
    + [st.tuples(st.sampled_from(COLUMNS), words)]
)
changes = st.lists(st.lists(spoilt, max_size=3).map(dict), max_size=MOST)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])
kinds = {
    "text": st.builds(Kind, encodings, st.sampled_from(";,\t")),
    "workbook": st.just(Kind()),
    "workbook of numbers": st.just(Kind(numbers=True)),
}
damage = st.tuples(st.sampled_from(SOUND), st.integers(0, 3000), st.binary(min_size=1, max_size=9))
some = st.sets(st.integers(0, MOST - 1))
"""Which of the rows."""
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
quicker = settings(quick, max_examples=10)


@pytest.fixture
def session(migrated_database) -> Iterator[Session]:
    engine = open_engine(migrated_database("sqlite", "any_file"))
    with CrmSession(engine) as session:
        yield session
    engine.dispose()


def outcome(session: Session, path: Path, as_of=APRIL, **options: bool) -> Result | None:
    """None where the file was refused, with a sentence."""
    try:
        return take_in(session, path, "ihk-berlin", as_of=as_of, **options)
    except DomainError as refused:
        return None if str(refused) else pytest.fail("A refusal without a sentence.")


def adds_up(result: Result) -> bool:
    done = result.created + result.updated + result.unchanged
    return result.read == done + len(result.refused)


@quick
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_and_change_nothing(session, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "firms.csv"
    path.write_bytes(content)
    before = contents(session)
    assert outcome(session, path) is None
    assert contents(session) == before


@quick
@given(damage)
def test_a_damaged_file_adds_up_or_changes_nothing(session, tmp_path: Path, damaged) -> None:
    sound, place, other = damaged
    path = tmp_path / "firms.csv"
    path.write_bytes(sound[:place] + other + sound[place + len(other) :])
    session.rollback()
    before = contents(session)
    result = outcome(session, path)
    assert adds_up(result) if result else contents(session) == before


@pytest.mark.parametrize("sort", kinds)
@quicker
@given(changes, st.permutations(COLUMNS), some, some, st.data())
def test_on_file_is_what_a_plain_reader_says(
    session, tmp_path: Path, sort: str, changes: list[Row], header, full, gone, data
) -> None:
    session.rollback()  # what an example left that failed
    kind = data.draw(kinds[sort])
    rows = [BAKERY | {"opendata_id": str(n)} | one for n, one in enumerate(changes, start=1)]
    path = tmp_path / "firms"
    write(path, header, rows, kind)
    rows = [{name: read(cell, kind) for name, cell in row.items()} for row in rows]
    taken_in_as_it_says(session, path, rows)
    the_same_again_changes_nothing(session, path)
    parts = [[row for n, row in enumerate(rows) if n in part] for part in (full, gone)]
    write(path, header, parts[0], kind)
    if who_is_not_named_has_left(session, path, parts[0]):
        write(path, header, parts[1], kind)
        who_is_named_has_left(session, path, parts[1])
    session.rollback()


def taken_in_as_it_says(session: Session, path: Path, rows: list[Row]) -> None:
    before = contents(session)
    trial = outcome(session, path, dry_run=True)
    assert contents(session) == before
    result = outcome(session, path)
    assert trial is not None
    assert result is not None
    assert trial.as_json() == result.as_json()
    assert adds_up(result)
    assert open_firms(session) == accepted(rows, APRIL)
    records = session.scalars(select(SourceRecord).order_by(SourceRecord.row_number))
    assert [json.loads(record.raw) for record in records] == rows


def the_same_again_changes_nothing(session: Session, path: Path) -> None:
    before = contents(session)
    again = outcome(session, path)
    assert again is not None
    assert (again.created, again.updated, again.ended) == (0, 0, 0)
    after = contents(session)
    assert {n: after[n] for n in after if n not in HISTORY} == {
        n: before[n] for n in before if n not in HISTORY
    }


def who_is_not_named_has_left(session: Session, path: Path, rows: list[Row]) -> bool:
    """False where the file is refused as somebody might be anybody."""
    before = set(open_firms(session))
    result = outcome(session, path, MAY, full=True, many=True)
    if not all(map(is_id, rows)):
        assert result is None
        assert not open_firms(session)
        return False
    assert result is not None
    named = {" ".join(row["opendata_id"].split()) for row in rows}
    assert set(open_firms(session)) == (before & named) | set(accepted(rows, MAY))
    assert result.ended == len(before - named)
    return True


def who_is_named_has_left(session: Session, path: Path, rows: list[Row]) -> None:
    before = set(open_firms(session))
    result = outcome(session, path, JUNE, gone=True)
    assert result is not None
    named = {" ".join(row["opendata_id"].split()) for row in rows if is_id(row)}
    assert set(open_firms(session)) == before - named
    assert result.ended == len(before & named)


def open_firms(session: Session) -> dict[str, Said]:
    query = (
        select(SourceRecord.key, Company, Site, CompanyFact, District.name)
        .join(Company, SourceRecord.company_id == Company.id)
        .join(Site)
        .join(CompanyFact)
        .outerjoin(District, Site.district_id == District.id)
        .where(Company.ended_on.is_(None), CompanyFact.valid_to.is_(None), Site.valid_to.is_(None))
    )
    return {key: said(key, *rest) for key, *rest in session.execute(query)}


def said(key: str, firm: Company, site: Site, fact: CompanyFact, district: str | None) -> Said:
    place = (site.postcode, site.city, site.neighbourhood, district)
    spot = (site.latitude, site.longitude)
    told = (fact.size_band.value, fact.wz_code, firm.founded_on, firm.description)
    return Said(key, place, spot, *told)


def write(path: Path, header: Sequence[str], rows: Sequence[Mapping[str, str]], kind: Kind) -> None:
    lines = [[row[name] for name in header] for row in rows]
    if not kind.encoding:
        cells = [[number(cell) if kind.numbers else cell for cell in line] for line in lines]
        path.write_bytes(workbook(header, *cells))
        return
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=kind.delimiter, quoting=csv.QUOTE_ALL)
    table.writerows([header, *lines])
    path.write_bytes(text.getvalue().encode(kind.encoding, "replace"))


def number(cell: str) -> str | float:
    """Where it is written again in the same way."""
    try:
        return float(cell) if cell in (str(int(float(cell))), str(float(cell))) else cell
    except (ValueError, OverflowError):
        return cell


def read(cell: str, kind: Kind) -> str:
    """As it stands in the file, without control characters, every line end of a text the same."""
    if not kind.encoding:
        return CONTROL.sub("", cell)
    there = cell.encode(kind.encoding, "replace").decode(kind.encoding)
    return CONTROL.sub("", there.replace("\r\n", "\n").replace("\r", "\n"))
