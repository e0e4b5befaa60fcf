"""Names stand where a German looks for them, on both databases: Ö as Oe, small letters as large."""

from __future__ import annotations

import re
from datetime import date

import pytest

from crm.models import (
    Advisor,
    Company,
    CompanyOverview,
    District,
    Interaction,
    Participation,
    Person,
    Position,
)
from crm.models import Site as FirmSite
from crm.services.find_person import find_people
from tests.web.cast import Cast

IN_ORDER = ("Ähre", "Öllampe", "ofenbau", "Zander")
FIRMS = "/coverage/firms?from=2026-01-01&to=2026-12-31&q=Laden"


@pytest.fixture
def town(db, cast: Cast) -> None:
    """Four firms, in the order of nobody, each with somebody of its name."""
    district = db.get(District, cast.district)
    for name in ("Zander", "ofenbau", "Ähre", "Öllampe"):
        firm = Company(name=f"{name} Laden", founded_on=date(2000, 1, 1))
        firm.sites.append(FirmSite(street=f"{name}weg", district=district))
        firm.positions.append(Position(person=Person(last_name=name), function="Inhaber"))
        db.add(firm)
    db.commit()


def names(page: str) -> list[str]:
    found = re.findall(f">({'|'.join(IN_ORDER)}) Laden</a>", page)
    return list(dict.fromkeys(found))


def test_firms(browser, town) -> None:
    page = browser("lena").get("/companies/?q=Laden").text
    assert names(page) == list(IN_ORDER)
    page = browser("lena").get("/companies/?q=Laden&order=label&direction=desc").text
    assert names(page) == list(reversed(IN_ORDER))


@pytest.mark.parametrize("order", ["label", "address"])
def test_firms_behind_a_figure(browser, town, order: str) -> None:
    page = browser("lena").get(f"{FIRMS}&order={order}").text
    assert names(page) == list(IN_ORDER)
    page = browser("lena").get(f"{FIRMS}&order={order}&direction=desc").text
    assert names(page) == list(reversed(IN_ORDER))


def test_people(browser, town, db) -> None:
    page = browser("lena").get("/people/").text
    assert re.findall(f">({'|'.join(IN_ORDER)})</a>", page) == list(IN_ORDER)
    assert [hit.name for hit in find_people(db, "oellam")] == ["Öllampe"]


def test_letters_of_neighbours(browser, db) -> None:
    firm = Company(name="Łódź Logistik", sites=[FirmSite(street="Weg")])
    db.add_all([firm, Person(last_name="Pawłowski"), Person(last_name="Sørensen")])
    db.add(Person(last_name="Иванов"))
    db.commit()
    for text, name in (("Pawlo", "Pawłowski"), ("Sören", "Sørensen"), ("Ива", "Иванов")):
        assert [hit.name for hit in find_people(db, text)] == [name]
    assert "Łódź Logistik" in browser("lena").get("/search/?q=lodz").text


def test_who_is_renamed_moves(browser, town, db) -> None:
    person = db.query(Person).filter_by(last_name="Zander").one()
    person.last_name = "Adler"
    db.commit()
    assert person.name_key == "adler"


def test_a_list_of_participants(browser, cast: Cast, town, db) -> None:
    forum = Interaction(kind="forum", title="Forum", happened_on=date.today())
    firm = db.query(CompanyOverview).filter_by(label="ofenbau Laden").one()
    forum.participations.append(Participation(company_id=firm.id))
    for guest in ("Zander Laden", "Öllampe Laden", "ähre Laden"):
        forum.participations.append(Participation(guest_name=guest))
    db.add(forum)
    db.commit()
    page = browser("lena").get(f"/gatherings/{forum.id}").text
    wanted = ["ähre", "Öllampe", "ofenbau", "Zander"]
    assert list(dict.fromkeys(re.findall(f"({'|'.join(wanted)}) Laden", page))) == wanted
    page = browser("lena").get(f"/gatherings/{forum.id}?name=ÖLL").text
    assert "Öllampe Laden" in page
    assert "Zander Laden" not in page


def test_advisors_to_choose_from(browser, cast: Cast, db) -> None:
    db.add_all([Advisor(name=f"{name} Meier") for name in reversed(IN_ORDER)])
    db.commit()
    page = browser("lena").get("/follow-ups/").text
    assert re.findall(f"({'|'.join(IN_ORDER)}) Meier", page) == list(IN_ORDER)
