"""An inquiry on screen: written down, taken, answered, waited for, closed; and what comes of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import InquiryChannel, InquiryOutcome
from crm.models import FollowUp, Inquiry, Interaction, Partner, Responsibility, Topic
from crm.models.base import utc_now
from crm.services import inquiries
from tests.web.cast import OFFICE, Cast
from tests.web.forms import filled, send

NEW = "/inquiries/new"


def stored(db: Session, subject: str = "Zuschuss zum Ofen") -> Inquiry:
    db.rollback()
    return db.scalars(select(Inquiry).filter_by(subject=subject)).one()


@pytest.fixture
def ask(db, cast: Cast):
    """ask(subject, days_ago, ...) -> the id of an inquiry of the bakery."""

    def make(subject: str = "Zuschuss zum Ofen", days_ago: int = 0, **values: object) -> int:
        asked = {
            "subject": subject, "company_id": cast.bakery, "channel": InquiryChannel.TELEPHONE,
            "received_at": utc_now() - timedelta(days_ago), **values,
        }  # fmt: skip
        inquiry = inquiries.receive(db, OFFICE, asked)
        db.commit()
        return inquiry.id

    return make


def tap(browser, pk: int, step: str, name: str = "anna", **fields: object):
    return browser(name).post(f"/inquiries/{pk}/{step}", page=f"/inquiries/{pk}", **fields)


def test_an_inquiry_is_written_down_and_stands_with_its_firm(browser, cast: Cast, db) -> None:
    fields = filled(browser, f"{NEW}?company={cast.bakery}", subject="Zuschuss zum Ofen",
                    wording="Gibt es Geld vom Land?", topic=cast.topic)  # fmt: skip
    answer = send(browser, NEW, fields)
    inquiry = stored(db)
    assert answer.location == f"/inquiries/{inquiry.id}"
    assert inquiry.owner.name == "Anna Beier"
    assert inquiry.topic_id == cast.topic
    assert inquiry.channel is InquiryChannel.TELEPHONE
    assert utc_now() - inquiry.received_at < timedelta(minutes=2)
    assert inquiry.due_on > clock.today()
    for page in (f"/inquiries/{inquiry.id}", f"/companies/{cast.bakery}", "/day/", "/inquiries/"):
        assert "Zuschuss zum Ofen" in browser("anna").get(page).text, page


def test_a_founder_needs_no_firm_and_nobody_is_no_inquiry(browser, cast: Cast, db) -> None:
    founder = filled(browser, NEW, subject="Laden gesucht", guest_name="Rosa Kern")
    assert send(browser, NEW, founder).status_code == 302
    assert stored(db, "Laden gesucht").company_id is None
    nobody = filled(browser, NEW, subject="Wer weiß", wording="GANZ WICHTIG")
    answer = send(browser, NEW, nobody)
    assert answer.status_code == 200
    assert "GANZ WICHTIG" in answer.text
    assert "schreiben Sie, wer fragt" in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": ""}, "Worum geht es?"),
        ({"received_on": "2199-01-01"}, "Das liegt in der Zukunft"),
        ({"received_on": ""}, "An welchem Tag kam sie?"),
        ({"channel": ""}, "Auf welchem Weg kam sie?"),
        ({"forwarded_on": "2020-01-01"}, "erst, nachdem sie eingegangen ist"),
    ],
)
def test_what_is_refused_stays_on_the_screen(
    browser, cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    fields = {"subject": "Etwas", "guest_name": "Rosa", "wording": "Wortlaut", **changes}
    answer = send(browser, NEW, filled(browser, NEW, "anna", **fields))
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Wortlaut" in answer.text


def test_it_is_taken_answered_and_closed(browser, cast: Cast, db, ask) -> None:
    pk = ask()
    assert "Noch kümmert sich niemand" in browser("anna").get(f"/inquiries/{pk}").text
    tap(browser, pk, "take")
    assert stored(db).owner.name == "Anna Beier"
    tap(browser, pk, "acknowledge")
    assert stored(db).acknowledged_at
    tap(browser, pk, "reply")
    assert stored(db).first_reply_at
    answer = tap(browser, pk, "close", outcome="answered", answer="Merkblatt geschickt")
    assert answer.status_code == 302
    closed = stored(db)
    assert (closed.outcome, closed.answer) == (InquiryOutcome.ANSWERED, "Merkblatt geschickt")
    anna = browser("anna")
    tap(browser, pk, "reopen")
    assert stored(db).is_open
    again = anna.post(f"/inquiries/{pk}/close", page=f"/inquiries/{pk}", outcome="answered")
    assert again.status_code == 302
    assert "Rückgängig" in anna.get(f"/inquiries/{pk}").text
    assert "Zuschuss zum Ofen" not in anna.get("/day/").text


def test_an_answer_noted_by_mistake_is_taken_back(browser, cast: Cast, db, ask) -> None:
    pk = ask()
    tap(browser, pk, "take")
    tap(browser, pk, "reply")
    assert f"/inquiries/{pk}/take-back-reply" in browser("anna").get(f"/inquiries/{pk}").text
    tap(browser, pk, "take-back-reply")
    assert stored(db).first_reply_at is None


def test_words_of_a_step_that_is_refused_stay(browser, cast: Cast, db, ask) -> None:
    pk = ask()
    answer = tap(browser, pk, "close", outcome="", answer="DREI ABSÄTZE")
    assert answer.status_code == 200
    assert "DREI ABSÄTZE" in answer.text
    tap(browser, pk, "close", outcome="answered")
    late = tap(browser, pk, "close", outcome="withdrawn", answer="ZU SPÄT")
    assert "ist schon abgeschlossen" in late.text
    assert stored(db).outcome is InquiryOutcome.ANSWERED
    tap(browser, pk, "reopen")
    tap(browser, pk, "take")
    reason = tap(browser, pk, "hand-over", to="0", reason="WEIL ICH GEHE")
    assert "Wählen Sie, wer sie übernimmt" in reason.text
    assert "WEIL ICH GEHE" in reason.text


def test_the_clock_stands_while_the_firm_is_waited_for(browser, cast: Cast, db, ask) -> None:
    pk = ask(owner_id=cast.advisors["anna"])
    tap(browser, pk, "wait", reason="Bauplan fehlt")
    assert stored(db).due_on is None
    assert "wartet auf das Unternehmen" in browser("lena").get("/inquiries/").text
    tap(browser, pk, "go-on")
    assert stored(db).due_on


def test_it_is_handed_over_with_a_reason(browser, cast: Cast, db, ask) -> None:
    pk = ask(owner_id=cast.advisors["anna"])
    refused = tap(browser, pk, "hand-over", to=cast.advisors["lena"])
    assert "warum sie übergeben wird" in refused.text
    assert stored(db).owner_id == cast.advisors["anna"]
    tap(browser, pk, "hand-over", to=cast.advisors["lena"], reason="kennt den Betrieb")
    assert stored(db).owner_id == cast.advisors["lena"]
    page = browser("lena").get(f"/inquiries/{pk}").text
    assert "Anna Beier → Lena Dorn" in page
    assert "kennt den Betrieb" in page


def test_who_is_responsible_is_suggested_and_nobody_is_given_it(
    browser, cast: Cast, db, ask
) -> None:
    """Anna cares for the district, Bernd for the topic: the topic is nearer to the matter."""
    topic = db.scalars(select(Topic)).first()
    bernd = Responsibility(
        advisor_id=cast.advisors["bernd"], topic_id=topic.id, valid_from=date(2020, 1, 1)
    )
    db.add(bernd)
    pk = ask(topic_id=topic.id)
    page = browser("lena").get(f"/inquiries/{pk}").text
    assert page.index("An Bernd") < page.index("An Anna")
    assert "zuständig für das Thema" in page
    assert "zuständig für den Stadtteil" in page
    assert stored(db).owner_id is None


def test_late_ones_rise(browser, cast: Cast, ask) -> None:
    ask("Neu von heute")
    ask("Lange liegen geblieben", 30, owner_id=cast.advisors["anna"])
    page = browser("lena").get("/inquiries/").text
    assert page.index("Lange liegen geblieben") < page.index("Neu von heute")
    assert "verspätet seit" in page


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("open", {"Neu", "Alt", "Wartet"}), ("late", {"Alt"}), ("nobodys", {"Neu"}),
        ("waiting", {"Wartet"}), ("closed", {"Zu"}), ("all", {"Neu", "Alt", "Wartet", "Zu"}),
    ],
)  # fmt: skip
def test_the_list_is_filtered(browser, cast: Cast, db, ask, state: str, found: set[str]) -> None:
    anna = cast.advisors["anna"]
    db.delete(db.get_one(Inquiry, cast.inquiry))
    ask("Neu")
    ask("Alt", 30, owner_id=anna)
    waits, closed = ask("Wartet", owner_id=anna), ask("Zu", owner_id=anna)
    tap(browser, waits, "wait", reason="Plan")
    tap(browser, closed, "close", outcome="referred_on")
    export = browser("anna").get(f"/inquiries/list/export.csv?state={state}").text
    assert {line.split(";")[0].strip('"') for line in export.splitlines()[1:]} == found
    page = browser("anna").get(f"/inquiries/list/?state={state}").text
    assert all(f">{subject}</a>" in page for subject in found)


def test_a_visit_of_an_inquiry_answers_it_and_both_know(browser, cast: Cast, db, ask) -> None:
    pk = ask(days_ago=1, owner_id=cast.advisors["anna"])
    form = f"/contacts/new/visit?inquiry={pk}"
    fields = filled(browser, form)
    assert fields["company"] == str(cast.bakery)
    assert send(browser, form, fields).status_code == 302
    inquiry = stored(db)
    (visit,) = db.scalars(select(Interaction).filter_by(inquiry_id=pk))
    assert inquiry.first_reply_at
    assert f"/contacts/{visit.id}" in browser("anna").get(f"/inquiries/{pk}").text
    assert f"/inquiries/{pk}" in browser("anna").get(f"/contacts/{visit.id}").text


def test_a_visit_that_is_planned_does_not_answer_it(browser, cast: Cast, db, ask) -> None:
    pk = ask(owner_id=cast.advisors["anna"])
    form = f"/contacts/new/visit?inquiry={pk}&status=planned"
    later = (clock.today() + timedelta(3)).isoformat()
    assert send(browser, form, filled(browser, form, happened_on=later)).status_code == 302
    assert stored(db).first_reply_at is None


def test_a_follow_up_of_an_inquiry(browser, cast: Cast, db, ask) -> None:
    pk = ask(owner_id=cast.advisors["anna"])
    form = f"/follow-ups/new?inquiry={pk}"
    assert send(browser, form, filled(browser, form, promise="Liste schicken")).status_code == 302
    db.rollback()
    promise = db.scalars(select(FollowUp).filter_by(promise="Liste schicken")).one()
    assert (promise.inquiry_id, promise.company_id) == (pk, cast.bakery)
    assert "Liste schicken" in browser("anna").get(f"/inquiries/{pk}").text
    assert "Zuschuss zum Ofen" in browser("anna").get(f"/follow-ups/{promise.id}/edit").text


def test_an_inquiry_that_is_not_there_gives_no_contact(browser, cast: Cast, db) -> None:
    form = "/contacts/new/visit?inquiry=999999"
    fields = filled(browser, form)
    assert not fields["inquiry"]
    answer = send(browser, form, {**fields, "company": cast.bakery, "inquiry": "999999"})
    assert answer.status_code == 200
    db.rollback()
    assert db.scalars(select(Interaction).filter_by(inquiry_id=999_999)).all() == []


def test_the_second_of_two_editors_sees_both(browser, cast: Cast, db, ask) -> None:
    pk = ask(owner_id=cast.advisors["anna"])
    address = f"/inquiries/{pk}/edit"
    mine = filled(browser, address, subject="Meines")
    theirs = filled(browser, address, subject="Ihres")
    assert send(browser, address, theirs, "lena").status_code == 302
    answer = send(browser, address, mine)
    assert answer.status_code == 200
    assert "Ihres" in answer.text
    assert 'value="Meines"' in answer.text


def test_another_office_saw_it_first(browser, cast: Cast, db) -> None:
    office = Partner(name="Bürgerbüro Mitte", kind="citizens_office")
    db.add(office)
    db.commit()
    yesterday = clock.yesterday().isoformat()
    fields = filled(browser, NEW, subject="Zuschuss zum Ofen", guest_name="Rosa",
                    partner=office.id, received_on=yesterday, received_time="16:30",
                    forwarded_on=clock.today().isoformat(), forwarded_time="00:01",
                    channel="citizens_office")  # fmt: skip
    assert send(browser, NEW, fields).status_code == 302
    inquiry = stored(db)
    local = inquiry.received_at.astimezone(clock.zone())
    assert local == datetime.combine(clock.yesterday(), local.time(), clock.zone())
    assert (local.hour, local.minute) == (16, 30)
    assert "Bürgerbüro Mitte" in browser("anna").get(f"/inquiries/{inquiry.id}").text
