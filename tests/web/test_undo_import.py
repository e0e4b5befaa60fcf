"""An import is taken back on its page: tried, then for real, with what stays named."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from crm.db import CrmSession
from crm.models import Company, ImportBatch, SourceRecord
from tests.register.conftest import MANGLED
from tests.web.cast import Cast
from tests.web.conftest import Browser
from tests.web.test_import import send, watched


@pytest.fixture
def lena(browser, cast: Cast) -> Browser:
    return browser("lena")


@pytest.fixture
def batch(db: CrmSession, lena: Browser) -> ImportBatch:
    watched(lena, send(lena, MANGLED).location)
    return db.scalars(select(ImportBatch)).one()


def _undo(lena: Browser, batch: ImportBatch, how: str) -> str:
    answer = lena.post(f"/register/{batch.id}/undo/{how}")
    assert answer.status_code == 302, answer.text
    return lena.get(watched(lena, answer.location)).text


def _firms(db: CrmSession) -> int:
    db.commit()  # so that this session sees what the job has done
    return db.scalar(select(func.count(Company.id))) or 0


def test_first_it_is_tried_then_done(db: CrmSession, lena: Browser, batch: ImportBatch) -> None:
    firms = _firms(db)
    page = _undo(lena, batch, "try")
    assert "Das war ein Probelauf" in page
    assert _firms(db) == firms
    assert "ist zurückgenommen" in _undo(lena, batch, "earnest")
    assert _firms(db) == firms - batch.created
    shown = lena.get(f"/register/{batch.id}").text
    assert "wurde am" in shown
    assert "Zurücknehmen" not in shown
    assert "zurückgenommen" in lena.get("/register/").text


def test_a_firm_that_somebody_named_stays_and_is_named(
    db: CrmSession, lena: Browser, batch: ImportBatch
) -> None:
    record = db.scalars(select(SourceRecord).where(SourceRecord.company_id.is_not(None))).first()
    company = db.get_one(Company, record.company_id)
    company.name = "Tonstudio Elbklang"
    db.commit()
    page = _undo(lena, batch, "earnest")
    assert "Tonstudio Elbklang" in page
    assert "Änderungen von Hand" in page
    assert db.get(Company, company.id, populate_existing=True)


def test_twice_at_once_is_one_job(lena: Browser, batch: ImportBatch) -> None:
    addresses = {lena.post(f"/register/{batch.id}/undo/earnest").location for _time in range(2)}
    assert len(addresses) == 1
    watched(lena, addresses.pop())


def test_what_was_taken_back_is_not_tried_again(lena: Browser, batch: ImportBatch) -> None:
    _undo(lena, batch, "earnest")
    assert "schon zurückgenommen" in _undo(lena, batch, "try")


def test_nobody_watches_the_undoing_of_others(
    browser, cast: Cast, lena: Browser, batch: ImportBatch
) -> None:
    address = lena.post(f"/register/{batch.id}/undo/try").location
    watched(lena, address)
    assert browser("vera").get(address).status_code == 404
    assert browser("anna").post(f"/register/{batch.id}/undo/try").status_code in (302, 403)
