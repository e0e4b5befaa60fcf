"""Kept rows are read again on their page: tried, then done, in the history, and taken back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from crm.db import CrmSession
from crm.enums import SizeBand
from crm.models import CompanyFact, ImportBatch
from crm.register.sources import SOURCES, ihk_berlin
from tests.register.conftest import DELETED
from tests.web.cast import Cast
from tests.web.conftest import Browser
from tests.web.test_import import send, watched

REPLAY = "/register/replay/"


@pytest.fixture
def lena(browser, cast: Cast) -> Browser:
    return browser("lena")


@pytest.fixture
def misread(db: CrmSession, lena: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file came in while the register was read without sizes; since then that was put right."""

    def firm(cells, as_of):
        said = ihk_berlin.firm(cells, as_of)
        return said._replace(fact=said.fact._replace(size_band=SizeBand.UNKNOWN))

    with monkeypatch.context() as then:
        then.setitem(SOURCES, "ihk-berlin", replace(ihk_berlin.SOURCE, firm=firm))
        watched(lena, send(lena, DELETED).location)


def _known(db: CrmSession) -> int:
    db.rollback()
    known = CompanyFact.size_band != SizeBand.UNKNOWN
    register = CompanyFact.source == "IHK Berlin"
    return db.scalar(select(func.count()).select_from(CompanyFact).where(known, register)) or 0


def _done(lena: Browser, how: str) -> str:
    answer = lena.post(f"{REPLAY}ihk-berlin/{how}")
    assert answer.status_code == 302, answer.text
    return lena.get(watched(lena, answer.location)).text


def test_tried_done_and_taken_back(db: CrmSession, lena: Browser, misread: None) -> None:
    assert "Mit IHK Berlin versuchen" in lena.get(REPLAY).text
    page = _done(lena, "try")
    assert "Das war ein Probelauf" in page
    assert _known(db) == 0
    listed = re.search(r'href="([^"]+/firms.csv)"', page)
    assert listed
    with lena.get(listed[1]) as file:
        assert len(file.data.decode("utf-8-sig").splitlines()) > 100
    assert "sind neu gelesen" in _done(lena, "earnest")
    assert _known(db) > 100
    batch = db.scalars(select(ImportBatch).where(ImportBatch.is_replay)).one()
    assert "Zeilen neu gelesen" in lena.get("/register/").text
    assert "neu gelesen, weil" in lena.get(f"/register/{batch.id}").text
    back = lena.post(f"/register/{batch.id}/undo/earnest").location
    assert "ist zurückgenommen" in lena.get(watched(lena, back)).text
    assert _known(db) == 0


def test_the_button_pressed_twice_reads_once(db: CrmSession, lena: Browser, misread: None) -> None:
    trial = lena.post(f"{REPLAY}ihk-berlin/try").location
    watched(lena, trial)
    pressed = {
        watched(
            lena, lena.post(f"{REPLAY}ihk-berlin/earnest", trial=trial.rsplit("/", 1)[1]).location
        )
        for _time in range(2)
    }
    assert len(pressed) == 1
    db.rollback()
    assert db.scalar(select(func.count(ImportBatch.id)).where(ImportBatch.is_replay)) == 1


def test_where_nothing_was_put_right_there_is_nothing_to_do(db: CrmSession, lena: Browser) -> None:
    watched(lena, send(lena, DELETED).location)
    page = _done(lena, "try")
    assert "Es ist nichts zu tun" in page
    assert "wirklich neu lesen" not in page


def test_others_neither_begin_nor_watch(browser, lena: Browser) -> None:
    address = lena.post(f"{REPLAY}ihk-berlin/try").location
    watched(lena, address)
    assert browser("vera").get(address).status_code == 404
    assert browser("anna").post(f"{REPLAY}ihk-berlin/try").status_code in (302, 403)
    assert lena.post(f"{REPLAY}nobody/try").status_code == 404
