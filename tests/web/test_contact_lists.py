"""A list of contacts by the page: explained, tried, imported, mended, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import func, select

from crm.db import CrmSession
from crm.enums import InteractionKind, RowsAre
from crm.models import Company, ImportBatch, ImportMapping, Interaction
from tests.web.cast import Cast
from tests.web.conftest import Browser
from tests.web.test_import import watched

SAID = {
    "name": "Annas Liste", "kind": "call", "column_0": "day", "column_1": "name",
    "column_2": "advisor", "column_3": "notes",
}  # fmt: skip
Give = Callable[..., str]


@pytest.fixture
def lena(browser, cast: Cast) -> Browser:
    return browser("lena")


@pytest.fixture
def rows(db: CrmSession, cast: Cast) -> str:
    """Two contacts of Anna's and one with nobody."""
    bakery, forwarder = (db.get_one(Company, pk).name for pk in (cast.bakery, cast.forwarder))
    return (
        "Datum;Firma;Beraterin;Notiz\n"
        f"02.03.2026;{bakery};Beier, Anna;Ofen\n"
        f"03.03.2026;{forwarder};A. Beier;\n"
        "04.03.2026;Zirkus Roncalli;Anna Beier;\n"
    )


@pytest.fixture
def give(lena: Browser, rows: str) -> Give:
    """The address at which its columns are asked for."""

    def give(text: str = rows) -> str:
        file = (BytesIO(text.encode()), "besuche-2026-03.csv")
        answer = lena.post("/register/new", source="new-table", file=file)
        assert answer.status_code == 302, answer.text
        return str(answer.location)

    return give


def _taken_in(lena: Browser, kept: str, **fields: str) -> str:
    """Where the job can be watched once it has ended."""
    (upload,) = re.findall(r'name="upload" type="hidden" value="(\w+)"', lena.get(kept).text)
    (source,) = re.findall(r"source=(table-\d+)", kept)
    sent = lena.post("/register/new", source=source, upload=upload, **fields)
    assert sent.status_code == 302, sent.text
    return watched(lena, sent.location)


def _contacts(db: CrmSession) -> int:
    db.rollback()
    return db.scalar(select(func.count(Interaction.id))) or 0


def test_from_the_columns_to_the_contacts_and_back(
    db: CrmSession, lena: Browser, give: Give
) -> None:
    before = _contacts(db)
    asked = give()
    page = lena.get(asked).text
    assert re.findall(r'<option selected value="(\w+)">', page)[:4] == [
        "day", "name", "advisor", "notes",
    ]  # fmt: skip
    kept = lena.post(f"{asked}?rows=contacts", **SAID).location
    db.rollback()
    mapping = db.scalars(select(ImportMapping)).one()
    assert (mapping.rows_are, mapping.kind) == (RowsAre.CONTACTS, InteractionKind.CALL)
    trial = lena.get(_taken_in(lena, kept, dry_run="y")).text
    assert "Das war ein Probelauf" in trial
    assert "Neue Kontakte" in trial
    assert "Ein Unternehmen dieses Namens ist nicht erfasst." in trial
    assert _contacts(db) == before
    address = re.findall(r"/register/running/\w+", trial)[0]
    begun = lena.post(f"{address}/earnest", page=address).location
    batch = lena.get(watched(lena, begun), follow_redirects=True).text
    assert _contacts(db) == before + 2
    assert "Kontakte ab 02.03.2026" in batch
    assert "1 Zeile wurde abgelehnt" in batch
    pk = db.scalars(select(ImportBatch.id)).one()
    with lena.get(f"/register/{pk}/refused.csv") as refused:
        assert "Zirkus Roncalli" in refused.text
    history = lena.get("/register/").text
    assert "Annas Liste" in history


def test_taken_back_what_somebody_changed_stays_and_is_named(
    db: CrmSession, lena: Browser, give: Give, cast: Cast
) -> None:
    before = _contacts(db)
    kept = lena.post(f"{give()}?rows=contacts", **SAID).location
    lena.get(_taken_in(lena, kept))
    db.rollback()
    contact = db.scalars(select(Interaction).where(Interaction.notes == "Ofen")).one()
    contact.notes = "Ofen, bis Mai"
    db.commit()
    batch = db.scalars(select(ImportBatch)).one()
    address = lena.post(f"/register/{batch.id}/undo/earnest").location
    page = lena.get(watched(lena, address)).text
    assert _contacts(db) == before + 1
    assert "1 Kontakt bleibt" in page
    assert f'href="/contacts/{contact.id}"' in page
    assert "02.03.2026" in page
    assert "Änderungen von Hand" in page


def test_of_contacts_no_day_is_asked_and_nobody_ended(lena: Browser, give: Give) -> None:
    kept = lena.post(f"{give()}?rows=contacts", **SAID).location
    (upload,) = re.findall(r'name="upload" type="hidden" value="(\w+)"', lena.get(kept).text)
    (source,) = re.findall(r"source=(table-\d+)", kept)
    answer = lena.post("/register/new", source=source, upload=upload, gone="y")
    assert "Eine Liste von Kontakten beendet keine Unternehmen." in answer.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"column_0": ""}, "in welcher Spalte der Tag steht"),
        ({"column_1": ""}, "in welcher Spalte die Namen stehen"),
        ({"column_2": ""}, "wer von uns federführend war"),
    ],
)
def test_what_is_missing_is_said(
    lena: Browser, give: Give, change: dict[str, str], sentence: str
) -> None:
    assert sentence in lena.post(f"{give()}?rows=contacts", **{**SAID, **change}).text


def test_a_name_of_a_table_of_firms_is_not_taken(db: CrmSession, lena: Browser, give: Give) -> None:
    db.add(ImportMapping(name="Annas Liste", city="Magdeburg", columns='{"name": "Firma"}'))
    db.commit()
    page = lena.post(f"{give()}?rows=contacts", **SAID).text
    assert "Geben Sie dieser einen eigenen Namen." in page
    db.rollback()
    assert db.scalars(select(ImportMapping.rows_are)).all() == [RowsAre.FIRMS]


def test_what_the_rows_are_can_be_said_otherwise(lena: Browser, give: Give) -> None:
    asked = give()
    assert "Ihre Kontakte sind" in lena.get(asked).text
    assert "Handwerksbetriebe" in lena.get(f"{asked}?rows=firms").text
    assert "Ihre Kontakte sind" in lena.get(f"{asked}?rows=nonsense").text


def test_contacts_are_no_source_of_facts(lena: Browser, browser, give: Give) -> None:
    """Neither is there anything to read again, nor somebody to believe."""
    kept = lena.post(f"{give()}?rows=contacts", **SAID).location
    lena.get(_taken_in(lena, kept))
    assert "Annas Liste" not in lena.get("/register/replay/").text
    (source,) = re.findall(r"source=(table-\d+)", kept)
    assert "Liste von Kontakten" in lena.get(watched(
        lena, lena.post(f"/register/replay/{source}/try").location
    )).text  # fmt: skip
    assert "Annas Liste" not in browser("vera").get("/trust/").text
