"""Who wants no contact: said on the firm's and the person's page, kept out where we begin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from crm import clock
from crm.enums import AssignmentRole, SuggestionRule
from crm.models import (
    AdvisorAssignment,
    Company,
    Interaction,
    Mail,
    Participation,
    Person,
    RedFlagSuggestion,
)
from tests.web.cast import Cast
from tests.web.forms import filled, send

SAID = {"no_contact_since": "2026-03-01", "no_contact_source": "am Telefon"}


@pytest.fixture
def forum(db, cast: Cast) -> int:
    made = Interaction(kind="forum", title="Forum", status="planned",
                       happened_on=clock.today() + timedelta(20))  # fmt: skip
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(lead)
    db.add(made)
    db.commit()
    return made.id


def change(browser, address: str, **fields: object):
    return send(browser, address, filled(browser, address, **fields))


def test_said_on_the_page_and_left_out_of_the_invitation(browser, db, cast: Cast, forum) -> None:
    change(browser, f"/companies/edit/{cast.bakery}", **SAID)
    shown = browser("anna").get(f"/companies/{cast.bakery}").text
    assert "Möchte seit 01.03.2026 nicht angeschrieben oder angerufen werden (am Telefon)" in shown
    page = f"/gatherings/{forum}/invite"
    choice = browser("anna").get(page).text
    assert "1 Unternehmen fehlt: Es möchte nicht kontaktiert werden" in choice
    assert f'name="row" value="{cast.bakery}"' not in choice
    browser("anna").post(page, page=page, row=cast.bakery)
    db.rollback()
    assert (
        db.scalars(select(Participation).where(Participation.interaction_id == forum)).all() == []
    )


def test_no_letter_goes_to_who_was_invited_before(browser, db, cast: Cast, forum) -> None:
    bakery = db.get_one(Company, cast.bakery)
    bakery.email = "ofen@example.org"
    db.add(Participation(interaction_id=forum, company_id=cast.bakery, status="invited"))
    db.commit()
    change(browser, f"/companies/edit/{cast.bakery}", **SAID)
    page = f"/gatherings/{forum}/letters"
    assert "1 Unternehmen fehlt" in browser("anna").get(page).text
    for how in ("mail", "paper_for_all"):
        fields = filled(browser, page, how=how, subject="Forum", text="Kommen Sie?")
        browser("anna").post(page, **fields)
    db.rollback()
    assert db.scalars(select(Mail)).all() == []


@pytest.mark.parametrize("name", list(SAID))
def test_half_of_it_is_refused_and_stays(browser, db, cast: Cast, name: str) -> None:
    answer = change(browser, f"/companies/edit/{cast.bakery}", **{name: SAID[name]})
    assert answer.status_code == 200
    db.rollback()
    assert db.get_one(Company, cast.bakery).no_contact_since is None


def test_a_person_who_gave_the_year_and_wants_no_contact(browser, db, cast: Cast) -> None:
    year = clock.today().year - 65
    change(browser, f"/people/edit/{cast.baker}", birth_year=str(year), **SAID)
    shown = browser("anna").get(f"/people/{cast.baker}").text
    assert str(year) in shown
    assert "nur für die Nachfolge" in shown
    assert "möchte keinen Kontakt" in browser("anna").get(f"/companies/{cast.bakery}").text
    for nonsense in ("1066", str(clock.today().year), "abc"):
        refused = change(browser, f"/people/edit/{cast.baker}", birth_year=nonsense)
        assert refused.status_code == 200
    db.rollback()
    assert db.get_one(Person, cast.baker).birth_year == year


def test_noting_the_succession_answers_the_suggestion(browser, db, cast: Cast) -> None:
    db.get_one(Person, cast.baker).birth_year = clock.today().year - 65
    today = clock.today()
    db.add(
        RedFlagSuggestion(
            company_id=cast.bakery, rule=SuggestionRule.SUCCESSION, kind="succession",
            first_day=today, last_day=today, evidence="succession", found_on=today,
        )
    )  # fmt: skip
    db.commit()
    page = f"/companies/{cast.bakery}"
    assert "eine Nachfolge ist nicht vermerkt" in browser("anna").get(page).text
    change(browser, f"/companies/edit/{cast.bakery}", succession_on=today.isoformat(),
           succession_note="Tochter")  # fmt: skip
    shown = browser("anna").get(page).text
    assert "eine Nachfolge ist nicht vermerkt" not in shown
    assert "Nachfolge geregelt" in shown
