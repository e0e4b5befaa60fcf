"""The forms about firms: nothing twice, nothing lost, no surprises."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import func, select

from crm.enums import SiteKind, SizeBand
from crm.models import Company, CompanyFact, CompanyOverview, Site
from tests.web.forms import filled, send

NEW = {
    "name": "Fahrradwerkstatt Speiche",
    "chamber": "hwk",
    "street": "Olvenstedter Straße",
    "house_number": "12",
    "postcode": "39108",
    "city": "Magdeburg",
    "size_band": "unknown",
    "employees": "3",
    "wz_code": "9529",
    "wz_edition": "2008",
    "source": "",
    "phone": "0391 123456",
}


def count(db, model) -> int:
    db.rollback()
    return int(db.scalar(select(func.count()).select_from(model)))


def test_a_new_firm_comes_with_site_and_size(browser, cast, db) -> None:
    fields = filled(browser, "/companies/add", **NEW, district_id=str(cast.district))
    answer = send(browser, "/companies/add", fields)
    assert answer.status_code == 302, answer.text
    firm = db.scalars(select(Company).where(Company.name == NEW["name"])).one()
    assert answer.headers["Location"] == f"/companies/{firm.id}"
    (site,), (fact,) = firm.sites, firm.facts
    assert (site.address, site.district_id) == (
        "Olvenstedter Straße 12, 39108 Magdeburg", cast.district,
    )  # fmt: skip
    assert (fact.size_band, fact.wz_code, fact.wz_section) == (SizeBand.FROM_1, "95.29", "S")
    assert fact.source
    overview = db.get(CompanyOverview, firm.id)
    assert (overview.label, overview.size_band) == (NEW["name"], SizeBand.FROM_1)
    assert firm.created_by_id is not None
    assert not firm.is_craft


def test_a_name_is_enough(browser, cast, db) -> None:
    fields = filled(browser, "/companies/add?name=Kiosk am Dom")
    assert fields["name"] == "Kiosk am Dom"
    assert send(browser, "/companies/add", fields).status_code == 302
    firm = db.scalars(select(Company).where(Company.name == "Kiosk am Dom")).one()
    assert [site.city for site in firm.sites] == ["Magdeburg"], "it counts as a firm of the city"
    assert firm.facts == []


@pytest.mark.parametrize("employees", ["3000000000", str(10**20)])
def test_more_people_than_any_firm_has_are_a_slip(browser, cast, db, employees: str) -> None:
    for address in ("/companies/add", f"/facts/add?company={cast.bakery}"):
        fields = {**filled(browser, address, **NEW), "employees": employees}
        answer = send(browser, address, fields)
        assert answer.status_code == 200
        assert "Diese Zahl ist zu groß." in answer.text
        assert f'value="{employees}"' in answer.text
    assert (count(db, Company), count(db, CompanyFact)) == (2, 2)


def test_the_same_form_twice_is_one_firm(browser, cast, db) -> None:
    fields = filled(browser, "/companies/add", **NEW)
    first, second = (send(browser, "/companies/add", fields) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert count(db, Company) == 3


def test_a_firm_on_file_is_shown_before_another_is_made(browser, cast, db) -> None:
    fields = filled(browser, "/companies/add", name="Lüdeke Bäckerei", phone="0391 9999")
    asked = send(browser, "/companies/add", fields)
    assert asked.status_code == 200
    assert f'<a href="/companies/{cast.bakery}">' in asked.text
    assert 'value="0391 9999"' in asked.text
    assert count(db, Company) == 2
    assert send(browser, "/companies/add", {**fields, "save_anyway": "1"}).status_code == 302
    assert count(db, Company) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "What is the firm called?"),
        ({"email": "post@"}, "This is no e-mail address"),
        ({"website": "javascript:alert(1)"}, "This is no web address"),
        ({"employees": "x"}, "Not a valid integer"),
        ({"employees": "60", "size_band": "1-3"}, "60 is outside the size chosen"),
        ({"wz_code": "99.99"}, "There is no such code in WZ 2008"),
        ({"wz_code": "1610"}, "may be"),
        ({"postcode": "?"}, "This is no postcode"),
        ({"founded_on": "31.02.2020"}, "This is no date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(browser, cast, db, wrong, said) -> None:
    fields = filled(browser, "/companies/add", **{**NEW, **wrong}, description="Räder und mehr")
    answer = send(browser, "/companies/add?_l_=en", fields)
    assert answer.status_code == 200
    assert said in answer.text
    for typed in ("Räder und mehr", "Olvenstedter Straße", *wrong.values()):
        assert typed in answer.text
    assert count(db, Company) == 2


def test_a_firm_is_changed(browser, cast, db) -> None:
    address = f"/companies/edit/{cast.bakery}"
    closed = {"ended_on": "2026-06-30", "end_reason": "closed"}
    fields = filled(browser, address, phone="0391 5401234", **closed)
    answer = send(browser, address, fields)
    assert answer.headers["Location"] == f"/companies/{cast.bakery}"
    db.rollback()
    bakery = db.get(Company, cast.bakery)
    assert (bakery.phone, bakery.ended_on, bakery.founded_on) == (
        "0391 5401234", date(2026, 6, 30), date(2001, 5, 1),
    )  # fmt: skip
    assert not db.get(CompanyOverview, cast.bakery).is_active


def test_the_second_of_two_editors_sees_both(browser, cast, db) -> None:
    address = f"/companies/edit/{cast.bakery}"
    mine = filled(browser, address, phone="0391 1111")
    theirs = filled(browser, address, phone="0391 2222")
    assert send(browser, address, theirs).status_code == 302
    answer = send(browser, address, mine)
    assert answer.status_code == 200
    assert 'value="0391 1111"' in answer.text
    assert "0391 2222" in answer.text
    assert "Sie haben das selbst in einem anderen Fenster geändert" in answer.text
    db.rollback()
    assert db.get(Company, cast.bakery).phone == "0391 2222"
    shown = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)
    again = {**mine, "version": shown.group(1)}
    assert send(browser, address, again).status_code == 302
    db.rollback()
    assert db.get(Company, cast.bakery).phone == "0391 1111"


def test_a_move_ends_the_old_main_site(browser, cast, db) -> None:
    address = f"/sites/add?company={cast.bakery}"
    fields = filled(browser, address, street="Neuer Weg", house_number="1", valid_from="2026-10-01",
                    latitude="52,13", longitude="11,62", district_id="")  # fmt: skip
    for _twice in range(2):
        answer = send(browser, address, fields)
        assert answer.headers["Location"] == f"/companies/{cast.bakery}"
    sites = db.scalars(select(Site).where(Site.company_id == cast.bakery).order_by(Site.id)).all()
    assert [(site.kind, site.valid_to) for site in sites] == [
        (SiteKind.MAIN, date(2026, 9, 30)), (SiteKind.MAIN, None),
    ]  # fmt: skip
    assert sites[1].latitude == pytest.approx(52.13)
    overview = db.get(CompanyOverview, cast.bakery)
    assert overview.address == "Neuer Weg 1"


def test_a_site_is_corrected(browser, cast, db) -> None:
    site = db.scalars(select(Site).where(Site.company_id == cast.bakery)).one()
    address = f"/sites/edit/{site.id}"
    mine = filled(browser, address, house_number="8")
    assert mine["district_id"] == str(cast.district)
    theirs = filled(browser, address, house_number="9")
    assert send(browser, address, theirs).status_code == 302
    conflict = send(browser, address, mine)
    assert conflict.status_code == 200
    assert "field-theirs" in conflict.text
    db.rollback()
    assert db.get(Site, site.id).house_number == "9"


def test_size_changes_and_last_year_stays(browser, cast, db) -> None:
    address = f"/facts/add?company={cast.bakery}"
    fields = filled(browser, address, employees="14", valid_from="2026-07-01")
    assert (fields["wz_code"], fields["size_band"]) == ("10.71", "4-6")
    for _twice in range(2):
        assert send(browser, address, fields).status_code == 302
    query = select(CompanyFact).where(CompanyFact.company_id == cast.bakery)
    facts = db.scalars(query.order_by(CompanyFact.valid_from)).all()
    assert [(fact.size_band, fact.valid_to) for fact in facts] == [
        (SizeBand.FROM_4, date(2026, 6, 30)), (SizeBand.FROM_10, None),
    ]  # fmt: skip
    assert facts[1].wz_section == "C"
    same_day = filled(browser, address, employees="15", valid_from="2026-07-01")
    refused = send(browser, address + "&_l_=en", same_day)
    assert "There is an entry from that day already" in refused.text


def test_size_is_corrected(browser, cast, db) -> None:
    fact = db.scalars(select(CompanyFact).where(CompanyFact.company_id == cast.bakery)).one()
    address = f"/facts/edit/{fact.id}"
    mine = filled(browser, address, size_band="7-9")
    theirs = filled(browser, address, size_band="10-19")
    assert send(browser, address, theirs).status_code == 302
    assert "field-theirs" in send(browser, address, mine).text
    db.rollback()
    assert db.get(CompanyFact, fact.id).size_band is SizeBand.FROM_10


@pytest.mark.parametrize(
    "address",
    [
        "/sites/add",
        "/facts/add?company=999999",
        "/sites/edit/abc",
        "/companies/edit/99999999999",
        "/facts/edit/77777",
    ],
)
def test_a_form_about_nothing_is_not_there(browser, cast, address: str) -> None:
    assert browser("anna").get(address).status_code == 404


def test_who_may_not_change_firms_gets_no_form(browser, cast) -> None:
    for address in ("/companies/add", f"/companies/edit/{cast.bakery}", "/sites/edit/1"):
        assert browser("ruth").get(address).status_code in (302, 403)


@pytest.mark.parametrize("day", ["0001-01-01", "0202-06-01", "9999-12-31"])
def test_a_year_that_cannot_be_is_asked_about(browser, cast, db, day: str) -> None:
    for address in (f"/sites/add?company={cast.bakery}", f"/facts/add?company={cast.bakery}"):
        fields = filled(browser, address, street="Hafenstraße", employees="3", valid_from=day)
        answer = send(browser, address, fields)
        assert answer.status_code == 200
        assert "Stimmt das Jahr?" in answer.text
        assert f'value="{day}"' in answer.text
    assert (count(db, Site), count(db, CompanyFact)) == (2, 2)


def test_another_sector_leaves_the_size_as_it_is(browser, cast, db) -> None:
    address = f"/facts/add?company={cast.bakery}"
    fields = filled(browser, address)
    assert (fields["size_band"], fields["wz_code"]) == ("4-6", "10.71")
    assert send(browser, address, {**fields, "wz_code": "56.10"}).status_code == 302
    db.rollback()
    now = db.scalars(select(CompanyFact).filter_by(company_id=cast.bakery, valid_to=None)).one()
    assert (now.size_band.value, now.wz_code) == ("4-6", "56.10")
