"""A table that has not come before: given in, explained on a page, then read like any other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from crm.db import CrmSession
from crm.enums import ImportStatus
from crm.models import Company, ImportBatch, ImportMapping
from tests.web.cast import Cast
from tests.web.conftest import Browser
from tests.web.test_import import watched

ROWS = "Betriebsnr;Firma;PLZ;Ort;Rest\n1;Elbbau;39104;Magdeburg;x\n2;Zirkus;39104;Magdeburg;y\n"
SAID = {
    "name": "Handwerkskammer", "chamber": "hwk", "is_craft": "y",
    "column_0": "key", "column_1": "name", "column_2": "postcode", "column_3": "city",
    "column_4": "",
}  # fmt: skip
Give = Callable[..., str]


@pytest.fixture
def lena(browser, cast: Cast) -> Browser:
    return browser("lena")


@pytest.fixture
def give(lena: Browser) -> Give:
    """The address at which its columns are asked for."""

    def give(text: str = ROWS, name: str = "hwk-2026-05.csv") -> str:
        file = (BytesIO(text.encode()), name)
        answer = lena.post("/register/new", source="new-table", file=file)
        assert answer.status_code == 302, answer.text
        return str(answer.location)

    return give


def test_columns_are_proposed_kept_and_used(lena: Browser, give: Give, db: CrmSession) -> None:
    asked = give()
    page = lena.get(asked)
    assert "Elbbau · Zirkus" in page.text
    assert re.findall(r'<option selected value="(\w+)">', page.text)[:4] == [
        "key", "name", "postcode", "city",
    ]  # fmt: skip
    kept = lena.post(asked, **SAID)
    mapping = db.scalars(select(ImportMapping)).one()
    assert (mapping.name, mapping.city, mapping.is_craft) == ("Handwerkskammer", "Magdeburg", True)
    form = lena.get(kept.location)
    assert f'<option selected value="table-{mapping.id}">Handwerkskammer<' in form.text
    assert "hwk-2026-05.csv" in form.text
    (upload,) = re.findall(r'name="upload" type="hidden" value="(\w+)"', form.text)
    sent = lena.post(
        "/register/new", source=f"table-{mapping.id}", upload=upload, as_of="2026-05-31"
    )
    batch = lena.get(watched(lena, sent.location), follow_redirects=True)
    assert "Handwerkskammer" in batch.text
    db.rollback()
    new = select(Company.name).where(Company.is_craft, Company.name.in_(("Elbbau", "Zirkus")))
    assert set(db.scalars(new)) == {"Elbbau", "Zirkus"}
    assert "Handwerkskammer" in lena.get("/register/").text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"column_1": ""}, "Sagen Sie, in welcher Spalte die Namen stehen."),
        ({"column_4": "name"}, "Zwei Spalten können nicht beide"),
        ({"column_2": "", "column_3": ""}, "wo die Unternehmen sind"),
        ({"name": " "}, "Unter welchem Namen"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(
    lena: Browser, give: Give, db: CrmSession, change: dict[str, str], sentence: str
) -> None:
    answer = lena.post(give(), **{**SAID, **change})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert '<option selected value="hwk">' in answer.text
    assert db.scalars(select(ImportMapping)).all() == []


def test_what_is_no_table_is_sent_back_with_a_sentence(lena: Browser, give: Give) -> None:
    back = lena.get(give("12;13\n14;15\n"))
    assert back.status_code == 302
    assert "Bitte geben Sie den Spalten zuerst Namen." in lena.get(back.location).text


def test_a_file_of_somebody_else_is_not_shown(give: Give, browser) -> None:
    assert browser("vera").get(give()).status_code in (302, 403)


def test_an_import_that_asks_leads_to_its_questions(lena: Browser, db: CrmSession) -> None:
    batch = ImportBatch(
        source="table-1", file_name="hwk.csv", sha256="", as_of=date(2026, 5, 31), asked=2,
        status=ImportStatus.DONE,
    )  # fmt: skip
    db.add(batch)
    db.commit()
    assert 'href="/duplicates/"' in lena.get(f"/register/{batch.id}").text.partition("<main")[2]
