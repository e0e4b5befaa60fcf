"""A suggested red flag on screen: why, taken over or put aside, and once a day by the server."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm import clock
from crm.enums import RedFlagKind, SuggestionRule
from crm.models import Chore, Interaction, Participation, RedFlag, RedFlagSuggestion, Topic
from crm.web.housekeeping import keep_house
from tests.web.cast import Cast
from tests.web.forms import filled, send

LIST = "/red-flags/suggested/"


@pytest.fixture
def suggestion(db, cast: Cast) -> int:
    row = RedFlagSuggestion(
        company_id=cast.bakery, rule=SuggestionRule.TOPIC, kind=RedFlagKind.LIQUIDITY,
        topic_id=cast.topic, first_day=date(2026, 1, 2), last_day=date(2026, 5, 6), evidence="x",
        found_on=date(2026, 5, 7),
    )  # fmt: skip
    db.add(row)
    db.commit()
    return row.id


def stored(db, pk: int) -> RedFlagSuggestion:
    db.rollback()
    row: RedFlagSuggestion = db.get_one(RedFlagSuggestion, pk)
    return row


def test_the_firm_says_why_and_it_becomes_a_red_flag(browser, cast: Cast, db, suggestion) -> None:
    page = browser("anna").get(f"/companies/{cast.bakery}").text
    assert "Mindestens drei Gespräche über „Finanzierung“ zwischen 02.01.2026 und" in page
    fields = filled(browser, f"/red-flags/new?suggestion={suggestion}")
    assert fields["kind"] == "liquidity"
    answer = send(browser, "/red-flags/new", fields)
    db.rollback()
    (flag,) = db.scalars(select(RedFlag))
    assert answer.location == f"/red-flags/{flag.id}"
    assert flag.notes.startswith("Mindestens drei")
    assert (stored(db, suggestion).red_flag_id, stored(db, suggestion).is_open) == (flag.id, False)
    assert "Ist das eines?" not in browser("anna").get(f"/companies/{cast.bakery}").text


def test_it_is_put_aside_with_a_reason_and_brought_back(
    browser, cast: Cast, db, suggestion
) -> None:
    page, step = f"/companies/{cast.bakery}", f"/red-flags/suggested/{suggestion}"
    anna = browser("anna")
    anna.post(f"{step}/put-aside", page=page, reason=" ")
    assert stored(db, suggestion).is_open
    assert "Sagen Sie, warum" in anna.get(page).text
    anna.post(f"{step}/put-aside", page=page, reason="Gehört zur Erweiterung")
    row = stored(db, suggestion)
    assert (row.reason, row.put_aside_on) == ("Gehört zur Erweiterung", clock.today())
    assert row.put_aside_by.name == "Anna Beier"
    assert "Rückgängig" in anna.get(page).text
    anna.post(f"{step}/bring-back", page=page)
    assert stored(db, suggestion).is_open


def test_those_who_lead_have_the_list(browser, cast: Cast, suggestion) -> None:
    assert "Bäckerei Lüdecke" in browser("lena").get(LIST).text
    assert "Mindestens drei" in browser("lena").get(f"{LIST}export.csv").text
    assert "/red-flags/suggested/" not in browser("anna").get("/red-flags/").text
    for name in ("anna", "carla", "ruth"):
        assert browser(name).get(LIST).status_code in (302, 403), name


def test_one_that_became_a_secret_is_in_no_list(browser, cast: Cast, db, suggestion) -> None:
    row = stored(db, suggestion)
    row.red_flag = RedFlag(
        kind="liquidity", company_id=cast.bakery, owner_id=cast.advisors["bernd"],
        raised_on=date(2026, 5, 7), due_on=date(2026, 5, 21), is_confidential=True,
    )  # fmt: skip
    row.is_open = False
    db.commit()
    for name in ("lena", "vera"):
        assert "Bäckerei" not in browser(name).get(f"{LIST}?state=all").text, name
    row.red_flag.owner_id = cast.advisors["anna"]
    db.commit()
    assert "Bäckerei" in browser("lena").get(f"{LIST}?state=all").text


def test_the_server_looks_once_a_day(app, cast: Cast, db) -> None:
    topic = db.get_one(Topic, cast.topic)
    topic.suggests = RedFlagKind.LIQUIDITY
    for days in (30, 20, 10):
        call = Interaction(kind="call", happened_on=clock.today() - timedelta(days))
        call.topics, call.participations = [topic], [Participation(company_id=cast.bakery)]
        db.add(call)
    db.commit()
    keep_house(app)
    db.rollback()
    (found,) = db.scalars(select(RedFlagSuggestion))
    assert (found.company_id, found.kind) == (cast.bakery, RedFlagKind.LIQUIDITY)
    db.delete(found)
    db.commit()
    keep_house(app)
    db.rollback()
    assert db.scalars(select(RedFlagSuggestion)).all() == []
    assert db.scalars(select(Chore.done_on)).all() == [clock.today()]
