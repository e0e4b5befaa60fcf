"""A month's births, deaths and moves, and the same told from the raw rows by a plain method."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import EndReason, RowOutcome, SiteKind
from crm.models import Company, ImportBatch, Person, Site, SourceRecord, Venture
from crm.register.undo import undo
from crm.services.merge_companies import merge
from crm.services.move_site import add_site
from crm.services.movements import last_day, movement_counts, movement_rows, movements, size_of
from crm.services.refresh_overview import refresh_overview
from tests.register.conftest import APRIL, DELETED, JUNE, MAY, Take, Write

MOVED = {"postcode": "10117", "Bezirk": "Mitte", "Planungsraum": "Wilhelmstraße"}
OTHER, THIRD = {"opendata_id": "2"}, {"opendata_id": "3"}
InMonth = Callable[[date], list[tuple[Any, ...]]]


@pytest.fixture
def in_month(session: Session) -> InMonth:
    def in_month(day: date) -> list[tuple[Any, ...]]:
        refresh_overview(session)
        rows = session.execute(_rows(day)).all()
        return sorted((row.kind, row.day, row.company_id, row.source) for row in rows)

    return in_month


def _rows(day: date) -> Any:
    first = day.replace(day=1)
    return movement_rows(movements(first, last_day(first)), last_day(first))


def _ids(session: Session) -> list[int]:
    return list(session.scalars(select(Company.id).order_by(Company.id)))


def test_a_register_says_who_came_moved_and_went(
    session: Session, take: Take, write: Write, in_month: InMonth
) -> None:
    take(write({}, OTHER))
    take(write(MOVED), MAY)
    take(write(OTHER), MAY, gone=True)
    one, two = _ids(session)
    assert in_month(APRIL) == [
        ("begun", APRIL, one, "ihk-berlin"),
        ("begun", APRIL, two, "ihk-berlin"),
    ]
    assert in_month(MAY) == [
        ("ended", MAY, two, "ihk-berlin"),
        ("moved", MAY, one, "ihk-berlin"),
    ]
    assert in_month(JUNE) == []
    moved = next(row for row in session.execute(_rows(MAY)) if row.kind == "moved")
    assert (moved.district_from, moved.district_to) == ("Marzahn-Hellersdorf", "Mitte")
    assert moved.moved_from.postcode == "12683"
    assert moved.moved_to.postcode == "10117"


def test_the_first_list_of_all_firms_brings_nobody_into_the_world(
    session: Session, take: Take, write: Write, in_month: InMonth
) -> None:
    take(write({}, OTHER), full=True)
    assert in_month(APRIL) == []
    take(write({}, OTHER, THIRD), MAY, full=True)
    assert [row[0] for row in in_month(MAY)] == ["begun"]


def test_what_people_entered(session: Session, in_month: InMonth) -> None:
    site = Site(kind=SiteKind.MAIN, street="Breiter Weg", house_number="1")
    firm = Company(name="Café", founded_on=date(2023, 4, 12), sites=[site])
    session.add(firm)
    session.flush()
    to = Site(company_id=firm.id, kind=SiteKind.MAIN, street="Hegelstraße", valid_from=MAY)
    add_site(session, to)
    firm.ended_on, firm.end_reason = JUNE, EndReason.INSOLVENCY
    session.flush()
    assert in_month(APRIL) == [("begun", date(2023, 4, 12), firm.id, "people")]
    assert in_month(MAY) == [("moved", MAY, firm.id, "people")]
    assert in_month(JUNE) == [("ended", JUNE, firm.id, "people")]
    ended = session.execute(_rows(JUNE)).one()
    assert (ended.reason, ended.moved_from.street) == (EndReason.INSOLVENCY, "Hegelstraße")


def test_a_founder_who_was_advised_here(session: Session) -> None:
    firm = Company(name="Café", founded_on=APRIL)
    venture = Venture(person=Person(last_name="Kern"), company=firm, became_on=APRIL)
    session.add_all([firm, venture])
    session.flush()
    refresh_overview(session)
    assert session.execute(_rows(APRIL)).one().venture_id == venture.id


def test_merged_entries_are_no_movement(session: Session, in_month: InMonth) -> None:
    firms = [Company(name=f"Café {n}", founded_on=APRIL) for n in range(2)]
    session.add_all(firms)
    session.flush()
    merge(session, firms[1], firms[0], MAY, [])
    assert [row[:3] for row in in_month(APRIL)] == [("begun", APRIL, firms[0].id)]
    assert in_month(MAY) == []


def test_an_import_taken_back_moved_nobody(
    session: Session, take: Take, write: Write, in_month: InMonth
) -> None:
    take(write({}))
    take(write(MOVED), MAY)
    undo(session)
    session.commit()
    assert in_month(MAY) == []


def test_numbers_by_district_and_size_from_raw_rows(
    session: Session, take: Take, write: Write, in_month: InMonth
) -> None:
    take(write({}, OTHER, THIRD | {"employees_range": "10 - 19 Beschäftigte"}))
    take(DELETED, APRIL)
    take(write(MOVED, OTHER), MAY)
    in_month(APRIL)
    for day in (APRIL, MAY):
        counted: dict[tuple[Any, ...], int] = {}
        for row in movement_counts(session, _rows(day)):
            key = (row.kind, row.district_from, row.district_to, size_of(row).value)
            counted[key] = counted.get(key, 0) + row.firms
        assert counted == _plainly(session, day)
        assert counted


def _plainly(session: Session, day: date) -> dict[tuple[Any, ...], int]:
    """Firm by firm, without the query."""
    found: dict[tuple[Any, ...], int] = {}
    for company in session.scalars(select(Company)):
        facts = [fact for fact in company.facts if fact.valid_from <= last_day(day.replace(day=1))]
        size = facts[-1].size_band.size_class.value if facts else "unknown"
        for kind, left, to in _of(session, company, day):
            key = (kind, left, to, size)
            found[key] = found.get(key, 0) + 1
    return found


def _of(session: Session, company: Company, day: date) -> list[tuple[str, str | None, str | None]]:
    sites = sorted(company.sites, key=lambda site: site.id)
    district = [site.district.name if site.district else None for site in sites]
    created = session.scalars(
        select(ImportBatch.as_of)
        .join(SourceRecord, SourceRecord.batch_id == ImportBatch.id)
        .where(SourceRecord.company_id == company.id, SourceRecord.outcome == RowOutcome.CREATED)
    ).all()
    told: list[tuple[str, str | None, str | None]] = []
    if any(_same_month(each, day) for each in created):
        told.append(("begun", None, district[0]))
    if company.ended_on and _same_month(company.ended_on, day):
        told.append(("ended", district[-1], None))
    for number, (before, after) in enumerate(pairwise(sites)):
        follows = before.valid_to and after.valid_from == before.valid_to + timedelta(days=1)
        if follows and after.valid_from and _same_month(after.valid_from, day):
            told.append(("moved", district[number], district[number + 1]))
    return told


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
