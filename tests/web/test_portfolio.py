"""Firms in care on screen: whose, what is due, the class of some at once, the export."""

from __future__ import annotations

from datetime import date

import pytest

from crm.models import CareClass, Company, Responsibility
from tests.web.cast import Cast

PAGE = "/portfolio/"


@pytest.fixture
def care(db, cast: Cast) -> dict[str, int]:
    quarterly = CareClass(code="A", name="A – alle 3 Monate", name_en="A", months=3)
    rows = {
        name: Responsibility(
            advisor_id=cast.advisors[who], company_id=pk, valid_from=date(2026, 1, 1)
        )
        for name, who, pk in (("annas", "anna", cast.bakery), ("bernds", "bernd", cast.forwarder))
    }
    db.add_all([quarterly, *rows.values()])
    db.commit()
    return {"class": quarterly.id, **{name: row.id for name, row in rows.items()}}


def test_my_firms_by_district(browser, cast: Cast, care) -> None:
    page = browser("anna").get(PAGE).text
    assert "Bäckerei Lüdecke" in page
    assert "Elbe Spedition" not in page
    assert "Altstadt" in page
    assert f"/contacts/new/visit?company={cast.bakery}&amp;status=planned" in page


def test_the_class_of_those_ticked(browser, cast: Cast, db, care) -> None:
    fields = {"firm": [care["annas"], care["bernds"]], "care_class": care["class"]}
    browser("anna").post("/portfolio/class", page=PAGE, **fields)
    db.rollback()
    assert db.get_one(Responsibility, care["annas"]).care_class_id == care["class"]
    assert db.get_one(Responsibility, care["bernds"]).care_class_id is None
    page = browser("anna").get(PAGE).text
    assert "fällig seit" in page
    assert "1 Unternehmen hat eine neue Klasse" in page
    browser("anna").post("/portfolio/class", page=PAGE, care_class=care["class"])
    assert "Kreuzen Sie die Unternehmen an und wählen" in browser("anna").get(PAGE).text
    refused = browser("anna").post("/portfolio/class", page=PAGE, firm=care["annas"], care_class=99)
    assert refused.status_code == 400


def test_no_class_is_taken_away_unasked_and_a_new_one_can_be_taken_back(
    browser, cast: Cast, db, care
) -> None:
    row = db.get_one(Responsibility, care["annas"])
    row.care_class_id = care["class"]
    db.commit()
    browser("anna").post("/portfolio/class", page=PAGE, firm=care["annas"], care_class="")
    db.rollback()
    assert row.care_class_id == care["class"]
    browser("anna").post("/portfolio/class", page=PAGE, firm=care["annas"], care_class="none")
    db.rollback()
    assert row.care_class_id is None
    was = f"{care['annas']}:{care['class']}"
    assert f'value="{was}"' in browser("anna").get(PAGE).text
    browser("anna").post("/portfolio/class", page=PAGE, was=f"{was} {care['bernds']}:none")
    db.rollback()
    assert row.care_class_id == care["class"]
    assert browser("anna").post("/portfolio/class", page=PAGE, was="1:9x").status_code < 500


def test_whom_to_call_stands_beside_the_firm(browser, cast: Cast, db, care) -> None:
    db.get_one(Company, cast.bakery).phone = "0391 540 2500"
    db.commit()
    assert 'href="tel:03915402500"' in browser("anna").get(PAGE).text


def test_those_who_lead_see_their_team(browser, cast: Cast, care) -> None:
    lena = browser("lena")
    assert "Bäckerei Lüdecke" in lena.get(f"{PAGE}?advisor=team").text
    assert "Bäckerei Lüdecke" in lena.get(f"{PAGE}?advisor={cast.advisors['anna']}").text
    assert lena.get(f"{PAGE}?advisor={cast.advisors['bernd']}").status_code == 400
    assert browser("anna").get(f"{PAGE}?advisor={cast.advisors['bernd']}").status_code == 400
    assert browser("vera").get(f"{PAGE}?advisor={cast.advisors['bernd']}").status_code == 200
    assert browser("carla").get(PAGE).status_code in (302, 403)


def test_the_list_as_a_file(browser, cast: Cast, care) -> None:
    answer = browser("anna").get(f"{PAGE}export.csv")
    assert "Bäckerei Lüdecke GmbH" in answer.text
    assert "Spedition" not in answer.text
    assert browser("anna").get(f"{PAGE}export.xlsx").data[:2] == b"PK"


def test_the_page_asks_little(browser, cast: Cast, care, statements) -> None:
    browser("anna").get(PAGE)
    statements.clear()
    browser("anna").get(PAGE)
    assert len(statements.queries) <= 12
