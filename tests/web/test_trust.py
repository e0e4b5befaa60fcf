"""The order of trust on its page: arranged, tried, done, written down; administrators' alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from crm.db import CrmSession
from crm.enums import SizeBand
from crm.models import CompanyFact, FactClaim, ImportBatch, SourceTrust, TrustChange
from crm.services.resolve_facts import resolve_facts
from tests.web.cast import Cast
from tests.web.conftest import Browser
from tests.web.test_import import watched

TRUST = "/administration/trust/"
REGISTERS = "ihk-berlin=trade-notices"
ALIKE, PEOPLE_FIRST = f"people={REGISTERS}", f"people>{REGISTERS}"


@pytest.fixture
def vera(browser, cast: Cast) -> Browser:
    return browser("vera")


@pytest.fixture
def claimed(db: CrmSession, cast: Cast) -> Cast:
    """The chamber says something else of the bakery than people entered."""
    day = date(2026, 5, 1)
    batch = ImportBatch(
        source="ihk-berlin", file_name="mai.csv", sha256="", as_of=day, status="done"
    )
    db.add(batch)
    db.flush()
    db.add(FactClaim(
        company_id=cast.bakery, batch_id=batch.id, source="ihk-berlin", said_by="IHK Berlin",
        valid_from=day, size_band=SizeBand.FROM_100,
    ))  # fmt: skip
    resolve_facts(db, [cast.bakery])
    db.commit()
    return cast


def _sizes(db: CrmSession, company_id: int) -> list[SizeBand]:
    db.rollback()
    facts = select(CompanyFact.size_band).where(CompanyFact.company_id == company_id)
    return list(db.scalars(facts.order_by(CompanyFact.valid_from)))


def _done(vera: Browser, how: str) -> str:
    answer = vera.post(f"{TRUST}{how}", before=ALIKE, after=PEOPLE_FIRST)
    assert answer.status_code == 302, answer.text
    return vera.get(watched(vera, answer.location)).text


def test_a_step_is_an_address_and_changes_nothing(db: CrmSession, vera: Browser) -> None:
    page = vera.get(TRUST).text
    assert "noch nicht gespeichert" not in page
    step = re.search(r'href="([^"#]*order=[^"#]*)#source-people" aria-label="Nach oben', page)
    assert step
    moved = vera.get(step[1].replace("&amp;", "&")).text
    assert "noch nicht gespeichert" in moved
    assert f'name="after" value="{PEOPLE_FIRST.replace(">", "&gt;")}"' in moved
    assert not db.scalars(select(SourceTrust)).all()


def test_first_it_is_counted_then_done(db: CrmSession, vera: Browser, claimed: Cast) -> None:
    assert _sizes(db, claimed.bakery)[-1] is SizeBand.FROM_100
    page = _done(vera, "try")
    assert "Größe oder Wirtschaftszweig von 1 Unternehmen. Wirklich?" in page
    assert "Bäckerei Lüdecke" in page
    assert _sizes(db, claimed.bakery)[-1] is SizeBand.FROM_100
    listed = re.search(r'href="([^"]+/firms.csv)"', page)
    assert listed
    with vera.get(listed[1]) as file:
        assert "Bäckerei Lüdecke" in file.data.decode("utf-8-sig")
    assert "Die Rangfolge gilt" in _done(vera, "earnest")
    assert _sizes(db, claimed.bakery)[-1] is not SizeBand.FROM_100
    written = db.scalars(select(TrustChange)).one()
    assert written.created_by
    assert written.created_by.username == "vera"
    assert "Vera Fink" in vera.get(TRUST).text


def test_who_comes_second_is_told(db: CrmSession, vera: Browser, claimed: Cast) -> None:
    _done(vera, "earnest")
    assert "Inzwischen hat jemand die Rangfolge geändert" in _done(vera, "earnest")
    assert len(db.scalars(select(TrustChange)).all()) == 1


def test_nonsense_is_refused(vera: Browser) -> None:
    assert vera.get(f"{TRUST}?order=people").status_code == 400
    answer = vera.post(f"{TRUST}try", before=ALIKE, after="nobody")
    assert answer.location.endswith(TRUST)


def test_only_administrators_arrange_it(browser, cast: Cast) -> None:
    for name in ("lena", "anna", "ruth", "carla"):
        assert browser(name).get(TRUST).status_code in (302, 403)
