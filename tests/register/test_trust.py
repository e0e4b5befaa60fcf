"""Whom one believes decides what a firm is; a change is counted before it is made."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import SizeBand
from crm.errors import DomainError
from crm.models import (
    Company,
    CompanyFact,
    CompanyOverview,
    FactClaim,
    ImportBatch,
    SourceTrust,
    TrustChange,
)
from crm.rules.trust import as_text
from crm.services.change_facts import change_facts
from crm.services.compare_facts import Difference
from crm.services.resolve_facts import resolve_facts
from crm.services.trust import change_trust, known_sources, order_of_trust
from tests.register.conftest import APRIL, JUNE, MAY, Take, Write

KNOWN = ["people", "ihk-berlin", "hwk"]
ALIKE = "people=ihk-berlin=hwk"
IHK_FIRST = (("people", "ihk-berlin"), ("hwk",))


def _change(session: Session, wanted: Any, before: str = ALIKE) -> list[Difference]:
    return change_trust(session, KNOWN, before, wanted, lambda _done, _total: None)


@pytest.fixture
def bakery(session: Session, take: Take, write: Write) -> Company:
    """IHK says 4 to 6 in April, HWK 10 to 19 in May."""
    take(write({}, {"opendata_id": "2"}))
    bakery = session.scalars(select(Company).order_by(Company.id)).first()
    assert bakery
    batch = ImportBatch(source="hwk", file_name="x.csv", sha256="", as_of=MAY, status="done")
    session.add(batch)
    session.flush()
    claim = FactClaim(
        company_id=bakery.id, batch_id=batch.id, source="hwk", said_by="HWK", valid_from=MAY,
        size_band=SizeBand.FROM_10,
    )  # fmt: skip
    session.add(claim)
    resolve_facts(session, [bakery.id])
    return bakery


def _sizes(session: Session, bakery: Company) -> list[tuple[date, SizeBand]]:
    session.expire_all()
    return [(fact.valid_from, fact.size_band) for fact in bakery.facts]


def test_the_firms_follow_and_are_named(session: Session, bakery: Company) -> None:
    assert _sizes(session, bakery)[-1] == (MAY, SizeBand.FROM_10)
    assert _change(session, IHK_FIRST) == [Difference(bakery.id, "size", MAY, "10-19", "4-6")]
    assert _sizes(session, bakery) == [(APRIL, SizeBand.FROM_4)]
    overview = session.get_one(CompanyOverview, bakery.id, populate_existing=True)
    assert overview.size_class == "micro"


def test_it_is_written_down_who_changed_what(session: Session, bakery: Company) -> None:
    _change(session, IHK_FIRST)
    written = session.scalars(select(TrustChange)).one()
    assert (written.before, written.after, written.firms) == (ALIKE, "people=ihk-berlin>hwk", 1)
    ranks = {row.source: row.rank for row in session.scalars(select(SourceTrust))}
    assert ranks == {"people": 1, "ihk-berlin": 1, "hwk": 2}
    assert as_text(order_of_trust(session, KNOWN)) == written.after


def test_and_back_again(session: Session, bakery: Company) -> None:
    before = _sizes(session, bakery)
    _change(session, IHK_FIRST)
    back = _change(session, (("people", "ihk-berlin", "hwk"),), "people=ihk-berlin>hwk")
    assert [(each.before, each.after) for each in back] == [("4-6", "10-19")]
    assert _sizes(session, bakery) == before


def test_whoever_arranged_an_older_order_is_told(session: Session, bakery: Company) -> None:
    _change(session, IHK_FIRST)
    with pytest.raises(DomainError, match="meanwhile"):
        _change(session, IHK_FIRST)


def test_people_overrule_and_are_overruled_by_their_place(
    session: Session, bakery: Company
) -> None:
    values = {"size_band": SizeBand.FROM_20, "source": "Besuch"}
    change_facts(session, bakery.id, values, date(2023, 5, 10))
    later = ImportBatch(source="hwk", file_name="y.csv", sha256="", as_of=JUNE, status="done")
    session.add(later)
    session.flush()
    session.add(FactClaim(
        company_id=bakery.id, batch_id=later.id, source="hwk", said_by="HWK", valid_from=JUNE,
        size_band=SizeBand.FROM_7,
    ))  # fmt: skip
    resolve_facts(session, [bakery.id])
    assert _sizes(session, bakery)[-1] == (JUNE, SizeBand.FROM_7)
    _change(session, (("people",), ("ihk-berlin", "hwk")))
    assert _sizes(session, bakery)[-1] == (date(2023, 5, 10), SizeBand.FROM_20)


def test_sources_are_people_what_can_be_read_and_what_came(
    session: Session, bakery: Company
) -> None:
    assert known_sources(session, ["ihk-berlin"]) == KNOWN
    assert session.scalars(select(CompanyFact)).all()
