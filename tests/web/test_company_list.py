"""The list of firms, and the box that finds one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from crm.enums import Chamber
from crm.models import Company, CompanyFact, Person, Position

MOST_QUERIES, MOST_BYTES = 12, 100_000


@pytest.fixture
def closed(cast, db) -> Company:
    """A joinery that has closed down, of the new edition's section J."""
    firm = Company(name="Tischlerei Oehme", ended_on=date(2025, 1, 1), chamber=Chamber.HWK)
    firm.facts.append(CompanyFact(valid_from=date(2020, 1, 1), wz_code="58.11", source="x",
                                  wz_edition="2025", wz_section="J"))  # fmt: skip
    db.add(firm)
    db.commit()
    return firm


def names(browser, query: str = "", name: str = "anna") -> list[str]:
    answer = browser(name).get(f"/companies/?{query}")
    assert answer.status_code == 200
    known = ("Bäckerei Lüdecke GmbH", "Elbe Spedition KG", "Tischlerei Oehme")
    found = {firm: answer.text.find(f">{firm}<") for firm in known}
    return sorted((firm for firm in known if found[firm] > 0), key=lambda firm: found[firm])


BAKERY, FORWARDER, JOINERY = "Bäckerei Lüdecke GmbH", "Elbe Spedition KG", "Tischlerei Oehme"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [BAKERY, FORWARDER]),
        ("state=ended", [JOINERY]),
        ("state=all&order=label&direction=desc", [JOINERY, FORWARDER, BAKERY]),
        ("q=Bäkerei", [BAKERY]),
        ("q=Hafenstr", [FORWARDER]),
        ("q=Karin", [BAKERY]),
        ("q=xyzzy", []),
        ("size_class=small_firms", [BAKERY]),
        ("size_class=medium", [FORWARDER]),
        ("section=H", [FORWARDER]),
        ("section=J&state=all", []),
        ("section=2025-J&state=all", [JOINERY]),
        ("section=unknown", []),
        ("district=none&state=all", [JOINERY]),
        ("chamber=hwk&state=all", [JOINERY]),
        ("never=1&state=all", [JOINERY]),
        ("before=2026-03-01", []),
        ("before=03.03.2026&state=all&order=last_contact", [JOINERY, BAKERY, FORWARDER]),
    ],
)
def test_the_address_narrows_the_list(browser, closed, query: str, found: list[str]) -> None:
    assert names(browser, query) == found


@pytest.mark.parametrize(
    "query",
    ["endpoint=x", "suffix=x", "_method=POST", "_scheme=javascript", "_external=1", "_anchor=x",
     "self=x", "values=x", "pk=1"],
)  # fmt: skip
def test_what_is_no_parameter_of_the_list_changes_no_link(browser, cast, query: str) -> None:
    plain = browser("anna").get("/companies/?q=Lüdecke&size=50&_l_=en").text
    more = browser("anna").get(f"/companies/?q=Lüdecke&size=50&_l_=en&{query}").text
    assert links(more) == links(plain)
    kept = [link for link in links(plain) if "order=" in link]
    assert kept
    assert all("q=L" in link and "size=50" in link and "_l_=en" in link for link in kept)


def links(page: str) -> list[str]:
    main = page[page.index("<main") :]
    return re.findall(r'href="([^"]+)"', main)


@pytest.mark.parametrize(
    "query", ["order=nonsense", "size_class=huge", "district=x", "before=soon", "state=dead"]
)
def test_nonsense_is_refused(browser, cast, query: str) -> None:
    assert browser("anna").get(f"/companies/?{query}").status_code == 400


def test_the_list_as_filtered_can_be_taken_away(browser, closed) -> None:
    answer = browser("anna").get("/companies/export.csv?size_class=small_firms&_l_=en")
    text = answer.get_data().decode("utf-8-sig")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "Bäckerei Lüdecke GmbH" in text
    assert "Manufacturing" in text
    assert "Elbe" not in text
    assert browser("anna").get("/companies/export.xlsx").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/companies/", "/companies/?q=Bäkerei", "/people/", "/search/?q=Lüdeke Bäkerei"],
)
def test_lists_stay_within_the_budget(browser, cast, db, statements, address: str) -> None:
    for number in range(60):
        firm = Company(name=f"Bäckerei Nummer {number} GmbH & Co. KG")
        firm.positions.append(
            Position(person=Person(last_name=f"Lüdeke {number}"), function="Chef")
        )
        db.add(firm)
    db.commit()
    anna = browser("anna")
    statements.clear()
    answer = anna.get(address + ("&" if "?" in address else "?") + "size=25")
    assert answer.status_code == 200
    assert len(statements.queries) <= MOST_QUERIES, statements.queries
    assert len(answer.data) < MOST_BYTES


def test_the_box_suggests_firms(browser, cast) -> None:
    (hit,) = browser("anna").get("/search/suggest?q=Bäkerei lüdeke").get_json()["results"]
    assert hit == {
        "id": cast.bakery,
        "text": BAKERY,
        "note": "Breiter Weg 7, 39104 Magdeburg",
        "url": f"/companies/{cast.bakery}",
    }
    (by_person,) = browser("anna").get("/search/suggest?q=karin").get_json()["results"]
    assert by_person["note"].endswith("Karin Lüdecke")
    assert browser("anna").get("/search/suggest").get_json() == {"results": []}


def test_the_box_suggests_people_of_the_firm_first(browser, cast, db) -> None:
    db.add(Person(first_name="Adele", last_name="Lüdecke"))
    db.commit()
    asked = f"/search/people?q=Lüdecke&company={cast.bakery}"
    hits = browser("anna").get(asked).get_json()["results"]
    assert [hit["text"] for hit in hits] == ["Karin Lüdecke", "Adele Lüdecke"]
    assert hits[0]["note"] == f"Inhaberin, {BAKERY}"


def test_results_name_firms_and_people(browser, cast) -> None:
    text = browser("anna").get("/search/?q=Lüdecke&_l_=en").text
    assert f'<a href="/companies/{cast.bakery}">' in text
    assert f'<a href="/people/{cast.baker}">Karin Lüdecke</a>' in text


def test_nothing_found_says_what_to_do(browser, cast) -> None:
    text = browser("anna").get("/search/?q=Qwertz&_l_=en").text
    assert "Check the spelling" in text
    assert "/companies/add?name=Qwertz" in text
    assert "What are you looking for?" in browser("anna").get("/search/?_l_=en").text


def test_who_may_not_see_firms_finds_none(browser, cast) -> None:
    for address in ("/search/?q=a", "/search/suggest?q=a", "/companies/", "/people/"):
        assert browser("ruth").get(address).status_code in (302, 403)


def test_people_are_listed_with_their_firms(browser, cast, db) -> None:
    today = date.today()
    former = Person(first_name="Otto", last_name="Altmann", review_on=today)
    db.add(Position(person=former, company_id=cast.bakery, function="Geselle",
                    valid_to=today - timedelta(1)))  # fmt: skip
    db.commit()
    text = browser("anna").get("/people/").text
    assert f'<a href="/companies/{cast.bakery}">' in text
    assert "Inhaberin" in text
    assert "Altmann, Otto" in text
    assert "Geselle" not in text
    assert "Altmann" not in browser("anna").get("/people/?q=Karin").text
    assert "Lüdecke, Karin" in browser("anna").get("/people/?q=Karin").text
    assert "Karin" not in browser("anna").get(f"/people/?review={today.isoformat()}").text
    assert browser("anna").get("/people/export.csv").status_code in (302, 403)
    assert browser("lena").get("/people/export.csv").status_code == 200
