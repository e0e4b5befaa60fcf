"""The day begins here: who is met, what is due, what was begun, who was forgotten."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from crm.enums import AssignmentRole, InteractionKind, InteractionStatus, SizeBand
from crm.models import (
    AdvisorAssignment,
    Company,
    CompanyFact,
    District,
    FollowUp,
    Interaction,
    Participation,
    Responsibility,
    Site,
)
from tests.web.cast import Cast

DAY = "/day/"
TODAY = date.today()


def appointment(db, cast: Cast, day: date, **values: object) -> Interaction:
    contact = Interaction(
        kind=InteractionKind.VISIT, status=InteractionStatus.PLANNED, happened_on=day, **values
    )
    contact.participations.append(Participation(company_id=cast.bakery))
    contact.assignments.append(
        AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    )
    db.add(contact)
    db.commit()
    return contact


def part(page: str, title: str) -> str:
    """The card with this title."""
    return re.split(f"<h2[^>]*>{re.escape(title)}</h2>", page)[1].split("</section>")[0]


def english(browser, who: str) -> str:
    return browser(who).get(f"{DAY}?_l_=en").text


def test_todays_appointments_say_when_where_and_whom_to_call(browser, cast: Cast, db) -> None:
    db.get(Company, cast.bakery).phone = "0391 / 540 2500"
    planned = appointment(db, cast, TODAY, starts_at=time(9, 30))
    today = part(english(browser, "anna"), "Today")
    for words in ("09:30", "Bäckerei Lüdecke GmbH", "Breiter Weg 7", "0391 / 540 2500"):
        assert words in today
    assert f"/contacts/{planned.id}/edit?status=held" in today


def test_what_was_planned_and_not_logged_asks_how_it_went(browser, cast: Cast, db) -> None:
    yesterday = appointment(db, cast, TODAY - timedelta(1))
    asked = part(english(browser, "anna"), "How did it go?")
    assert f"/contacts/{yesterday.id}/edit?status=held" in asked


def test_the_next_days_come_after(browser, cast: Cast, db) -> None:
    appointment(db, cast, TODAY + timedelta(3), place="Rathaus")
    assert "Rathaus" in part(english(browser, "anna"), "The next days")
    assert "Rathaus" not in english(browser, "bernd")


def test_what_is_due_is_ticked_off_from_here(browser, cast: Cast) -> None:
    anna = browser("anna")
    page = anna.get(DAY).text
    assert f"/follow-ups/{cast.follow_up}/done" in page
    anna.post(f"/follow-ups/{cast.follow_up}/done", page=DAY, next=DAY)
    assert f"/follow-ups/{cast.follow_up}/done" not in anna.get(DAY).text


def test_what_is_due_later_is_counted(browser, cast: Cast, db) -> None:
    for days in (30, 40):
        due_on = TODAY + timedelta(days)
        db.add(FollowUp(promise=f"In {days} Tagen", due_on=due_on, first_due_on=due_on,
                        owner_id=cast.advisors["anna"]))  # fmt: skip
    db.commit()
    page = browser("anna").get(DAY).text
    assert "In 30 Tagen" not in page
    assert "und 2 spätere" in page


def test_drafts_are_gone_on_with_or_thrown_away(browser, cast: Cast) -> None:
    anna = browser("anna")
    new = "/contacts/new/visit"
    anna.post("/drafts/d-1", page=new, draft_address=new, draft_title="Besuch bei Lüdecke")
    page = anna.get(DAY).text
    assert "Besuch bei Lüdecke" in page
    assert "/drafts/d-1/go-on" in page
    assert "Besuch bei Lüdecke" not in browser("bernd").get(DAY).text
    anna.post("/drafts/d-1/discard", page=DAY)
    assert "Besuch bei Lüdecke" not in anna.get(DAY).text


def small_firm(db, name: str, district: District, band: SizeBand = SizeBand.FROM_1) -> Company:
    firm = Company(name=name)
    firm.sites.append(Site(street="Weg", district=district))
    firm.facts.append(CompanyFact(size_band=band, valid_from=date(2020, 1, 1), source="test"))
    db.add(firm)
    db.commit()
    return firm


def test_small_firms_in_my_care_that_nobody_spoke_to(browser, cast: Cast, db) -> None:
    district = db.get(District, cast.district)
    never = small_firm(db, "Nähstube Nie", district)
    small_firm(db, "Großwerk", district, SizeBand.FROM_500)
    page = english(browser, "anna")
    firms = page.split('id="day-unspoken"')[1].split("</section>")[0]
    assert firms.index("Nähstube Nie") < firms.index("Bäckerei Lüdecke")
    assert "no individual contact yet" in firms
    assert f"/contacts/new/visit?company={never.id}&amp;status=planned" in firms
    assert "Großwerk" not in firms
    assert "Elbe Spedition" not in firms


def test_care_by_sector_and_firm_counts_too(browser, cast: Cast, db) -> None:
    bernd = cast.advisors["bernd"]
    assert "No district, sector or firm is in your care" in english(browser, "bernd")
    for named in ({"wz_section": "C"}, {"company_id": cast.bakery}):
        care = Responsibility(advisor_id=bernd, valid_from=date(2020, 1, 1), **named)
        db.add(care)
        db.commit()
        firms = english(browser, "bernd").split('id="day-unspoken"')[1]
        assert "Bäckerei Lüdecke" in firms
        db.delete(care)
        db.commit()


def test_care_that_has_ended_is_over(browser, cast: Cast, db) -> None:
    care = db.scalars(select(Responsibility)).one()
    care.valid_to = TODAY - timedelta(1)
    db.commit()
    assert "Bäckerei" not in english(browser, "anna").split('id="day-unspoken"')[1]


def test_a_logged_visit_is_there_at_once(browser, cast: Cast) -> None:
    anna = browser("anna")
    fields = {"company": cast.bakery, "happened_on": TODAY.isoformat(), "status": "held"}
    anna.post("/contacts/new/visit", **fields, lead=cast.advisors["anna"])
    assert "Bäckerei Lüdecke" in part(english(browser, "anna"), "My latest contacts")


def test_who_advises_nobody_is_told_so(browser, cast: Cast) -> None:
    assert "connected with no advisor" in english(browser, "vera")
    assert browser("ruth").get(DAY).status_code in (302, 403)


@pytest.mark.parametrize("who", ["anna", "lena", "vera"])
def test_the_day_asks_little_and_weighs_little(
    browser, cast: Cast, db, statements, who: str
) -> None:
    for days in range(-3, 4):
        appointment(db, cast, TODAY + timedelta(days))
    reader = browser(who)
    statements.clear()
    answer = reader.get(DAY)
    assert answer.status_code == 200
    assert len(statements.queries) <= 12, statements.queries
    assert len(answer.data) < 100_000


def test_a_gathering_to_which_people_came_is_not_left_as_planned(browser, cast: Cast, db) -> None:
    """Marked on the eve, or set back to planned: it counted nowhere, and nobody said so."""
    forum = Interaction(
        kind=InteractionKind.FORUM, title="Herbstforum", status=InteractionStatus.PLANNED,
        happened_on=TODAY - timedelta(60),
    )  # fmt: skip
    forum.participations.append(Participation(company_id=cast.bakery))
    forum.assignments.append(
        AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    )
    empty = Interaction(
        kind=InteractionKind.FORUM, title="Niemand da", status=InteractionStatus.PLANNED,
        happened_on=TODAY - timedelta(3),
    )  # fmt: skip
    db.add_all([forum, empty])
    db.commit()
    day = browser("anna").get(DAY).text
    card = day.split("noch gilt es als geplant")[1].split("</section>")[0]
    assert "Herbstforum" in card
    assert "1 war da" in card
    assert "Niemand da" not in card
    assert "Herbstforum" not in browser("bernd").get(DAY).text
    shown = browser("anna").get(f"/gatherings/{forum.id}").text
    assert "1 ist als da vermerkt, aber dies gilt noch als geplant" in shown
    browser("anna").post(f"/contacts/{forum.id}/settle", page=DAY, status="held", next=DAY)
    db.rollback()
    assert db.get_one(Interaction, forum.id).status is InteractionStatus.HELD
    assert "noch gilt es als geplant" not in browser("anna").get(DAY).text


def test_a_firm_that_nobody_spoke_to_has_its_number_beside_it(browser, cast: Cast, db) -> None:
    db.get(Company, cast.bakery).phone = "0391 / 540 2500"
    db.commit()
    firms = english(browser, "anna").split('id="day-unspoken"')[1].split("</section>")[0]
    assert 'href="tel:03915402500"' in firms
    assert "/coverage/never" in firms
