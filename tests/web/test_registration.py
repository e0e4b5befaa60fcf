"""The personal link of an invitation: looked at, answered, changed; without an account."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import open_engine
from crm.enums import AssignmentRole, InteractionStatus, ParticipationStatus
from crm.models import (
    AdvisorAssignment,
    Company,
    GatheringPlan,
    Interaction,
    Invitation,
    Mail,
    Participation,
)
from crm.services.invitations import with_token
from crm.services.registration import token_for
from tests.web.cast import Cast
from tests.web.conftest import TOKEN
from tests.web.forms import filled

SOON = date.today() + timedelta(30)
REGISTERED, WAITING, DECLINED = (
    ParticipationStatus.REGISTERED, ParticipationStatus.WAITING, ParticipationStatus.DECLINED,
)  # fmt: skip


@pytest.fixture
def links(app, db, cast: Cast) -> list[str]:
    """Of the bakery and the forwarder, to a round table with two seats."""
    made = Interaction(
        kind="round_table", title="Stammtisch Altstadt", happened_on=SOON, status="planned",
        starts_at=None, place="Ratskeller", notes="INTERN",
        plan=GatheringPlan(capacity=2, programme="Suppe\nGespräch", budget_line="1.571"),
    )  # fmt: skip
    for pk, address in ((cast.bakery, "ofen@example.org"), (cast.forwarder, None)):
        row = Participation(company_id=pk, status="invited")
        db.get_one(Company, pk).email = address
        made.participations.append(row)
    db.add(made)
    db.flush()
    secret = app.config["SECRET_KEY"]
    for row in made.participations:
        with_token(row, secret)
    db.commit()
    return [f"/anmeldung/{token_for(secret, row)}" for row in made.participations]


def rows(db) -> list[Participation]:
    db.rollback()
    query = select(Participation).join(Participation.invitation).order_by(Participation.id)
    return list(db.scalars(query))


def reply(browser, link: str, **fields: object):
    form = filled(browser, link, None, **fields)
    return browser(None).post(link, **form)


def mails(db) -> list[Mail]:
    db.rollback()
    return list(db.scalars(select(Mail).order_by(Mail.id)))


def test_it_shows_the_gathering_and_nothing_else(browser, links: list[str]) -> None:
    page = browser(None).get(links[0])
    for words in ("Stammtisch Altstadt", "Ratskeller", "Suppe", "Bäckerei Lüdecke", "noindex"):
        assert words in page.text
    for words in ("INTERN", "1.571", "Spedition", "side-menu"):
        assert words not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    english = browser(None).get(f"{links[0]}?_l_=en").text
    assert "Yes, we come" in english


def test_yes_is_confirmed_by_mail_with_a_calendar_entry(browser, db, links) -> None:
    answer = reply(browser, links[0], coming="yes", people="2", names="Karin Lüdecke , Tom Kern")
    assert answer.status_code == 302
    one, _two = rows(db)
    assert one.status is REGISTERED
    assert (one.guest_name, one.invitation.people) == ("Karin Lüdecke, Tom Kern", 2)
    (mail,) = mails(db)
    assert mail.to_address == "ofen@example.org"
    assert "mit 2 Personen angemeldet" in mail.text
    assert links[0] in mail.text
    assert f"{links[0]}/termin.ics" in mail.text
    page = browser(None).get(answer.location).text
    assert "badge-good" in page
    assert "2 Personen" in page
    assert filled(browser, links[0], None)["people"] == "2"


def test_the_calendar_entry(browser, db, links) -> None:
    answer = browser(None).get(f"{links[0]}/termin.ics")
    assert answer.mimetype == "text/calendar"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["SUMMARY"] == "Stammtisch Altstadt"
    assert event["LOCATION"] == "Ratskeller"
    assert event.decoded("DTSTART") == SOON
    assert event.decoded("DTEND") == SOON + timedelta(1)


def test_who_comes_too_late_waits_and_moves_up_with_a_mail(browser, db, links) -> None:
    reply(browser, links[1], coming="yes", people="2")
    assert "Warteliste" in browser(None).get(links[0]).text
    reply(browser, links[0], coming="yes", people="1")
    assert [row.status for row in rows(db)] == [WAITING, REGISTERED]
    assert "Warteliste" in mails(db)[0].subject
    reply(browser, links[1], coming="no")
    assert [row.status for row in rows(db)] == [REGISTERED, DECLINED]
    last = mails(db)[-1]
    assert last.to_address == "ofen@example.org"
    assert "ein Platz ist frei geworden" in last.text


def test_a_colleague_who_takes_one_off_lets_the_next_in(browser, db, links) -> None:
    reply(browser, links[1], coming="yes", people="2")
    reply(browser, links[0], coming="yes", people="1")
    _waiting, seated = rows(db)
    home = f"/gatherings/{seated.interaction_id}"
    browser("vera").post(f"{home}/take-off", page=home, row=seated.id)
    (one,) = rows(db)
    assert one.status is REGISTERED
    assert "ein Platz ist frei geworden" in mails(db)[-1].text


def test_sent_twice_it_counts_once(browser, db, links) -> None:
    for _twice in range(2):
        reply(browser, links[0], coming="yes", people="2")
    one, two = rows(db)
    assert (one.status, two.status) == (REGISTERED, ParticipationStatus.INVITED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"coming": ""},
        {"coming": "vielleicht"},
        {"coming": "yes", "people": "0"},
        {"coming": "yes", "people": ""},
        {"coming": "yes", "people": "x"},
        {"coming": "yes", "people": "9999"},
        {"coming": "yes", "people": "3"},
        {"coming": "yes", "people": "1", "names": "x" * 201},
        {"coming": "yes", "people": "1", "remark": "x" * 1001},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(browser, db, links, wrong) -> None:
    answer = reply(browser, links[0], **{"remark": "vegetarisch", **wrong})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.text
    assert "vegetarisch" in answer.text or "xxx" in answer.text
    assert rows(db)[0].status is ParticipationStatus.INVITED
    assert mails(db) == []


def test_without_a_token_nothing_is_taken(browser, db, links) -> None:
    answer = browser(None).client.post(links[0], data={"coming": "yes", "people": "1"})
    assert answer.status_code == 400
    assert rows(db)[0].status is ParticipationStatus.INVITED


def test_a_wrong_link_opens_nothing(browser, links) -> None:
    for token in ("aaaa-bbbb-cccc-dddd", "x" * 500, "1"):
        assert browser(None).get(f"/anmeldung/{token}").status_code == 404


def test_after_the_day_the_link_shows_nothing_of_the_firm(browser, db, links) -> None:
    form = filled(browser, links[0], None, coming="yes", people="1")
    gathering = db.scalars(select(Interaction).filter_by(title="Stammtisch Altstadt")).one()
    gathering.happened_on = date.today() - timedelta(1)
    db.commit()
    page = browser(None).get(links[0])
    assert page.status_code == 410
    assert "Bäckerei" not in page.text
    assert browser(None).post(links[0], page="/kontakt/", **form).status_code == 410
    assert rows(db)[0].status is ParticipationStatus.INVITED


def test_a_cancelled_gathering_says_so(browser, db, links) -> None:
    form = filled(browser, links[0], None, coming="yes", people="1")
    gathering = db.scalars(select(Interaction).filter_by(title="Stammtisch Altstadt")).one()
    gathering.status = InteractionStatus.CANCELLED
    db.commit()
    assert "abgesagt" in browser(None).get(links[0]).text
    assert browser(None).post(links[0], page="/kontakt/", **form).status_code == 200
    assert rows(db)[0].status is ParticipationStatus.INVITED


def test_the_answer_is_in_the_language_of_who_answers(browser, db, links) -> None:
    form = filled(browser, links[0], None, coming="yes", people="1")
    answer = browser(None).post(f"{links[0]}?_l_=en", page=links[0], **form)
    assert answer.status_code == 302, answer.text
    (mail,) = mails(db)
    assert mail.language == "en"
    assert "You are registered" in mail.subject
    assert db.scalars(
        select(Invitation.language).where(Invitation.answered_at.is_not(None))
    ).all() == ["en"]


def test_the_key_is_not_in_the_log(app, browser, links, caplog) -> None:
    with caplog.at_level("INFO"):
        browser(None).get(links[0])
    assert links[0] not in caplog.text


def test_one_address_may_not_try_for_ever(tmp_path, new_database) -> None:
    settings = Settings(
        home=tmp_path, database_url=new_database("sqlite", "rate"), public_rate="2 per hour"
    )
    tables = open_engine(settings.url)
    set_up(tables)
    tables.dispose()
    app = create_app(settings)
    client = app.test_client()
    token = TOKEN.search(client.get("/kontakt/").text)[1]
    answers = [
        client.post("/anmeldung/aaaa-bbbb-cccc-dddd", data={"csrf_token": token}).status_code
        for _try in range(3)
    ]
    assert answers == [404, 404, 429]
    app.extensions["crm_engine"].dispose()


def test_a_cancelled_round_table_tells_who_registered_and_no_other(browser, db, cast, links):
    """The bakery registered and reads it, in English as it answered; the forwarder did not."""
    reply(browser, links[0], coming="yes", people="1")
    row = rows(db)[0]
    row.invitation.language = "en"
    db.commit()
    pk = row.interaction_id
    lead = AdvisorAssignment(
        interaction_id=pk, advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD
    )
    db.add(lead)
    db.commit()
    browser("anna").post(f"/contacts/{pk}/settle", page=f"/gatherings/{pk}", status="cancelled")
    db.rollback()
    *_before, off = db.scalars(select(Mail).order_by(Mail.id))
    assert off.to_address == "ofen@example.org"
    assert off.subject == "Does not take place: Stammtisch Altstadt"
    (event,) = Calendar.from_ical(off.calendar).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
    assert "METHOD:CANCEL" in off.calendar
    told = [mail for mail in db.scalars(select(Mail)) if mail.key.startswith("cancelled")]
    assert len(told) == 1


def test_a_round_table_that_was_is_cancelled_without_a_letter(browser, db, cast, links) -> None:
    row = rows(db)[0]
    row.status = REGISTERED
    row.interaction.happened_on = date.today() - timedelta(3)
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    row.interaction.assignments.append(lead)
    pk = row.interaction_id
    db.commit()
    browser("anna").post(f"/contacts/{pk}/settle", page=f"/gatherings/{pk}", status="cancelled")
    db.rollback()
    assert db.get_one(Interaction, pk).status is InteractionStatus.CANCELLED
    assert list(db.scalars(select(Mail))) == []
