"""What a firm's form asks for while somebody fills it in."""

from __future__ import annotations

from tests.web.cast import Cast


def test_the_form_of_a_new_firm_asks_for_sector_and_district(browser, cast: Cast) -> None:
    anna = browser("anna")
    page = anna.get("/companies/add").text
    assert "/search/suggest-sectors" in page
    assert "/search/suggest-districts" in page
    assert "/search/suggest-sectors" not in anna.get(f"/people/edit/{cast.baker}").text


def test_a_sector_by_words(browser, cast: Cast) -> None:
    anna = browser("anna")
    found = anna.get("/search/suggest-sectors?q=Bäckerei&wz_edition=2008").json["results"]
    assert found[0]["id"] == "10.71"
    assert found[0]["text"] == "10.71 Herstellung von Backwaren (ohne Dauerbackwaren)"
    assert "ein Unternehmen" in found[0]["note"]
    assert anna.get("/search/suggest-sectors?q=x&wz_edition=1993").status_code == 400


def test_a_district_by_the_address(browser, cast: Cast) -> None:
    anna = browser("anna")
    found = anna.get("/search/suggest-districts?postcode=39104&street=Hafenstraße").json
    assert (found["districts"], found["sure"]) == ([cast.district], cast.district)
    assert found["words"].startswith("Vorgeschlagen")
    nowhere = anna.get("/search/suggest-districts?postcode=10115").json
    assert (nowhere["districts"], nowhere["sure"], nowhere["words"]) == ([], None, "")
