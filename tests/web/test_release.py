"""A report is released on a page, known again by its file, and held against today's data."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import Interaction, Participation, ReportSnapshot
from tests.web.cast import Cast
from tests.web.test_import import watched

DAYS = "from=2026-01-01&to=2026-06-30"
BEGIN = f"/reports/releasing/coverage?{DAYS}"
LIST = "/reports/releases/"


def released(browser, name: str) -> tuple[Any, str]:
    reader = browser(name)
    begun = reader.post(BEGIN)
    assert begun.status_code == 302
    done = watched(reader, begun.location)
    answer = reader.get(done)
    return reader, answer.location if answer.status_code == 302 else done


@pytest.mark.parametrize("name", ["ruth", "lena"])
def test_a_report_is_released_and_its_file_known_again(browser, cast: Cast, name: str) -> None:
    reader, address = released(browser, name)
    page = reader.get(address).text
    assert re.search(r"<dt>Fingerabdruck \(SHA-256\)</dt><dd><code[^>]*>[0-9a-f]{64}", page)
    assert "Kontakte zu Unternehmen" in page
    with reader.get(f"{address}/workbook.xlsx") as file:
        content = file.data
    checked = reader.post("/reports/releases/check", page=LIST, file=(BytesIO(content), "a.xlsx"))
    assert checked.status_code == 200
    assert "nichts darin wurde geändert" in checked.text


def test_what_somebody_changed_in_it_is_shown(browser, cast: Cast) -> None:
    reader, address = released(browser, "lena")
    with reader.get(f"{address}/workbook.xlsx") as file:
        book = load_workbook(BytesIO(file.data))
    book.worksheets[3]["B3"] = "4711"
    changed = BytesIO()
    book.save(changed)
    changed.seek(0)
    checked = reader.post("/reports/releases/check", page=LIST, file=(changed, "b.xlsx"))
    assert "Angaben darin wurden geändert" in checked.text
    assert "4711" in checked.text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"Guten Tag"])
def test_any_other_file_is_refused_with_a_sentence(browser, cast: Cast, content: bytes) -> None:
    lena = browser("lena")
    answer = lena.post("/reports/releases/check", page=LIST, file=(BytesIO(content), "x.xlsx"))
    assert answer.status_code == 400
    assert "Das ist kein hier freigegebener Bericht" in answer.text
    answer = lena.post("/reports/releases/check", page=LIST)
    assert answer.status_code == 400
    assert "Bitte eine Datei wählen." in answer.text


def test_a_later_entry_is_the_cause_of_what_is_other(browser, cast: Cast, db) -> None:
    reader, _address = released(browser, "lena")
    db.add(
        Interaction(
            kind=InteractionKind.VISIT, status=InteractionStatus.HELD, title="Besuch",
            happened_on=date(2026, 2, 3),
            participations=[
                Participation(company_id=cast.bakery, status=ParticipationStatus.ATTENDED)
            ],
        )
    )  # fmt: skip
    db.commit()
    number = db.scalar(select(ReportSnapshot.id).order_by(ReportSnapshot.id.desc()))
    begun = reader.post(f"/reports/releasing/{number}/compare")
    page = reader.get(watched(reader, begun.location)).text
    assert "Aus den aufbewahrten Zeilen neu gezählt, ist jede Zahl dieselbe." in page
    assert "Später eingetragen" in page
    assert "Lüdecke" in page
    assert re.search(rf'href="[^"]*/{cast.bakery}"', page)


def test_council_reporting_reads_no_firm(browser, cast: Cast, db) -> None:
    """It sees the figures and the causes, as it sees no firm anywhere."""
    test_a_later_entry_is_the_cause_of_what_is_other(browser, cast, db)
    ruth = browser("ruth")
    number = db.scalar(select(ReportSnapshot.id).order_by(ReportSnapshot.id.desc()))
    page = ruth.get(watched(ruth, ruth.post(f"/reports/releasing/{number}/compare").location)).text
    assert "Später eingetragen" in page
    assert "Lüdecke" not in page


def test_an_advisor_reads_releases_and_makes_none(browser, cast: Cast) -> None:
    anna = browser("anna")
    assert anna.get("/reports/releases/").status_code == 200
    assert anna.post(BEGIN).status_code in (302, 403)
    assert "Freigeben" not in anna.get("/reports/").text


def test_what_is_no_report_is_not_released(browser, cast: Cast) -> None:
    assert browser("lena").post(f"/reports/releasing/nothing?{DAYS}").status_code == 404


def test_the_internal_copy_has_what_is_withheld_and_an_audit(browser, cast: Cast) -> None:
    reader, address = released(browser, "lena")
    with reader.get(f"{address}/internal.xlsx") as answer:
        assert "interne-Fassung" in answer.headers["Content-Disposition"]
        inside = load_workbook(BytesIO(answer.data), data_only=True)
    with reader.get(f"{address}/workbook.xlsx") as answer:
        public = load_workbook(BytesIO(answer.data), data_only=True)
    assert inside.sheetnames == [*public.sheetnames[:-1], "Prüfung", "Methode"]
    dots = [
        cell.coordinate for row in public["Nach Größe"].iter_rows() for cell in row
        if cell.value == "."
    ]  # fmt: skip
    assert dots
    assert all(inside["Nach Größe"][at].value != "." for at in dots)
