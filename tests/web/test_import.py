"""A file of the register comes in by the page: tried, imported for real, once."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from crm.db import CrmSession
from crm.models import Company, ImportBatch
from crm.web import imports, jobs
from crm.web.housekeeping import keep_house
from tests.register.conftest import DELETED, MANGLED, SAMPLES
from tests.web.cast import Cast
from tests.web.conftest import Browser

NEW = "/register/new"
PATIENCE = 60
Give = Callable[..., str]


@pytest.fixture
def lena(browser, cast: Cast) -> Browser:
    """Leads a team, so she may import."""
    return browser("lena")


@pytest.fixture
def give(lena: Browser) -> Give:
    """give(path, dry_run="y"): the address at which the job can be watched, once it has ended."""

    def give(path: Path, name: str = "", **fields: str) -> str:
        answer = send(lena, path, name, **fields)
        assert answer.status_code == 302, answer.text
        return watched(lena, answer.location)

    return give


def send(who: Browser, path: Path, name: str = "", **fields: object) -> TestResponse:
    given = {"source": "ihk-berlin", "as_of": "2023-04-30", **fields}
    given["file"] = (BytesIO(path.read_bytes()), name or path.name)
    return who.post(NEW, **given)


def watched(who: Browser, address: str) -> str:
    end = time.monotonic() + PATIENCE
    while who.get(address + "/state").json["status"] == "running":
        assert time.monotonic() < end
        time.sleep(0.05)
    return address


def uploads(app: Flask) -> list[Path]:
    folder = Path(app.config["HOME"]) / "uploads"
    return [path for path in folder.glob("*/*") if path.is_file()]


@pytest.fixture(autouse=True)
def nothing_left(app: Flask) -> None:
    for name in ("uploads", "jobs"):
        folder = Path(app.config["HOME"]) / name
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*"):
            os.utime(path, (0, 0))
        jobs.clear_away(folder)


def test_a_list_is_of_all_firms_or_of_those_gone(lena: Browser) -> None:
    answer = send(lena, DELETED, gone="y", full="y")
    assert answer.status_code == 200
    assert "alle Unternehmen oder die ausgeschiedenen, nicht beides" in answer.text


def test_a_list_of_all_firms_that_lacks_many_is_refused(
    lena: Browser, give: Give, tmp_path: Path
) -> None:
    """Only somebody who agrees can end so many."""
    give(DELETED)
    part = tmp_path / "2023-05-part.csv"
    lines = (SAMPLES / "2023-04-added.csv").read_bytes().split(b"\r")
    part.write_bytes(b"\r".join(lines[:50]))
    page = lena.get(give(part, full="y", as_of="2023-05-31")).text
    assert "978 von 978 erfassten Unternehmen fehlen in dieser Liste" in page


def test_a_trial_is_imported_for_real_with_one_button_and_only_once(
    app: Flask, db: CrmSession, lena: Browser, give: Give
) -> None:
    firms = select(func.count(Company.id))
    before = db.scalar(firms)
    address = give(MANGLED, dry_run="y")
    page = lena.get(address).text
    assert "Jetzt wirklich einlesen" in page
    assert [path.name for path in uploads(app)] == [MANGLED.name]
    real = {
        lena.post(address + "/earnest", page=address).location,
        lena.post(address + "/earnest", page=address).location,
    }
    assert len(real) == 1
    (watching,) = real
    batch = lena.get(watched(lena, watching)).location
    again = lena.post(address + "/earnest", page=address).location
    assert lena.get(again).location == batch
    db.rollback()
    assert db.scalar(firms) == (before or 0) + 17
    (stored,) = db.scalars(select(ImportBatch)).all()
    assert (stored.file_name, stored.as_of, stored.refused) == (MANGLED.name, date(2023, 4, 30), 13)
    assert uploads(app) == []
    assert lena.get(address).status_code == 200


def test_the_list_of_those_gone_stays_one_after_its_trial(
    db: CrmSession, lena: Browser, give: Give
) -> None:
    address = give(DELETED, dry_run="y", gone="y", as_of="2023-04-29")
    watched(lena, lena.post(address + "/earnest", page=address).location)
    db.rollback()
    (stored,) = db.scalars(select(ImportBatch)).all()
    assert (stored.is_gone_list, stored.as_of, stored.refused) == (True, date(2023, 4, 29), 978)


def test_a_form_that_is_sent_twice_imports_once(app: Flask, db: CrmSession, lena: Browser) -> None:
    key = re.search(r'name="client_key"[^>]*value="([^"]+)"', lena.get(NEW).text)
    assert key
    first = send(lena, MANGLED, client_key=key[1]).location
    second = send(lena, MANGLED, client_key=key[1]).location
    assert first == second
    watched(lena, first)
    db.rollback()
    assert db.scalar(select(func.count(ImportBatch.id))) == 1
    other = send(lena, MANGLED, client_key=key[1], as_of="2023-05-01").location
    assert other != first
    watched(lena, other)
    assert uploads(app) == []


def test_the_same_file_given_in_again_later_is_read_again(
    db: CrmSession, lena: Browser, give: Give
) -> None:
    for _time in range(2):
        give(MANGLED)
    db.rollback()
    batches = db.scalars(select(ImportBatch).order_by(ImportBatch.id)).all()
    assert [(batch.created, batch.unchanged) for batch in batches] == [(17, 0), (0, 17)]


def test_a_trial_says_how_many_rows_it_shows_and_gives_all_of_them(
    lena: Browser, give: Give
) -> None:
    address = give(DELETED, dry_run="y", gone="y")
    page = lena.get(address).text
    assert "100 von 978" in page
    assert page.count('<td class="is-number">') == 100
    with lena.get(address + "/refused.csv") as file:
        assert len(file.data.splitlines()) == 979


def test_the_day_is_proposed_from_the_files_name_and_may_be_another(
    lena: Browser, give: Give, db: CrmSession
) -> None:
    answer = send(lena, MANGLED, as_of="")
    assert answer.status_code == 200
    assert 'value="2023-03-31"' in answer.text
    assert "31.03.2023" in answer.text
    kept = re.search(r'name="upload"[^>]*value="(\w{32})"', answer.text)
    assert kept
    sent = lena.post(NEW, source="ihk-berlin", as_of="2023-03-30", upload=kept[1])
    watched(lena, sent.location)
    db.rollback()
    assert db.scalars(select(ImportBatch.as_of)).all() == [date(2023, 3, 30)]


def test_the_page_asks_for_the_proposal_while_one_chooses(lena: Browser) -> None:
    proposal = lena.get("/register/suggest-day?name=2023-04-added.csv").json
    assert proposal["day"] == "2023-04-30"
    assert "30.04.2023" in proposal["words"]
    assert lena.get("/register/suggest-day?name=x.csv").json["day"] == date.today().isoformat()


def test_what_is_wrong_with_the_rest_does_not_lose_the_file(app: Flask, lena: Browser) -> None:
    answer = send(lena, MANGLED, as_of="31.02.2023")
    assert answer.status_code == 200
    assert MANGLED.name in answer.text
    assert len(uploads(app)) == 1
    assert send(lena, MANGLED, as_of="2099-01-01").status_code == 200
    assert lena.post(NEW, source="ihk-berlin", as_of="2023-03-31").status_code == 200


def test_a_kept_file_is_its_owners_alone(lena: Browser, give: Give, browser) -> None:
    address = give(MANGLED, dry_run="y")
    key = re.search(r'name="upload"[^>]*value="(\w{32})"', send(lena, MANGLED, as_of="").text)
    vera = browser("vera")
    assert vera.get(address).status_code == 404
    assert vera.get(address + "/refused.csv").status_code == 404
    assert vera.post(address + "/earnest", page=NEW).status_code == 404
    assert key
    answer = vera.post(NEW, source="ihk-berlin", as_of="2023-03-31", upload=key[1])
    assert answer.status_code == 200


def test_a_file_that_is_no_register_is_refused_with_its_sentence(lena: Browser, give: Give) -> None:
    page = lena.get(give(SAMPLES / "README.md")).text
    assert "opendata_id" in page


@pytest.fixture
def killed(app: Flask, lena: Browser, monkeypatch: pytest.MonkeyPatch) -> str:
    """An import whose server was killed a minute ago."""
    monkeypatch.setattr(jobs, "_run", lambda *_: None)
    address = send(lena, MANGLED).location
    monkeypatch.undo()
    path = Path(app.config["HOME"]) / "jobs" / f"{address.rsplit('/', 1)[1]}.json"
    os.utime(path, (time.time() - 60,) * 2)
    return address


def test_an_import_whose_server_was_killed_stands_in_the_list_and_can_be_begun_again(
    app: Flask, db: CrmSession, lena: Browser, killed: str
) -> None:
    assert lena.get(killed + "/state").json["status"] == "lost"
    assert "unterbrochen" not in lena.get("/register/").text
    for _look in range(2):
        keep_house(app)
        assert "unterbrochen" in lena.get("/register/").text
    (stored,) = db.scalars(select(ImportBatch)).all()
    assert (stored.file_name, stored.read, stored.message) == (MANGLED.name, 0, imports.INTERRUPTED)
    assert killed + "/again" in lena.get(f"/register/{stored.id}").text
    again = lena.post(killed + "/again", page=killed).location
    assert again != killed
    watched(lena, again)
    assert lena.get(again).status_code == 302
    db.rollback()
    created = db.scalars(select(ImportBatch.created).order_by(ImportBatch.id)).all()
    assert created == [0, 17]
    assert uploads(app) == []


def test_the_progress_of_a_killed_import_says_what_to_do(lena: Browser, killed: str) -> None:
    page = lena.get(killed).text
    assert "Es wurde nichts übernommen" in page
    assert killed + "/again" in page


def test_a_page_says_that_nothing_has_moved(
    app: Flask, lena: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_run", lambda *_: None)
    monkeypatch.setattr(jobs, "STILL_AFTER", -1)
    address = send(lena, MANGLED).location
    assert lena.get(address + "/state").json["still"] == 0
    assert "Seit 0 Sekunden" in lena.get(address).text


def test_another_citys_register_and_new_districts_are_told(
    db: CrmSession, lena: Browser, give: Give
) -> None:
    assert "Magdeburg" in lena.get(NEW).text
    page = lena.get(give(DELETED, dry_run="y")).text
    assert "12 neue Stadtteile: " in page
    assert "Berlin 01 Mitte" in page, "Altstadt has the number 01 in Magdeburg"
    assert "Zahlen von Magdeburg" in page
    batch = lena.get(give(MANGLED)).location
    assert "neue Stadtteile:" in lena.get(batch).text


def test_a_form_sent_again_after_its_import_leads_to_it(lena: Browser) -> None:
    page = send(lena, MANGLED, as_of="").text  # the day is proposed, the file kept
    sent = {
        name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1]  # type: ignore[index]
        for name in ("upload", "client_key", "as_of")
    }
    first = lena.post(NEW, source="ihk-berlin", **sent).location
    watched(lena, first)
    assert lena.post(NEW, source="ihk-berlin", **sent).location == first


@pytest.mark.parametrize("name", ["..", ".", "/", "ä" * 200 + ".csv", "a/../../b.csv", "x\\y.csv"])
def test_any_name_of_a_file_is_taken(app: Flask, lena: Browser, give: Give, name: str) -> None:
    assert lena.get(give(MANGLED, name, dry_run="y")).status_code == 200
    (kept,) = uploads(app)
    assert kept.parent.parent.name == "uploads"
    assert kept.parent.parent.stat().st_mode & 0o077 == 0


def test_a_database_that_is_busy_leaves_the_note_to_the_next_look(
    app: Flask, db: CrmSession, lena: Browser, killed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> int:
        raise OperationalError("INSERT", {}, OSError("database is locked"))

    monkeypatch.setattr(imports, "_interrupted", busy)
    keep_house(app)
    assert "unterbrochen" not in lena.get("/register/").text
    monkeypatch.undo()
    keep_house(app)
    assert "unterbrochen" in lena.get("/register/").text


def test_what_was_only_tried_is_cleared_away_without_another_upload(
    app: Flask, lena: Browser, give: Give
) -> None:
    give(MANGLED, dry_run="y")
    (kept,) = uploads(app)
    for path in kept.parent.parent.glob("*"):
        os.utime(path, (0, 0))
    keep_house(app)
    assert list(kept.parent.parent.iterdir()) == []
