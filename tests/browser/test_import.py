"""A register file by hand: the day is proposed while one chooses, a trial becomes more."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.watch import assert_no_horizontal_scroll, axe
from tests.register.conftest import MANGLED

BATCH = re.compile(r"/register/\d+$")


def test_from_the_file_to_the_history(page, cast, tmp_path: Path) -> None:
    lena = page("lena")
    lena.goto("/register/new")
    lena.locator("#file").set_input_files(MANGLED)
    lena.locator("#as_of-hint", has_text="31.03.2023").wait_for()
    assert lena.locator("#as_of").input_value() == "2023-03-31"
    other = tmp_path / "2023-05-added.csv"
    shutil.copy(MANGLED, other)
    lena.locator("#file").set_input_files(other)
    lena.locator("#as_of-hint", has_text="31.05.2023").wait_for()
    lena.locator("#as_of").fill("2023-05-30")
    lena.locator("#file").set_input_files(MANGLED)
    assert lena.locator("#dry_run").is_checked()
    lena.get_by_role("button", name="Datei einlesen").click()
    lena.get_by_role("button", name="Jetzt wirklich einlesen").click()
    lena.wait_for_url(BATCH)
    assert "gültig ab 30.05.2023" in lena.locator("main").inner_text()
    expect(lena.locator(".table tbody tr")).to_have_count(13)


def test_an_import_is_taken_back(page, cast) -> None:
    """Tried first; both pages fit a phone and keep nobody out."""
    lena = page("lena", reduced_motion="reduce")
    lena.goto("/register/new")
    lena.locator("#file").set_input_files(MANGLED)
    lena.locator("#dry_run").uncheck()
    lena.get_by_role("button", name="Datei einlesen").click()
    lena.wait_for_url(BATCH)
    lena.get_by_role("button", name="Zurücknehmen …").click()
    lena.get_by_text("Das war ein Probelauf").wait_for()
    assert axe(lena) == []
    assert_no_horizontal_scroll(lena)
    lena.get_by_role("button", name="Wirklich zurücknehmen").click()
    lena.get_by_text("Der Import ist zurückgenommen").wait_for()
    assert axe(lena) == []
    lena.get_by_role("link", name="Zurück zum Import").click()
    expect(lena.locator("main")).to_contain_text("zurückgenommen. Unten steht")
    expect(lena.get_by_role("button", name="Zurücknehmen …")).to_have_count(0)


def test_without_scripts_the_day_is_proposed_too(page, cast) -> None:
    lena = page("lena", java_script_enabled=False)
    lena.goto("/register/new")
    lena.locator("#file").set_input_files(MANGLED)
    lena.get_by_role("button", name="Datei einlesen").click()
    assert lena.locator("#as_of").input_value() == "2023-03-31"
    assert "31.03.2023" in lena.locator("#as_of-hint").inner_text()
    lena.locator("#dry_run").uncheck()
    lena.get_by_role("button", name="Datei einlesen").click()
    lena.wait_for_url(BATCH)


@pytest.mark.parametrize("scripts", [True, False])
def test_another_file_brings_its_own_day(page, cast, tmp_path: Path, scripts: bool) -> None:
    """Also when the first one's was proposed by the server, and came back on the page."""
    lena = page("lena", java_script_enabled=scripts)
    lena.goto("/register/new")
    lena.locator("#file").set_input_files(MANGLED)
    if scripts:
        lena.locator("#as_of-hint", has_text="31.03.2023").wait_for()
    lena.locator("#as_of").fill("")
    lena.locator("#dry_run").uncheck()
    lena.get_by_role("button", name="Datei einlesen").click()
    assert lena.locator("#as_of").input_value() == "2023-03-31"
    lena.locator("#file").set_input_files(shutil.copy(MANGLED, tmp_path / "2023-05-added.csv"))
    if scripts:
        lena.locator("#as_of-hint", has_text="31.05.2023").wait_for()
    lena.get_by_role("button", name="Datei einlesen").click()
    if not scripts:
        assert lena.locator("#as_of").input_value() == "2023-05-31"
        lena.get_by_role("button", name="Datei einlesen").click()
    lena.wait_for_url(BATCH)
    assert "gültig ab 31.05.2023" in lena.locator("main").inner_text()


