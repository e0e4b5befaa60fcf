"""Writing down a contact on one screen: quickly, once, and without ever losing a word."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, insert, select, update

from crm.db import BUSY_TIMEOUT_MS, writing
from crm.enums import InteractionStatus
from crm.models import (
    CompanyOverview,
    Draft,
    FollowUp,
    Interaction,
    Login,
    Participation,
    Person,
    Position,
)
from crm.models.base import utc_now
from crm.web.views.draft import DraftView
from tests.web.cast import Cast
from tests.web.forms import filled

NEW = "/contacts/new/visit"
TODAY = date.today()


def count(db, model=Interaction) -> int:
    db.rollback()
    return db.scalar(select(func.count()).select_from(model))


def newest(db) -> Interaction:
    db.rollback()
    return db.scalars(select(Interaction).order_by(Interaction.id.desc()).limit(1)).one()


def visit(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "company": cast.bakery,
        "happened_on": TODAY.isoformat(),
        "lead": cast.advisors["anna"],
        "status": "held",
        "notes": "Ofen zu alt, Backstube zu eng",
        **changes,
    }


def test_firm_day_and_i_stand_there_already(browser, cast: Cast) -> None:
    page = browser("anna").get(f"{NEW}?company={cast.bakery}").text
    assert "Bäckerei Lüdecke GmbH" in page
    assert f'value="{TODAY.isoformat()}"' in page
    assert f'<option selected value="{cast.advisors["anna"]}">Anna Beier' in page
    assert "Karin Lüdecke" in page


def test_a_visit_is_logged_with_all_that_belongs_to_it(browser, cast: Cast, db) -> None:
    due = TODAY + timedelta(7)
    answer = browser("anna").post(
        NEW,
        **visit(cast, persons=cast.baker, topics=cast.topic, colleagues=cast.advisors["bernd"]),
        **{
            "new_people-0-first_name": "Jan",
            "new_people-0-last_name": "Kühn",
            "new_people-0-function": "Backmeister",
            "follow_ups-0-promise": "Liste der Förderer schicken",
            "follow_ups-0-due_on": due.strftime("%d.%m.%Y"),
        },
    )
    assert answer.status_code == 302, answer.text
    logged = newest(db)
    assert answer.headers["Location"].endswith(f"/companies/{cast.bakery}")
    assert {str(p) for p in logged.participations[0].persons} == {"Karin Lüdecke", "Jan Kühn"}
    assert [str(topic) for topic in logged.topics] == ["Finanzierung"]
    assert {str(each) for each in logged.assignments} == {"Anna Beier", "Bernd Colditz"}
    assert [(f.promise, f.due_on) for f in logged.follow_ups] == [
        ("Liste der Förderer schicken", due)
    ]
    overview = db.get(CompanyOverview, cast.bakery)
    assert overview.last_visit_on == TODAY
    assert "kuehn" in overview.search_text


def test_afterwards_one_can_go_on_with_the_next(browser, cast: Cast) -> None:
    anna = browser("anna")
    answer = anna.post(NEW, **visit(cast))
    assert f'href="{NEW}"' in anna.get(answer.headers["Location"]).text


@pytest.mark.parametrize("kind", ["consultation", "call"])
def test_a_founder_needs_no_firm(browser, cast: Cast, db, kind: str) -> None:
    page = f"/contacts/new/{kind}"
    answer = browser("anna").post(page, **visit(cast, company="", guest_name="Frau Kühn"))
    logged = newest(db)
    assert answer.headers["Location"].endswith(f"/contacts/{logged.id}")
    assert "Frau Kühn" in browser("anna").get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"company": ""},
        {"company": "999999"},
        {"company": "99999999999999999999"},
        {"happened_on": "gestern"},
        {"happened_on": (TODAY + timedelta(3)).isoformat()},
        {"lead": ""},
        {"topics": "4711"},
        {"duration_minutes": "99999999999"},
        {"follow_ups-0-promise": "Anrufen"},
        {"new_people-1-first_name": "Jan"},
        {"persons": "4711"},
        {"place": "x" * 201},
        {"status": "erledigt"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser, cast: Cast, db, wrong) -> None:
    before = count(db)
    answer = browser("anna").post(NEW, **{**visit(cast), **wrong})
    assert answer.status_code == 200
    assert "Ofen zu alt, Backstube zu eng" in answer.text
    assert "data-error-summary" in answer.text
    assert count(db) == before


def test_words_of_every_field_come_back(browser, cast: Cast) -> None:
    answer = browser("anna").post(
        NEW,
        **visit(cast, happened_on="31.02.2026", place="Backstube", topics=cast.topic),
        **{"follow_ups-2-promise": "Drittes", "new_people-1-last_name": "Kühn"},
    )
    for words in ("31.02.2026", "Backstube", "Drittes", "Kühn", "Bäckerei Lüdecke"):
        assert f'value="{words}"' in answer.text or f"{words} GmbH" in answer.text
    assert re.search(rf'checked[^>]*name="topics"[^>]*value="{cast.topic}"', answer.text)


def test_sent_twice_it_is_stored_once(browser, cast: Cast, db) -> None:
    before = count(db)
    for _ in range(2):
        answer = browser("anna").post(NEW, **visit(cast, client_key="the-same-key"))
        assert answer.status_code in (302, 307)
    assert count(db) == before + 1


def test_another_kind_is_chosen_without_losing_words(browser, cast: Cast, db) -> None:
    before = count(db)
    answer = browser("anna").post("/contacts/new/call", page=NEW, **visit(cast, reload="kind"))
    assert "Ofen zu alt, Backstube zu eng" in answer.text
    assert "data-error-summary" not in answer.text
    assert count(db) == before


def test_a_firms_people_are_asked_for(browser, cast: Cast) -> None:
    anna = browser("anna")
    assert "Karin Lüdecke" in anna.get(f"/contacts/people?company={cast.bakery}").text
    for nothing in ("", "abc", "999999", "99999999999999"):
        answer = anna.get(f"/contacts/people?company={nothing}")
        assert (answer.status_code, answer.text.strip()) == (200, "")


def test_the_people_of_a_day_are_those_who_were_there(browser, cast: Cast, db) -> None:
    baker = db.scalars(select(Position).filter_by(person_id=cast.baker)).one()
    baker.valid_to = TODAY - timedelta(30)
    db.commit()
    anna, asked = browser("anna"), f"/contacts/people?company={cast.bakery}"
    assert "Karin Lüdecke" not in anna.get(asked).text
    late = (TODAY - timedelta(40)).isoformat()
    assert "Karin Lüdecke" in anna.get(f"{asked}&day={late}").text
    answer = anna.post(NEW, **visit(cast, happened_on=late, persons=cast.baker))
    assert answer.status_code == 302
    assert [str(person) for person in newest(db).participations[0].persons] == ["Karin Lüdecke"]


def test_who_leaves_next_year_is_there_today(browser, cast: Cast, db) -> None:
    baker = db.scalars(select(Position).filter_by(person_id=cast.baker)).one()
    baker.valid_to = TODAY + timedelta(365)
    db.commit()
    answer = browser("anna").post(NEW, **visit(cast, persons=cast.baker))
    assert answer.status_code == 302
    assert count(db, Person) == 1


def test_a_draft_is_gone_on_with(browser, cast: Cast, db) -> None:
    anna = browser("anna")
    words = {**visit(cast, notes="halb fertig"), "persons": cast.baker, "client_key": "draft-1"}
    anna.post("/drafts/draft-1", page=NEW, draft_address=NEW, draft_title="Besuch", **words)
    page = anna.get(anna.get("/drafts/draft-1/go-on").headers["Location"]).text
    assert "halb fertig" in page
    assert re.search(rf'checked[^>]*name="persons"[^>]*value="{cast.baker}"', page)
    assert 'value="draft-1"' in page
    anna.post(NEW, **words)
    assert anna.get("/drafts/draft-1/go-on").status_code == 404


def test_two_tabs_keep_the_same_draft_for_the_first_time(
    browser, cast: Cast, db, monkeypatch
) -> None:
    """Between looking and storing, the other tab was quicker."""
    anna, address = browser("anna"), "/drafts/draft-of-two"
    looked = DraftView._mine

    def overtaken(view: DraftView, key: str) -> Draft | None:
        monkeypatch.setattr(DraftView, "_mine", looked)
        user = db.scalar(select(Login.id).where(Login.username == "anna"))
        kept = {"client_key": key, "address": NEW, "title": "Besuch", "values": "{}"}
        view.session.execute(insert(Draft).values(user_id=user, changed_at=utc_now(), **kept))
        return None

    monkeypatch.setattr(DraftView, "_mine", overtaken)
    assert anna.post(address, page=NEW, draft_address=NEW, notes="zweiter").status_code == 204
    db.rollback()
    assert "zweiter" in db.scalars(select(Draft.values)).one()


def test_a_field_name_with_another_digit_is_no_number(browser, cast: Cast) -> None:
    odd = {"new_people-²-last_name": "x", "new_people-٣-last_name": "y"}
    assert browser("anna").post(NEW, **visit(cast, **odd)).status_code == 302


def test_drafts_of_others_are_theirs(browser, cast: Cast) -> None:
    browser("anna").post("/drafts/d-2", page=NEW, draft_address=NEW, notes="GEHEIM")
    assert browser("bernd").get("/drafts/d-2/go-on").status_code == 404
    assert "GEHEIM" not in browser("bernd").get(f"{NEW}?draft=d-2").text


def test_a_colleagues_draft_of_the_same_contact_stays(browser, cast: Cast) -> None:
    address = f"/contacts/{cast.visit}/edit"
    fields = edit_fields(browser, cast, notes="Ofen bestellt", client_key="key-of-the-visit")
    for who in ("anna", "lena"):
        browser(who).post("/drafts/key-of-the-visit", page=NEW, draft_address=address, notes=who)
    assert browser("anna").post(address, **fields).status_code == 302
    assert browser("anna").get("/drafts/key-of-the-visit/go-on").status_code == 404
    assert browser("lena").get("/drafts/key-of-the-visit/go-on").status_code == 302


@pytest.fixture
def impatient(web_engine):
    """The app waits a moment for a lock and no longer."""
    is_sqlite = web_engine.dialect.name == "sqlite"

    def briefly(connection, _record, _proxy) -> None:
        wait = "PRAGMA busy_timeout = 50" if is_sqlite else "SET LOCAL lock_timeout = '50ms'"
        connection.cursor().execute(wait)

    def as_ever(connection, _record) -> None:
        if is_sqlite:
            connection.cursor().execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    event.listen(web_engine, "checkout", briefly)
    event.listen(web_engine, "checkin", as_ever)
    yield
    event.remove(web_engine, "checkout", briefly)
    event.remove(web_engine, "checkin", as_ever)


def test_a_locked_database_loses_nothing(browser, cast: Cast, db, web_engine, impatient) -> None:
    anna = browser("anna")
    fields = visit(cast, csrf_token=anna.token(NEW))
    before = count(db)
    db.rollback()
    with writing(web_engine).connect() as other, other.begin():
        if web_engine.dialect.name == "postgresql":
            other.exec_driver_sql("LOCK TABLE interaction")
        answer = anna.client.post(NEW, data=fields)
    assert answer.status_code in (200, 503)
    assert "Ofen zu alt, Backstube zu eng" in answer.text
    assert count(db) == before
    assert anna.post(NEW, **visit(cast)).status_code == 302


def test_an_ended_session_loses_nothing(app, cast: Cast, db) -> None:
    answer = app.test_client().post(NEW, data=visit(cast))
    assert answer.status_code == 401
    assert "Ofen zu alt, Backstube zu eng" in answer.text


# -- editing ---------------------------------------------------------------------------------
def edit_fields(browser, cast: Cast, who: str = "anna", **changes: object) -> dict[str, object]:
    page = browser(who).get(f"/contacts/{cast.visit}/edit").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)[1]
    return {
        **visit(cast, notes="Ofen zu alt", happened_on="2026-03-02", persons=cast.baker),
        "topics": cast.topic,
        "version": version,
        **changes,
    }


def test_a_contact_is_corrected(browser, cast: Cast, db) -> None:
    address = f"/contacts/{cast.visit}/edit"
    answer = browser("anna").post(address, **edit_fields(browser, cast, notes="Ofen bestellt"))
    db.rollback()
    assert answer.headers["Location"].endswith(f"/contacts/{cast.visit}")
    stored = db.get(Interaction, cast.visit)
    assert stored.notes == "Ofen bestellt"
    assert [str(p) for p in stored.participations[0].persons] == ["Karin Lüdecke"]
    assert len(stored.follow_ups) == 1


def test_two_who_correct_see_each_other(browser, cast: Cast, db) -> None:
    address = f"/contacts/{cast.visit}/edit"
    mine = edit_fields(browser, cast, notes="Anna schreibt")
    theirs = edit_fields(browser, cast, "lena", notes="Lena schreibt")
    assert browser("lena").post(address, **theirs).status_code == 302
    answer = browser("anna").post(address, **mine)
    assert answer.status_code == 200
    assert "Anna schreibt" in answer.text
    assert re.search(r"field-theirs.*?Lena schreibt", answer.text, re.DOTALL)
    version = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)[1]
    assert browser("anna").post(address, **{**mine, "version": version}).status_code == 302
    db.rollback()
    assert db.get(Interaction, cast.visit).notes == "Anna schreibt"


def test_topics_changed_by_somebody_else_stand_beside(browser, cast: Cast) -> None:
    address = f"/contacts/{cast.visit}/edit"
    mine = edit_fields(browser, cast, notes="Anna schreibt")
    browser("lena").post(address, **edit_fields(browser, cast, "lena", topics=""))
    mine["follow_ups-0-promise"], mine["follow_ups-0-due_on"] = "Neu", TODAY.isoformat()
    answer = browser("anna").post(address, **mine)
    assert answer.status_code == 200
    assert 'value="Neu"' in answer.text
    assert "field-theirs" in answer.text


def test_a_correction_sent_twice_is_no_conflict(browser, cast: Cast, db) -> None:
    address = f"/contacts/{cast.visit}/edit"
    fields = edit_fields(browser, cast, notes="Ofen bestellt")
    fields["follow_ups-0-promise"] = "Rechnung prüfen"
    fields["follow_ups-0-due_on"] = TODAY.isoformat()
    for _ in range(2):
        assert browser("anna").post(address, **fields).status_code == 302
    assert count(db, FollowUp) == 3


def test_an_appointment_becomes_a_visit(browser, cast: Cast, db) -> None:
    anna = browser("anna")
    anna.post(NEW, **visit(cast, status="planned"))
    planned = newest(db)
    page = anna.get(f"/contacts/{planned.id}/edit?status=held").text
    assert re.search(r'<option selected value="held"', page)
    fields = {**visit(cast), "version": planned.version}
    anna.post(f"/contacts/{planned.id}/edit", **fields)
    db.rollback()
    assert db.get(Interaction, planned.id).status is InteractionStatus.HELD


def test_who_took_no_part_reads_and_does_not_write(browser, cast: Cast) -> None:
    bernd = browser("bernd")
    assert bernd.get(f"/contacts/{cast.visit}").status_code == 200
    assert f"/contacts/{cast.visit}/edit" not in bernd.get(f"/contacts/{cast.visit}").text
    assert bernd.get(f"/contacts/{cast.visit}/edit").status_code == 404
    answer = bernd.post(f"/contacts/{cast.visit}/edit", page=NEW, **visit(cast))
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["anna", "lena"])
def test_anothers_confidential_contact_is_not_there(browser, cast: Cast, who: str) -> None:
    reader = browser(who)
    for address in (f"/contacts/{cast.confidential}", f"/contacts/{cast.confidential}/edit"):
        answer = reader.get(address)
        assert answer.status_code == 404
        assert "GEHEIM" not in answer.text
    refused = reader.post(f"/contacts/{cast.confidential}/edit", page=NEW, **visit(cast))
    assert refused.status_code == 404
    assert "GEHEIM" in browser("bernd").get(f"/contacts/{cast.confidential}").text


@pytest.mark.parametrize("pk", [999999, 2**31, 2**70])
def test_what_is_not_there_is_not_found(browser, cast: Cast, pk: int) -> None:
    for address in (f"/contacts/{pk}", f"/contacts/{pk}/edit"):
        assert browser("anna").get(address).status_code == 404


def test_several_firms_at_a_visit_stay_together(browser, cast: Cast, db) -> None:
    anna = browser("anna")
    anna.post(NEW, **visit(cast, other_firms=cast.forwarder))
    both = newest(db)
    page = anna.get(f"/contacts/{both.id}/edit").text
    assert "Elbe Spedition KG" in page
    fields = visit(cast, other_firms=cast.forwarder, notes="Nachtrag", version=both.version)
    anna.post(f"/contacts/{both.id}/edit", **fields)
    db.rollback()
    assert len(db.get(Interaction, both.id).participations) == 2


@pytest.mark.parametrize("kind", ["visit", "consultation", "call"])
def test_guests_survive_a_correction(browser, cast: Cast, db, kind: str) -> None:
    db.execute(update(Interaction).where(Interaction.id == cast.visit).values(kind=kind))
    contact = db.get(Interaction, cast.visit)
    there = ["Frau Kühn", "Herr Bank", "Herr Bank"]
    contact.participations += [Participation(guest_name=name) for name in there]
    db.commit()
    ids = {row.id for row in contact.participations}
    address = f"/contacts/{cast.visit}/edit"
    typed = edit_fields(browser, cast, notes="Nachtrag", guest_name=there[0])
    assert browser("anna").post(address, **typed).status_code == 302
    db.rollback()
    contact = db.get(Interaction, cast.visit)
    assert contact.notes == "Nachtrag"
    assert {row.id for row in contact.participations} == ids


@pytest.mark.parametrize("who", ["anna", "lena"])
def test_pages_ask_little_and_weigh_little(browser, cast: Cast, statements, who: str) -> None:
    reader = browser(who)
    for address in (
        f"{NEW}?company={cast.bakery}",
        f"/contacts/{cast.visit}",
        f"/contacts/{cast.visit}/edit",
        f"/contacts/people?company={cast.bakery}",
    ):
        statements.clear()
        answer = reader.get(address)
        assert answer.status_code == 200
        assert len(statements.queries) <= 12, (address, statements.queries)
        assert len(answer.data) < 100_000


def test_people_are_not_made_by_a_refused_form(browser, cast: Cast, db) -> None:
    before = count(db, Person)
    fields = {"new_people-0-last_name": "Kühn", "follow_ups-0-promise": "ohne Tag"}
    browser("anna").post(NEW, **visit(cast), **fields)
    assert count(db, Person) == before


def test_what_was_planned_until_today_is_offered_first(browser, cast: Cast, db) -> None:
    db.execute(
        update(Interaction)
        .where(Interaction.id == cast.visit)
        .values(status=InteractionStatus.PLANNED, happened_on=TODAY)
    )
    db.commit()
    way = f"/contacts/{cast.visit}/edit?status=held"
    assert way in browser("anna").get(NEW).text
    assert way not in browser("bernd").get(NEW).text
    assert way not in browser("anna").get(f"{NEW}?company={cast.bakery}").text


def test_a_firm_cannot_be_half_typed(browser, cast: Cast, db) -> None:
    before = count(db)
    page = browser("anna").post(NEW, **visit(cast), **{"other_firms-typed": "Spedi"}).text
    assert count(db) == before
    assert "„Spedi“" in page
    assert 'data-typed="Spedi"' in page


def test_planning_asks_for_day_and_time_and_not_for_promises(browser, cast: Cast, db) -> None:
    address = f"{NEW}?company={cast.bakery}&status=planned"
    page = browser("anna").get(address).text
    assert "Betriebsbesuch planen" in page
    assert "follow_ups-0-promise" not in page
    fields = filled(browser, address, happened_on=str(TODAY + timedelta(2)), starts_at="14:30")
    assert browser("anna").post(address, **fields).status_code == 302
    planned = newest(db)
    assert planned.status is InteractionStatus.PLANNED
    assert str(planned.starts_at) == "14:30:00"


def test_what_answers_an_inquiry_says_which(browser, cast: Cast) -> None:
    page = browser("anna").get(f"/contacts/new/call?inquiry={cast.inquiry}").text
    assert f'href="/inquiries/{cast.inquiry}"' in page
    assert "planned-now" not in page
