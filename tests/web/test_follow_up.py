"""Promises: listed, kept by one tap, moved without forgetting when they were first due."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from crm.enums import FollowUpStatus
from crm.models import Draft, FollowUp
from tests.web.cast import Cast
from tests.web.forms import filled

LIST = "/follow-ups/"
NEW = "/follow-ups/new"
TODAY = date.today()


def promise(cast: Cast, **changes: object) -> dict[str, object]:
    due_on = (TODAY + timedelta(7)).isoformat()
    return {
        "promise": "Gewerbefläche suchen", "due_on": due_on, "company": cast.bakery,
        "owner": cast.advisors["anna"], "moved_because": "Firma bat darum", **changes,
    }  # fmt: skip


def stored(db, pk: int) -> FollowUp:
    db.rollback()
    return db.get(FollowUp, pk)


def newest(db) -> FollowUp:
    db.rollback()
    return db.scalars(select(FollowUp).order_by(FollowUp.id.desc()).limit(1)).one()


def tap(browser, who: str, address: str, **fields: object):
    return browser(who).post(address, page=NEW, **fields)


def test_my_own_stand_there_first(browser, cast: Cast) -> None:
    mine = browser("anna").get(LIST).text
    assert "Förderliste schicken" in mine
    assert "Förderliste schicken" not in browser("bernd").get(LIST).text
    everybodys = browser("bernd").get(f"{LIST}?owner=all").text
    assert "Förderliste schicken" in everybodys


def test_who_leads_sees_the_team_first(browser, cast: Cast) -> None:
    assert "Förderliste schicken" in browser("lena").get(LIST).text


def test_what_was_promised_in_confidence_is_not_there(browser, cast: Cast) -> None:
    for who in ("anna", "lena"):
        page = browser(who).get(f"{LIST}?owner=all&status=all")
        assert "GEHEIM" not in page.text
        exported = browser(who).get(f"{LIST}export.csv?owner=all&status=all")
        assert "GEHEIM" not in exported.text
    assert "GEHEIM" in browser("bernd").get(LIST).text


def test_filters_narrow_and_nonsense_is_refused(browser, cast: Cast) -> None:
    anna = browser("anna")
    assert "Förderliste" not in anna.get(f"{LIST}?overdue=1").text
    assert "Förderliste" not in anna.get(f"{LIST}?status=done").text
    assert "Förderliste" in anna.get(f"{LIST}?to={TODAY.isoformat()}").text
    tomorrow = (TODAY + timedelta(1)).isoformat()
    assert "Förderliste" not in anna.get(f"{LIST}?from={tomorrow}").text
    for nonsense in ("owner=4711", "status=x", "from=gestern", "order=reason"):
        assert anna.get(f"{LIST}?{nonsense}").status_code == 400


def test_the_export_holds_what_the_filter_shows(browser, cast: Cast) -> None:
    answer = browser("anna").get(f"{LIST}export.csv")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == 2
    assert "Förderliste schicken" in rows[1]
    assert browser("anna").get(f"{LIST}export.xlsx").data[:2] == b"PK"


def test_one_is_written_down(browser, cast: Cast, db) -> None:
    answer = browser("anna").post(NEW, **promise(cast))
    assert answer.headers["Location"].endswith(f"/companies/{cast.bakery}")
    added = newest(db)
    assert (added.promise, added.due_on) == ("Gewerbefläche suchen", added.first_due_on)


def test_sent_twice_it_is_stored_once(browser, cast: Cast, db) -> None:
    for _ in range(2):
        assert browser("anna").post(NEW, **promise(cast, client_key="k-1")).status_code in (
            302,
            307,
        )
    db.rollback()
    keys = select(func.count()).where(FollowUp.client_key == "k-1")
    assert db.scalar(keys) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"promise": ""},
        {"due_on": ""},
        {"due_on": "32.12.2026"},
        {"due_on": (TODAY - timedelta(1)).isoformat()},
        {"owner": ""},
        {"company": "999999"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser, cast: Cast, wrong) -> None:
    answer = browser("anna").post(NEW, **{**promise(cast, notes="seit dem Sommer"), **wrong})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.text
    assert "seit dem Sommer" in answer.text


def test_done_by_one_tap_and_open_again(browser, cast: Cast, db) -> None:
    address = f"/follow-ups/{cast.follow_up}"
    assert tap(browser, "anna", f"{address}/done").status_code == 302
    assert stored(db, cast.follow_up).done_on == TODAY
    tap(browser, "anna", f"{address}/done")
    tap(browser, "anna", f"{address}/reopen")
    assert stored(db, cast.follow_up).status is FollowUpStatus.OPEN


def test_moved_it_keeps_its_first_day(browser, cast: Cast, db) -> None:
    first = stored(db, cast.follow_up).first_due_on
    tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", days="7", reason="Urlaub")
    moved = stored(db, cast.follow_up)
    assert (moved.due_on, moved.first_due_on) == (TODAY + timedelta(7), first)
    tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", due_on="01.02.2000", reason="x")
    assert stored(db, cast.follow_up).due_on == TODAY + timedelta(7)
    for nonsense in ({"days": "x"}, {"days": ""}, {"due_on": "gestern"}):
        answer = tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", **nonsense)
        assert answer.status_code == 400


@pytest.mark.parametrize(("due_in", "then"), [(21, 28), (0, 7), (-30, 7)])
def test_a_week_more_is_a_week_later(browser, cast: Cast, db, due_in: int, then: int) -> None:
    stored(db, cast.follow_up).due_on = TODAY + timedelta(due_in)
    db.commit()
    tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", days="7", reason="Urlaub")
    assert stored(db, cast.follow_up).due_on == TODAY + timedelta(then)


@pytest.mark.parametrize("day", ["9999-12-31", "1.1.99999999999", "0001-01-01"])
def test_it_is_not_moved_to_a_year_that_cannot_be(browser, cast: Cast, db, day: str) -> None:
    answer = tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", due_on=day, reason="x")
    assert answer.status_code in (302, 400)
    assert stored(db, cast.follow_up).due_on == TODAY
    if answer.status_code == 302:
        assert "notice-bad" in browser("anna").get(answer.headers["Location"]).text


def test_a_move_from_a_day_that_has_passed_is_taken_back_to_its_first_day(
    browser, cast: Cast, db
) -> None:
    first = TODAY - timedelta(9)
    follow_up = stored(db, cast.follow_up)
    follow_up.due_on = follow_up.first_due_on = first
    db.commit()
    answer = tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", days="7", reason="Urlaub")
    assert "/move-back" in browser("anna").get(answer.location).text
    tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move-back")
    assert stored(db, cast.follow_up).due_on == first


def edited(browser, cast: Cast, **changes: object) -> dict[str, object]:
    page = browser("anna").get(f"/follow-ups/{cast.follow_up}/edit").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)[1]
    return promise(cast, version=version, **changes)


def test_ticked_off_within_the_form_the_note_is_kept(browser, cast: Cast, db) -> None:
    fields = edited(browser, cast, notes="Liste ging raus", then="done")
    answer = browser("anna").post(f"/follow-ups/{cast.follow_up}/edit", **fields)
    done = stored(db, cast.follow_up)
    assert (done.status, done.notes) == (FollowUpStatus.DONE, "Liste ging raus")
    assert f"/follow-ups/{cast.follow_up}/reopen" in browser("anna").get(answer.location).text


def test_a_move_can_be_taken_back(browser, cast: Cast, db) -> None:
    answer = tap(
        browser,
        "anna",
        f"/follow-ups/{cast.follow_up}/move",
        days="7",
        reason="Urlaub",
        next="/day/",
    )
    page = browser("anna").get(answer.location).text
    notice = page.split('class="messages"')[1].split("<h1>")[0]
    assert f"/follow-ups/{cast.follow_up}/move-back" in notice
    assert 'name="next" value="/day/"' in notice
    assert [step.reason for step in stored(db, cast.follow_up).moves] == ["Urlaub"]
    tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move-back", next="/day/")
    assert stored(db, cast.follow_up).due_on == TODAY
    assert stored(db, cast.follow_up).moves == []


def test_without_a_reason_it_stays_where_it_is(browser, cast: Cast, db) -> None:
    answer = tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", days="7")
    assert "Sagen Sie, warum" in browser("anna").get(answer.location).text
    fields = edited(browser, cast, moved_because="")
    refused = browser("anna").post(f"/follow-ups/{cast.follow_up}/edit", **fields)
    assert "Sagen Sie, warum" in refused.text
    assert stored(db, cast.follow_up).due_on == TODAY


def test_what_was_moved_and_given_away_says_how_it_went(browser, cast: Cast, db) -> None:
    fields = edited(browser, cast, owner=cast.advisors["bernd"])
    browser("anna").post(f"/follow-ups/{cast.follow_up}/edit", **fields)
    page = browser("bernd").get(f"/follow-ups/{cast.follow_up}/edit").text
    assert "Anna Beier → Bernd Colditz" in page
    assert "(Firma bat darum)" in page
    assert "von Anna Beier" in browser("bernd").get("/day/").text
    assert "Gewerbefläche suchen" in browser("anna").get(f"{LIST}?owner=given").text


def test_what_comes_again_does_so_once(browser, cast: Cast, db) -> None:
    browser("anna").post(NEW, **promise(cast, recurs="quarterly"))
    first = newest(db)
    tap(browser, "anna", f"/follow-ups/{first.id}/done")
    following = newest(db)
    assert (following.follows_id, following.recurs) == (first.id, "quarterly")
    assert following.due_on == following.first_due_on > first.due_on
    tap(browser, "anna", f"/follow-ups/{first.id}/reopen")
    assert newest(db).id == first.id
    tap(browser, "anna", f"/follow-ups/{first.id}/done")
    tap(browser, "anna", f"/follow-ups/{first.id}/done")
    assert newest(db).follows_id == first.id
    assert "vierteljährlich" in browser("anna").get(LIST).text


def test_dropped_with_a_reason_only(browser, cast: Cast, db) -> None:
    fields = edited(browser, cast, notes="Am Telefon gehört", then="drop")
    refused = browser("anna").post(f"/follow-ups/{cast.follow_up}/edit", **fields, reason=" ")
    assert "data-error-summary" in refused.text
    assert "Am Telefon gehört" in refused.text
    assert stored(db, cast.follow_up).status is FollowUpStatus.OPEN
    browser("anna").post(f"/follow-ups/{cast.follow_up}/edit", **fields, reason="geschlossen")
    dropped = stored(db, cast.follow_up)
    assert (dropped.reason, dropped.notes) == ("geschlossen", "Am Telefon gehört")
    answer = tap(browser, "anna", f"/follow-ups/{cast.follow_up}/move", days="7", reason="Urlaub")
    assert "notice-bad" in browser("anna").get(answer.headers["Location"]).text


def test_dropped_it_leaves_no_draft(browser, cast: Cast, db) -> None:
    address = f"/follow-ups/{cast.follow_up}/edit"
    fields = filled(browser, address, reason="geschlossen", then="drop")
    key = fields["client_key"]
    draft = {"draft_address": address, "draft_title": "Wiedervorlage", "reason": "geschlossen"}
    assert browser("anna").post(f"/drafts/{key}", page="/day/", **draft).status_code == 204
    answer = browser("anna").post(address, **fields)
    assert stored(db, cast.follow_up).reason == "geschlossen"
    assert db.scalar(select(Draft.id).where(Draft.client_key == key)) is None
    assert f'name="saved-key" content="{key}"' in browser("anna").get(answer.location).text


def test_a_tap_leads_back_to_our_own_pages_alone(browser, cast: Cast) -> None:
    address = f"/follow-ups/{cast.follow_up}/done"
    back = tap(browser, "anna", address, next="/day/?x=1").headers["Location"]
    assert back.endswith("/day/?x=1")
    away = tap(browser, "anna", address, next="https://example.com/").headers["Location"]
    assert "example.com" not in away


def test_it_is_changed_and_handed_over(browser, cast: Cast, db) -> None:
    address = f"/follow-ups/{cast.follow_up}/edit"
    version = re.search(r'name="version"[^>]*value="(\d+)"', browser("anna").get(address).text)[1]
    fields = promise(cast, owner=cast.advisors["bernd"], version=version)
    assert browser("anna").post(address, **fields).status_code == 302
    changed = stored(db, cast.follow_up)
    assert (changed.owner.name, changed.first_due_on) == ("Bernd Colditz", TODAY)
    assert browser("anna").get(address).status_code == 404


def test_two_who_change_it_see_each_other(browser, cast: Cast) -> None:
    address = f"/follow-ups/{cast.follow_up}/edit"
    version = re.search(r'name="version"[^>]*value="(\d+)"', browser("anna").get(address).text)[1]
    theirs = promise(cast, promise="Lena schreibt", version=version)
    assert browser("lena").post(address, **theirs).status_code == 302
    answer = browser("anna").post(
        address, **promise(cast, promise="Anna schreibt", version=version)
    )
    assert "Anna schreibt" in answer.text
    assert re.search(r"field-theirs.*?Lena schreibt", answer.text, re.DOTALL)


@pytest.mark.parametrize("verb", ["done", "reopen", "move", "cancel", "edit"])
def test_what_is_anothers_is_not_there(browser, cast: Cast, db, verb: str) -> None:
    answer = tap(browser, "bernd", f"/follow-ups/{cast.follow_up}/{verb}", days="7", reason="x")
    assert answer.status_code == 404
    assert stored(db, cast.follow_up).status is FollowUpStatus.OPEN


def test_pages_ask_little_and_weigh_little(browser, cast: Cast, db, statements) -> None:
    for number in range(100):
        db.add(
            FollowUp(promise=f"Sache {number}", due_on=TODAY, first_due_on=TODAY,
                     owner_id=cast.advisors["anna"], company_id=cast.bakery)
        )  # fmt: skip
    db.commit()
    for address in (f"{LIST}?size=100", NEW, f"/follow-ups/{cast.follow_up}/edit"):
        reader = browser("lena")
        statements.clear()
        answer = reader.get(address)
        assert answer.status_code == 200
        assert len(statements.queries) <= 12, (address, statements.queries)
        assert len(answer.data) < 100_000, (address, len(answer.data))