def test_a_file_chosen_before_the_scripts_are_there_brings_its_day(page, cast) -> None:
    lena = page("lena")
    arrived: list[object] = []
    lena.route("**/js/import.js*", lambda route: arrived.append(route))
    lena.goto("/register/new", wait_until="commit")
    lena.locator("#file").set_input_files(MANGLED)
    lena.wait_for_function("() => document.querySelector('#file').files.length === 1")
    while not arrived:
        lena.wait_for_timeout(20)
    arrived[0].continue_()  # type: ignore[attr-defined]
    lena.locator("#as_of-hint", has_text="31.03.2023").wait_for()


def test_a_table_is_explained(page, cast, tmp_path) -> None:
    """Its columns are proposed; the page fits a phone and keeps nobody out."""
    table = tmp_path / "hwk-2026-05.csv"
    table.write_text("Betriebsnr.;Firma;Straße;PLZ\n1;Elbbau GmbH;Breiter Weg 12;39104\n")
    lena = page("lena")
    lena.goto("/register/new")
    lena.locator("#source").select_option("new-table")
    lena.locator("#file").set_input_files(table)
    lena.get_by_role("button", name="Datei einlesen").click()
    expect(lena.get_by_label("Straße", exact=True)).to_have_value("address")
    lena.get_by_text("Die ersten Zeilen, wie sie gelesen wurden").click()
    assert axe(lena) == []
    assert_no_horizontal_scroll(lena)
    lena.locator("#name").fill("Handwerkskammer")
    lena.get_by_role("button", name="Merken und weiter").click()
    expect(lena.locator("#source")).to_contain_text("Handwerkskammer")
    expect(lena.locator("#as_of")).to_have_value("2026-05-31")
    lena.locator("#dry_run").uncheck()
    lena.get_by_role("button", name="Datei einlesen").click()
    lena.wait_for_url(BATCH)
    expect(lena.locator("main")).to_contain_text("Handwerkskammer")
    assert axe(lena) == []


def test_a_list_of_contacts(page, cast, tmp_path) -> None:
    """What its rows are is proposed and can be said otherwise; no day is asked for."""
    table = tmp_path / "besuche-2026-03.csv"
    table.write_text(
        "Datum;Firma;Beraterin;Notiz\n05.03.2026;Bäckerei Lüdecke;Beier, Anna;Ofen\n"
        "06.03.2026;Zirkus Roncalli;Anna Beier;\n"
    )
    lena = page("lena", reduced_motion="reduce")
    lena.goto("/register/new")
    lena.locator("#source").select_option("new-table")
    lena.locator("#file").set_input_files(table)
    lena.get_by_role("button", name="Datei einlesen").click()
    lena.get_by_role("link", name="Unternehmen", exact=True).last.click()
    expect(lena.locator("main")).to_contain_text("Eine Zeile ist ein Unternehmen.")
    lena.get_by_role("link", name="Kontakte zu Unternehmen").click()
    expect(lena.get_by_label("Beraterin", exact=True)).to_have_value("advisor")
    assert axe(lena) == []
    assert_no_horizontal_scroll(lena)
    lena.locator("#name").fill("Annas Liste")
    lena.get_by_role("button", name="Merken und weiter").click()
    expect(lena.locator("#source")).to_contain_text("Annas Liste")
    expect(lena.locator("#as_of")).to_be_hidden()
    lena.get_by_role("button", name="Datei einlesen").click()
    lena.get_by_role("button", name="Jetzt wirklich einlesen").click()
    lena.wait_for_url(BATCH)
    expect(lena.locator("main")).to_contain_text("Annas Liste, Kontakte ab 05.03.2026")
    expect(lena.locator(".table tbody tr")).to_have_count(1)
    assert axe(lena) == []
    lena.get_by_role("button", name="Zurücknehmen …").click()
    expect(lena.locator("main")).to_contain_text("Entfernte Kontakte")
    assert axe(lena) == []
