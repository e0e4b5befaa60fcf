"""The answer was lost on the way, more was written, and it is sent again under the same key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.models import Company, FollowUp, Inquiry, Interaction, Person, RedFlag
from tests.web.cast import Cast

KEY = "0f0f0f0f-aaaa-4bbb-8ccc-000000000001"
TODAY = date.today().isoformat()
LATER = (date.today() + timedelta(7)).isoformat()
FIRST, MORE = "Der Ofen ist zu alt.", "Der Ofen ist zu alt. Sie zieht weg."


def again(browser, address: str, **fields: object):
    """Follows a 307 as a browser does: the same words to the other address."""
    sent = {"csrf_token": browser.token("/day/"), "client_key": KEY, "version": "", **fields}
    answer = browser.client.post(address, data=sent)
    while answer.status_code == 307:
        answer = browser.client.post(answer.location, data=sent)
    return answer


def test_a_visit_with_more_words_and_another_promise(browser, cast: Cast, db) -> None:
    anna, address = browser("anna"), "/contacts/new/visit"
    fields = {
        "company": cast.bakery, "happened_on": TODAY, "status": "held",
        "lead": cast.advisors["anna"], "persons": cast.baker,
        "new_people-0-last_name": "Kern", "follow_ups-0-promise": "Liste",
        "follow_ups-0-due_on": LATER,
    }  # fmt: skip
    assert again(anna, address, **fields, notes=FIRST).status_code == 302
    more = {"follow_ups-1-promise": "Bank anrufen", "follow_ups-1-due_on": LATER}
    assert again(anna, address, **fields, **more, notes=MORE).status_code == 302
    (visit,) = db.scalars(select(Interaction).filter_by(client_key=KEY))
    assert visit.notes == MORE
    assert sorted(each.promise for each in visit.follow_ups) == ["Bank anrufen", "Liste"]
    assert [each.last_name for each in visit.participations[0].persons].count("Kern") == 1
    assert len(db.scalars(select(Person).filter_by(last_name="Kern")).all()) == 1


def test_what_a_colleague_changed_since_is_not_overwritten(browser, cast: Cast, db) -> None:
    anna, address = browser("anna"), "/contacts/new/visit"
    fields = {
        "company": cast.bakery, "happened_on": TODAY, "status": "held",
        "lead": cast.advisors["anna"],
    }  # fmt: skip
    again(anna, address, **fields, notes=FIRST)
    visit = db.scalars(select(Interaction).filter_by(client_key=KEY)).one()
    visit.notes = "Von Lena ergänzt"
    db.commit()
    answer = again(anna, address, **fields, notes=MORE)
    assert answer.status_code == 200
    assert MORE in answer.text
    assert "Von Lena ergänzt" in answer.text
    db.rollback()
    assert db.get_one(Interaction, visit.id).notes == "Von Lena ergänzt"


@pytest.mark.parametrize(
    ("address", "model", "fields"),
    [
        ("/follow-ups/new", FollowUp, {"promise": "Liste", "due_on": LATER, "owner": "anna"}),
        (
            "/gatherings/new?kind=forum",
            Interaction,
            {"kind": "forum", "title": "Forum", "happened_on": TODAY, "status": "held",
             "lead": "anna"},
        ),
        (
            "/inquiries/new",
            Inquiry,
            {"subject": "Zuschuss", "guest_name": "Rosa", "channel": "telephone",
             "received_on": TODAY},
        ),
        (
            "/red-flags/new",
            RedFlag,
            {"kind": "leaving", "company": "bakery", "owner": "anna", "severity": "middle",
             "raised_on": TODAY, "due_on": LATER},
        ),
    ],
)  # fmt: skip
def test_other_forms_with_more_words(
    browser, cast: Cast, db, address: str, model: type, fields: dict[str, str]
) -> None:
    name = "wording" if model is Inquiry else "notes"
    known = {**cast.advisors, "bakery": cast.bakery}
    ids = {key: known.get(value, value) for key, value in fields.items()}
    for words in (FIRST, MORE):
        assert again(browser("anna"), address, **ids, **{name: words}).status_code == 302
    (row,) = db.scalars(select(model).filter_by(client_key=KEY))
    assert getattr(row, name) == MORE


def test_a_firm_with_more_words_says_where_to_add_them(browser, cast: Cast, db) -> None:
    fields = {"name": "Neubau Probst", "street": "Am Markt", "employees": "12", "save_anyway": "y"}
    for _twice in range(2):
        assert again(browser("anna"), "/companies/add", **fields).status_code == 302
    answer = again(browser("anna"), "/companies/add", **{**fields, "street": "Ringweg"})
    assert answer.status_code == 200
    assert "als sie zum ersten Mal gesendet" in answer.text
    assert "Ringweg" in answer.text
    (firm,) = db.scalars(select(Company).filter_by(name="Neubau Probst"))
    link = f'<a href="/companies/edit/{firm.id}" target="_blank" rel="noopener">Neubau Probst</a>'
    assert link in answer.text


def test_a_person_with_other_words_stays_on_the_screen(browser, cast: Cast, db) -> None:
    address = f"/people/add?company={cast.bakery}"
    for _twice in range(2):
        assert (
            again(browser("anna"), address, last_name="Kern", function="Chefin").status_code == 302
        )
    answer = again(browser("anna"), address, last_name="Kern-Maier", function="Chefin")
    assert answer.status_code == 200
    assert "Kern-Maier" in answer.text
    assert db.scalars(select(Person.last_name).filter_by(client_key=KEY)).one() == "Kern"
