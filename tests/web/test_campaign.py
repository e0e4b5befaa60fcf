"""A campaign on screen: written down, named by one tap, followed to who is not reached yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.models import Campaign, CampaignTarget, Inquiry, Interaction
from crm.services import campaigns
from crm.services.refresh_overview import refresh_overview
from crm.web.housekeeping import keep_house
from tests.web.cast import Cast
from tests.web.forms import filled, send

NEW = "/campaigns/new"


def day(days: int) -> str:
    return (clock.today() + timedelta(days)).isoformat()


@pytest.fixture
def running(db: Session, cast: Cast) -> int:
    """A campaign of these weeks for micro firms: the bakery is meant."""
    refresh_overview(db, [cast.bakery, cast.forwarder])
    today = clock.today()
    asked = {"title": "Handwerk vor Ort", "starts_on": today - timedelta(7),
             "ends_on": today + timedelta(30), "size_classes": ["micro"]}  # fmt: skip
    pk = campaigns.add_campaign(db, asked, today).id
    db.commit()
    return pk


def visit(browser, cast: Cast, **changes: object):
    address = f"/contacts/new/visit?company={cast.bakery}"
    fields = filled(browser, address, "anna", happened_on=clock.today().isoformat(), **changes)
    return send(browser, "/contacts/new/visit", fields)


def test_it_is_written_down_and_has_its_list_at_once(browser, cast: Cast, db) -> None:
    refresh_overview(db, [cast.bakery, cast.forwarder])
    db.commit()
    fields = filled(browser, NEW, title="Kleine Betriebe", ends_on=day(60), goal_firms="1",
                    partners=cast.counter, size_classes="1")  # fmt: skip
    answer = send(browser, NEW, fields)
    campaign = db.scalars(select(Campaign).filter_by(title="Kleine Betriebe")).one()
    assert answer.location == f"/campaigns/{campaign.id}"
    assert (campaign.size_classes, campaign.starts_on) == ("micro", clock.today())
    assert [each.name for each in campaign.partners] == ["Bürgerbüro Nord"]
    assert campaign.lead.name == "Anna Beier"
    assert db.scalars(select(CampaignTarget.company_id)).all() == [cast.bakery]
    page = browser("anna").get(answer.location).text
    for words in ("Kleine Betriebe", "Bäckerei Lüdecke", "Bürgerbüro Nord", "0 von 1 auf der"):
        assert words in page
    assert "Kleine Betriebe" in browser("anna").get("/campaigns/").text


def test_what_is_refused_stays_on_the_screen(browser, cast: Cast) -> None:
    fields = filled(browser, NEW, title="", goal="GANZ WICHTIG", ends_on=day(-1))
    answer = send(browser, NEW, fields)
    assert answer.status_code == 200
    for words in ("Wie heißt die Maßnahme?", "GANZ WICHTIG", "Das Ende liegt vor dem Anfang"):
        assert words in answer.text


def test_it_is_changed_but_its_first_day_stays(browser, cast: Cast, db, running: int) -> None:
    address = f"/campaigns/{running}/edit"
    moved = send(browser, address, filled(browser, address, starts_on=day(3)))
    assert "deshalb bleibt dieser Tag" in moved.text
    fields = filled(browser, address, goal="Alle besuchen", craft_only="y")
    assert send(browser, address, fields).status_code == 302
    db.rollback()
    campaign = db.get_one(Campaign, running)
    assert (campaign.goal, campaign.craft_only, campaign.size_classes) == (
        "Alle besuchen", True, "micro",
    )  # fmt: skip
    assert db.scalars(select(CampaignTarget.company_id)).all() == [cast.bakery]


def test_the_second_of_two_editors_is_told(browser, cast: Cast, db, running: int) -> None:
    address = f"/campaigns/{running}/edit"
    late = filled(browser, address, "anna", title="Von Anna")
    assert send(browser, address, filled(browser, address, "lena", title="Von Lena"), "lena")
    answer = send(browser, address, late)
    assert answer.status_code == 200
    assert "Von Anna" in answer.text
    assert "Von Lena" in answer.text
    db.rollback()
    assert db.get_one(Campaign, running).title == "Von Lena"


def test_a_form_sent_twice_makes_one(browser, cast: Cast, db) -> None:
    fields = filled(browser, NEW, title="Einmal", ends_on=day(5))
    codes = [send(browser, NEW, fields).status_code for _twice in range(2)]
    assert codes == [302, 307]
    db.rollback()
    assert len(db.scalars(select(Campaign).filter_by(title="Einmal")).all()) == 1


def test_the_house_writes_lists_down_and_looking_does_not(
    app: Flask, browser, cast: Cast, db
) -> None:
    refresh_overview(db, [cast.bakery, cast.forwarder])
    today = clock.today()
    coming = Campaign(title="Kommt", starts_on=today, ends_on=today + timedelta(9))
    db.add(coming)
    db.flush()
    pk = coming.id
    db.commit()
    assert (
        "Die Zielliste wird am ersten Tag festgehalten"
        in browser("anna").get(f"/campaigns/{pk}").text
    )
    db.rollback()
    assert db.get_one(Campaign, pk).frozen_at is None
    db.rollback()
    for _twice in range(2):
        keep_house(app)
    found = db.scalars(select(CampaignTarget.company_id).order_by(CampaignTarget.company_id))
    assert found.all() == [cast.bakery, cast.forwarder]
    db.rollback()
    assert db.get_one(Campaign, pk).frozen_at is not None


def test_a_visit_names_it_by_one_tap_and_reaches_the_firm(
    browser, cast: Cast, db, running: int
) -> None:
    form = browser("anna").get(f"/contacts/new/visit?company={cast.bakery}").text
    assert "Handwerk vor Ort" in form
    assert "auf der Zielliste" in form
    other = browser("anna").get(f"/contacts/new/visit?company={cast.forwarder}").text
    assert "auf der Zielliste" not in other
    listed = f"/campaigns/targets/?campaign={running}"
    assert "Bäckerei Lüdecke" in browser("anna").get(listed).text
    assert visit(browser, cast, campaign=running).status_code == 302
    made = db.scalars(select(Interaction).where(Interaction.campaign_id == running)).one()
    assert made.campaign.title == "Handwerk vor Ort"
    assert "Bäckerei Lüdecke" not in browser("anna").get(listed).text
    assert "Bäckerei Lüdecke" in browser("anna").get(f"{listed}&reach=reached").text
    page = browser("anna").get(f"/campaigns/{running}").text
    assert "1 von 1 auf der Liste" in page
    assert "Alle auf der Liste sind erreicht" in page
    address = f"/contacts/{made.id}/edit"
    assert send(browser, address, filled(browser, address, campaign="")).status_code == 302
    db.rollback()
    assert db.get_one(Interaction, made.id).campaign_id is None


def test_a_firm_chosen_in_the_form_is_said_to_be_on_the_list(
    browser, cast: Cast, running: int
) -> None:
    part = "/contacts/people?company="
    assert "Zielliste von „Handwerk vor Ort“" in browser("anna").get(f"{part}{cast.bakery}").text
    assert "Zielliste" not in browser("anna").get(f"{part}{cast.forwarder}").text


def test_the_button_of_the_page_names_it_already(browser, cast: Cast, running: int) -> None:
    address = f"/contacts/new/visit?company={cast.bakery}&campaign={running}&status=planned"
    page = browser("anna").get(address).text
    assert f'type="radio" value="{running}"' in page.replace("checked ", "")
    over = browser("anna").get("/contacts/new/visit?campaign=987654")
    assert over.status_code == 200


def test_an_inquiry_names_it_and_hands_it_on(browser, cast: Cast, db, running: int) -> None:
    new = f"/inquiries/new?company={cast.bakery}"
    assert "auf der Zielliste" in browser("anna").get(new).text
    fields = filled(browser, new, subject="Ofen", campaign=running, material=cast.material)
    assert send(browser, "/inquiries/new", fields).status_code == 302
    pk, campaign = db.execute(
        select(Inquiry.id, Inquiry.campaign_id).filter_by(subject="Ofen")
    ).one()
    assert campaign == running
    db.rollback()
    assert "Ofen" in browser("anna").get(f"/campaigns/{running}").text
    form = filled(browser, f"/contacts/new/call?inquiry={pk}")
    assert send(browser, "/contacts/new/call", form).status_code == 302
    call = db.scalars(select(Interaction).where(Interaction.inquiry_id == pk)).one()
    assert (call.campaign_id, call.material_id) == (running, cast.material)


def test_what_is_confidential_is_not_shown_there(browser, cast: Cast, db, running: int) -> None:
    db.get_one(Interaction, cast.confidential).campaign_id = running
    db.commit()
    assert (
        "/contacts/" + str(cast.confidential)
        not in browser("anna").get(f"/campaigns/{running}").text
    )
    assert (
        "/contacts/" + str(cast.confidential) in browser("bernd").get(f"/campaigns/{running}").text
    )


def test_lists_and_exports(browser, cast: Cast, running: int) -> None:
    for address in ("/campaigns/export.csv", f"/campaigns/targets/export.csv?campaign={running}"):
        answer = browser("anna").get(address)
        assert answer.status_code == 200
        assert "Handwerk vor Ort" in answer.text
    assert browser("carla").get("/campaigns/").status_code in (302, 403)
    assert browser("ruth").get(f"/campaigns/{running}").status_code in (302, 403)
    assert "Handwerk vor Ort" in browser("ruth").get("/materials/yield/").text


def test_few_questions(browser, cast: Cast, running: int, statements) -> None:
    for address in ("/campaigns/", f"/campaigns/{running}", f"/campaigns/{running}/edit",
                    f"/campaigns/targets/?campaign={running}",
                    f"/contacts/new/visit?company={cast.bakery}"):  # fmt: skip
        browser("anna").get(address)
        statements.clear()
        browser("anna").get(address)
        assert len(statements.queries) <= 12, (address, statements.queries)
