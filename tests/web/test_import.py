"""A file of the register comes in by the page: tried, imported for real, once."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from crm.db import CrmSession
from crm.models import Company, ImportBatch
from crm.web import jobs
from crm.web.housekeeping import keep_house
from crm.web.jobs import how_far, run
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
    while _state(who, address)["status"] in ("waiting", "running"):
        assert time.monotonic() < end
        time.sleep(0.05)
    return address


def _state(who: Browser, address: str) -> dict[str, object]:
    key = address.rsplit("/", 1)[1]
    answer: dict[str, object] = who.get(f"/jobs/{key}/state").json
    return answer


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
    died = threading.Event()
    monkeypatch.setattr(run._Run, "to_its_end", lambda _self: died.set())
    address = send(lena, MANGLED).location
    assert died.wait(PATIENCE)
    monkeypatch.undo()
    folder = Path(app.config["HOME"]) / "jobs"
    for path in folder.glob(f"{address.rsplit('/', 1)[1]}.*"):
        os.utime(path, (time.time() - 60,) * 2)
    return address


def test_an_import_whose_server_was_killed_is_taken_up_again(
    app: Flask, db: CrmSession, lena: Browser, killed: str
) -> None:
    assert _state(lena, killed)["status"] == "running"
    keep_house(app)
    watched(lena, killed)
    assert lena.get(killed).status_code == 302
    db.rollback()
    (stored,) = db.scalars(select(ImportBatch)).all()
    assert (stored.file_name, stored.created) == (MANGLED.name, 17)
    assert uploads(app) == []


def test_an_import_whose_file_is_gone_says_so(app: Flask, lena: Browser, killed: str) -> None:
    for path in uploads(app):
        path.unlink()
    keep_house(app)
    watched(lena, killed)
    assert "Die Datei ist nicht mehr gespeichert" in lena.get(killed).text


def test_a_page_says_that_nothing_has_moved(
    lena: Browser, killed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(how_far, "STILL_AFTER", -1)
    assert _state(lena, killed)["still"] == 0
    assert "Seit 0 Sekunden" in lena.get(killed).text


def test_an_import_is_paused_goes_on_and_is_cancelled(
    db: CrmSession, lena: Browser, killed: str, app: Flask
) -> None:
    key = killed.rsplit("/", 1)[1]
    for how in ("pause", "cancel"):
        assert f"/jobs/{key}/{how}" in lena.get(killed).text
    answer = lena.post(f"/jobs/{key}/pause", page=killed, next=killed)
    assert answer.location.endswith(killed)
    keep_house(app)
    watched(lena, killed)
    assert "Angehalten" in lena.get(killed).text
    lena.post(f"/jobs/{key}/go-on", page=killed, next=killed)
    watched(lena, killed)
    db.rollback()
    assert db.scalars(select(ImportBatch.created)).all() == [17]


def test_a_cancelled_import_can_be_begun_again(
    db: CrmSession, lena: Browser, killed: str, app: Flask
) -> None:
    key = killed.rsplit("/", 1)[1]
    lena.post(f"/jobs/{key}/cancel", page=killed, next=killed)
    keep_house(app)
    watched(lena, killed)
    page = lena.get(killed).text
    assert "abgebrochen" in page
    db.rollback()
    assert db.scalars(select(ImportBatch)).all() == []
    again = lena.post(killed + "/again", page=killed).location
    watched(lena, again)
    assert again != killed
    assert lena.get(again).status_code == 302


def test_nobody_tells_the_jobs_of_others(lena: Browser, killed: str, browser) -> None:
    key = killed.rsplit("/", 1)[1]
    vera = browser("vera")
    assert vera.get(f"/jobs/{key}/state").status_code == 404
    assert vera.post(f"/jobs/{key}/cancel", page=NEW).status_code == 404


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


def test_the_import_remembers_how_its_file_was_read(
    lena: Browser, give: Give, tmp_path: Path
) -> None:
    path = tmp_path / "firms.csv"
    path.write_bytes(MANGLED.read_text("utf-8-sig").encode("cp1252"))
    batch = lena.get(give(path)).location
    assert "Die Datei ist nicht UTF-8; sie wurde als cp1252 gelesen." in lena.get(batch).text


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


def test_what_was_only_tried_is_cleared_away_without_another_upload(
    app: Flask, lena: Browser, give: Give
) -> None:
    give(MANGLED, dry_run="y")
    (kept,) = uploads(app)
    for path in kept.parent.parent.glob("*"):
        os.utime(path, (0, 0))
    keep_house(app)
    assert list(kept.parent.parent.iterdir()) == []
