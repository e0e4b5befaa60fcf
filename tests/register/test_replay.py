"""A reading that was put right is replayed over the kept rows: as if it had been so always."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm.db import open_engine, sessions
from crm.enums import SizeBand
from crm.errors import DomainError
from crm.models import Company, CompanyFact, CompanyOverview, FactClaim, ImportBatch, SourceRecord
from crm.register.replay import replay
from crm.register.source import Source
from crm.register.sources import SOURCES, ihk_berlin
from crm.register.take_in import take_in
from crm.register.undo import undo
from crm.services.change_facts import change_facts
from tests.register.conftest import APRIL, JUNE, MAY, Take, Use, Write
from tests.register.test_undo_sequences import FILES, _empty, _write

GROWN = {"employees_range": "10 - 19 Beschäftigte"}
OTHER = {"opendata_id": "2"}
SWAPPED = {SizeBand.FROM_4: SizeBand.FROM_10, SizeBand.FROM_10: SizeBand.FROM_4}
Bands = dict[SizeBand, SizeBand]


def misread(bands: Bands, until: date = date.max, sectors: bool = True) -> Source:
    """IHK Berlin, with some bands taken for others in files up to a day, or without sectors."""

    def firm(cells: Any, as_of: date) -> Any:
        said = ihk_berlin.firm(cells, as_of)
        if as_of > until:
            return said
        fact = said.fact._replace(size_band=bands.get(said.fact.size_band, said.fact.size_band))
        if not sectors:
            fact = fact._replace(wz_code=None, wz_edition=None, wz_section=None)
        return said._replace(fact=fact)

    return replace(ihk_berlin.SOURCE, firm=firm)


def _facts(session: Session) -> list[tuple[Any, ...]]:
    session.expire_all()
    facts = session.scalars(select(CompanyFact).order_by(CompanyFact.valid_from, CompanyFact.id))
    return [(f.valid_from, f.valid_to, f.size_band, f.wz_code, f.source) for f in facts]


def test_swapped_bands_are_put_right(session: Session, take: Take, write: Write, use: Use) -> None:
    use(misread(SWAPPED, until=APRIL))
    take(write({}, OTHER | GROWN))
    take(write(GROWN, OTHER | GROWN), MAY)
    use(ihk_berlin.SOURCE)
    replayed = replay(session, "ihk-berlin")
    session.commit()
    assert _facts(session) == [
        (APRIL, date(2023, 5, 30), SizeBand.FROM_4, "10.71", "IHK Berlin"),
        (APRIL, None, SizeBand.FROM_10, "10.71", "IHK Berlin"),
        (MAY, None, SizeBand.FROM_10, "10.71", "IHK Berlin"),
    ]
    told = replayed.as_json()
    assert (told["firms"], told["size"], told["sector"]) == (2, 2, 0)
    assert [(d.day, d.before, d.after) for d in replayed.differences] == [
        (APRIL, "10-19", "4-6"),
        (APRIL, "4-6", "10-19"),
    ]
    assert set(session.scalars(select(CompanyOverview.size_class))) == {"small"}


def test_the_same_reading_changes_nothing(session: Session, take: Take, write: Write) -> None:
    take(write({}, OTHER))
    take(write(GROWN), MAY)
    take(write(OTHER), JUNE, gone=True)
    told = replay(session, "ihk-berlin").as_json()
    assert told["read"] == 4
    assert (told["firms"], told["claims_new"], told["claims_superseded"]) == (0, 0, 0)


def test_a_trial_changes_nothing_and_names_what_would(
    session: Session, take: Take, write: Write, use: Use
) -> None:
    take(write({}))
    before = _facts(session)
    use(misread(SWAPPED))
    replayed = replay(session, "ihk-berlin", dry_run=True)
    assert replayed.firms == 1
    assert _facts(session) == before
    assert not session.scalars(select(ImportBatch).where(ImportBatch.is_replay)).all()


def test_what_people_entered_counts_still(
    session: Session, take: Take, write: Write, use: Use
) -> None:
    take(write({}))
    bakery = session.scalars(select(Company)).one()
    values = {"size_band": SizeBand.FROM_20, "source": "Besuch"}
    change_facts(session, bakery.id, values, MAY)
    use(misread(SWAPPED))
    replay(session, "ihk-berlin")
    assert [(day, band) for day, _to, band, *_rest in _facts(session)] == [
        (APRIL, SizeBand.FROM_10),
        (MAY, SizeBand.FROM_20),
    ]


def test_a_row_that_makes_no_sense_any_more_says_nothing(
    session: Session, take: Take, write: Write, use: Use
) -> None:
    take(write({}))
    take(write(GROWN), MAY)
    strict = replace(ihk_berlin.SOURCE, firm=_refuses_grown)
    use(strict)
    replayed = replay(session, "ihk-berlin")
    assert replayed.not_understood == 1
    assert [band for _from, _to, band, *_rest in _facts(session)] == [SizeBand.FROM_4]


def _refuses_grown(cells: Any, as_of: date) -> Any:
    if cells["employees_range"] == GROWN["employees_range"]:
        raise ihk_berlin.refusal(cells, "employees_range", "No band.")
    return ihk_berlin.firm(cells, as_of)


def test_an_import_taken_back_after_a_replay(
    session: Session, take: Take, write: Write, use: Use
) -> None:
    take(write({}))
    grown = take(write(GROWN), MAY)
    use(misread(SWAPPED))
    replay(session, "ihk-berlin")
    undo(session, grown.batch_id)
    assert [band for _from, _to, band, *_rest in _facts(session)] == [SizeBand.FROM_10]
    undo(session)
    assert [band for _from, _to, band, *_rest in _facts(session)] == [SizeBand.FROM_4]


def test_it_makes_good_what_a_file_did_not_say_because_one_taken_back_had(
    session: Session, take: Take, write: Write
) -> None:
    take(write({}))
    grown = take(write(GROWN), MAY)
    take(write(GROWN | {"ihk_branch_desc": "Konditorei"}), JUNE)
    undo(session, grown.batch_id)
    session.commit()
    assert [band for _from, _to, band, *_rest in _facts(session)] == [SizeBand.FROM_4]
    replay(session, "ihk-berlin")
    assert _facts(session)[-1][:3] == (JUNE, None, SizeBand.FROM_10)


def test_the_later_replay_goes_first(session: Session, take: Take, write: Write, use: Use) -> None:
    take(write({}))
    use(misread(SWAPPED))
    first = replay(session, "ihk-berlin")
    use(ihk_berlin.SOURCE)
    replay(session, "ihk-berlin")
    session.commit()
    with pytest.raises(DomainError, match="Take that back first"):
        undo(session, first.batch_id)
    undo(session)
    assert [band for _from, _to, band, *_rest in _facts(session)] == [SizeBand.FROM_10]
    undo(session)
    assert [band for _from, _to, band, *_rest in _facts(session)] == [SizeBand.FROM_4]


def test_an_unknown_source(session: Session) -> None:
    with pytest.raises(DomainError, match="There is no source"):
        replay(session, "nobody")


# -- whatever files and whatever was misread ------------------------------------------------------

BANDS = [SizeBand.NONE, SizeBand.FROM_1, SizeBand.FROM_10]
MISREAD = st.builds(
    misread,
    bands=st.permutations(BANDS).map(lambda order: dict(zip(BANDS, order, strict=True))),
    until=st.sampled_from([APRIL, MAY, date.max]),
    sectors=st.booleans(),
)


@pytest.fixture(scope="module")
def empty(migrated_database) -> Iterator[Engine]:
    engine = open_engine(migrated_database("sqlite", "replays"))
    yield engine
    engine.dispose()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=FILES, wrong=MISREAD)
def test_as_if_it_had_been_read_so_always(empty: Engine, tmp_path: Path, files, wrong) -> None:
    right = SOURCES["ihk-berlin"]
    with sessions(empty)() as session:
        _take_all(session, tmp_path, files)
        wanted = _told(session)
        try:
            SOURCES["ihk-berlin"] = wrong
            _take_all(session, tmp_path, files)
            misread_facts = _told(session)
        finally:
            SOURCES["ihk-berlin"] = right
        replay(session, "ihk-berlin")
        session.commit()
        assert _told(session) == wanted
        undo(session)
        session.commit()
        assert _told(session) == misread_facts


def _take_all(session: Session, folder: Path, files: Any) -> None:
    _empty(session)
    for number, (lines, gone, months) in enumerate(files):
        path = _write(folder / f"{number}.csv", lines)
        day = APRIL + timedelta(days=30 * months)
        take_in(session, path, "ihk-berlin", as_of=day, gone=gone)
        session.commit()


def _told(session: Session) -> dict[str, list[Any]]:
    """Claims and facts by the register's id and the number of the import; and what is derived."""
    session.expire_all()
    batches = session.scalars(
        select(ImportBatch.id).where(ImportBatch.is_replay.is_(False)).order_by(ImportBatch.id)
    ).all()
    keys = dict(session.execute(select(SourceRecord.company_id, SourceRecord.key)).all())
    stands = FactClaim.superseded_by_id.is_(None)
    claims = session.scalars(select(FactClaim).where(stands)).all()
    facts = session.scalars(select(CompanyFact)).all()
    batch_of = {claim.id: batches.index(claim.batch_id) for claim in claims}
    overviews = session.scalars(select(CompanyOverview)).all()
    return {
        "claims": sorted(
            (keys[c.company_id], batch_of[c.id], c.valid_from, *map(str, _said(c))) for c in claims
        ),
        "facts": sorted(
            (keys[f.company_id], f.valid_from, str(f.valid_to), batch_of[f.claim_id], f.source,
             *map(str, _said(f)))
            for f in facts
        ),
        "overviews": sorted((keys[o.id], o.size_class, str(o.wz_code)) for o in overviews),
    }  # fmt: skip


def _said(row: Any) -> tuple[Any, ...]:
    return row.size_band, row.employees, row.wz_code, row.wz_edition, row.wz_section
