"""Calendar feeds: the reader's own days, read with a secret and without a login, revocable."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from crm import clock
from crm.models import (
    AdvisorAssignment,
    CalendarFeed,
    FollowUp,
    Interaction,
    Login,
    Participation,
    TeamMembership,
)
from tests.web.cast import Cast

SOON = clock.today() + timedelta(3)


@pytest.fixture
def planned(db, cast: Cast):
    """planned("anna", firm, ...) -> the id of a visit that is to take place in three days."""

    def make(name: str, company_id: int, **values: Any) -> int:
        told = {"kind": "visit", "status": "planned", "happened_on": SOON, **values}
        visit = Interaction(**told)
        visit.participations.append(Participation(company_id=company_id))
        advisor_id = cast.advisors[name]
        visit.assignments.append(AdvisorAssignment(advisor_id=advisor_id, role="lead"))
        db.add(visit)
        db.commit()
        return visit.id

    return make


@pytest.fixture
def subscribe(browser):
    """subscribe("anna") -> the address that their account shows."""

    def make(name: str, whose: str = "mine") -> str:
        browser(name).post("/account/calendar", page="/account/", whose=whose)
        page = browser(name).get("/account/").text
        return [unescape(found) for found in re.findall(r'value="([^"]*feed\.ics[^"]*)"', page)][-1]

    return make


def events(browser, address: str) -> dict[str, Any]:
    """By uid, as a stranger's program reads them."""
    answer = browser(None).get(address)
    assert answer.status_code == 200, answer.text
    assert answer.content_type.startswith("text/calendar")
    return {str(e["uid"]).split("@")[0]: e for e in Calendar.from_ical(answer.data).walk("VEVENT")}


def test_my_appointments_and_follow_ups(browser, cast: Cast, planned, subscribe) -> None:
    visit = planned("anna", cast.bakery, starts_at=time(9, 30), duration_minutes=45)
    bernds = planned("bernd", cast.forwarder)
    found = events(browser, subscribe("anna"))
    assert set(found) == {f"contact-{visit}", f"follow-up-{cast.follow_up}"}
    event = found[f"contact-{visit}"]
    assert event["summary"] == "Betriebsbesuch: Bäckerei Lüdecke GmbH"
    assert event["dtstart"].dt == datetime.combine(SOON, time(9, 30), clock.zone())
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=45)
    assert event["location"] == "Breiter Weg 7, 39104 Magdeburg"
    promise = found[f"follow-up-{cast.follow_up}"]
    assert promise["summary"] == "Wiedervorlage: Förderliste schicken · Bäckerei Lüdecke GmbH"
    assert promise["dtstart"].dt == date.today()
    assert f"contact-{bernds}" in events(browser, subscribe("bernd"))


def test_of_what_is_confidential_it_tells_the_hour_alone(
    browser, cast: Cast, db, planned, subscribe
) -> None:
    secret = planned("bernd", cast.forwarder, is_confidential=True, title="GEHEIM", place="GEHEIM",
                     starts_at=time(8))  # fmt: skip
    address = subscribe("bernd")
    found = events(browser, address)
    assert found[f"contact-{secret}"]["summary"] == "Vertraulicher Termin"
    text = browser(None).get(address).text
    assert "GEHEIM" not in text
    assert "Spedition" not in text
    hidden = db.scalars(select(FollowUp).where(FollowUp.interaction_id == cast.confidential)).one()
    assert found[f"follow-up-{hidden.id}"]["summary"] == "Vertrauliche Wiedervorlage"


def test_a_teams_calendar_leaves_out_what_is_confidential(
    browser, cast: Cast, planned, subscribe
) -> None:
    open_one = planned("anna", cast.bakery)
    secret = planned("anna", cast.bakery, is_confidential=True)
    others = planned("bernd", cast.bakery)
    found = events(browser, subscribe("lena", "team"))
    assert f"contact-{open_one}" in found
    assert not {f"contact-{secret}", f"contact-{others}"} & set(found)
    assert "Anna Beier" in found[f"follow-up-{cast.follow_up}"]["summary"]


def test_a_revoked_address_is_dead_and_a_new_one_is_another(
    browser, cast: Cast, db, subscribe
) -> None:
    first = subscribe("anna")
    assert subscribe("anna") == first
    feed = db.scalars(select(CalendarFeed)).one()
    refused = browser("bernd").post(f"/account/calendar/{feed.id}/revoke", page="/account/")
    assert refused.status_code == 404
    browser("anna").post(f"/account/calendar/{feed.id}/revoke", page="/account/")
    assert browser(None).get(first).status_code == 404
    assert subscribe("anna") != first


@pytest.mark.parametrize("key", ["", "x", "x.y.z", "a" * 5000])
def test_what_the_office_has_not_signed_is_not_there(browser, cast: Cast, key: str) -> None:
    assert browser(None).get(f"/calendar/feed.ics?key={key}").status_code == 404
    assert browser("vera").get(f"/calendar/feed.ics?key={key}").status_code == 404


def test_whoever_leaves_reads_no_more(browser, cast: Cast, db, subscribe) -> None:
    team, own = subscribe("anna", "team"), subscribe("anna")
    gone = {"valid_to": clock.today() - timedelta(1)}
    of_anna = TeamMembership.advisor_id == cast.advisors["anna"]
    db.execute(update(TeamMembership).where(of_anna).values(gone))
    db.commit()
    codes = {browser(None).get(address).status_code for address in (team, own)}
    assert codes == {200, 404}
    anna = db.scalars(select(Login).where(Login.username == "anna")).one()
    anna.active = False
    db.commit()
    try:
        assert {browser(None).get(address).status_code for address in (team, own)} == {404}
    finally:
        anna.active = True
        db.commit()


def test_those_who_advise_nobody_have_no_calendar(browser, cast: Cast) -> None:
    assert "feed.ics" not in browser("ruth").get("/account/").text
    assert browser("ruth").post("/account/calendar", page="/account/").status_code == 404


def test_a_feed_asks_little(browser, cast: Cast, planned, subscribe, statements) -> None:
    for _one in range(40):
        planned("anna", cast.bakery)
    address = subscribe("anna")
    statements.clear()
    browser(None).get(address)
    assert len(statements.queries) <= 8
