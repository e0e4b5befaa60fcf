"""Whatever stands in an address: a page, or a refusal in words, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crm.models import Interaction, TeamMembership
from tests.web.cast import Cast
from tests.web.forms import filled

HUGE, ENDLESS, NO_DIGIT = 10**20, "9" * 5000, "²"
MANAGED = ("topics", "districts", "teams", "advisors", "memberships", "responsibilities", "users")
PAGES = ("companies", "people", "contacts", "gatherings", "register")
SENTENCE = 'class="error-page"'

NOT_THERE = [
    *(f"/administration/{name}/{verb}/{pk}" for name in MANAGED for verb in ("show", "edit")
      for pk in (HUGE, NO_DIGIT)),
    *(f"/{name}/{HUGE}" for name in PAGES),
    *(f"/{name}/edit/{HUGE}" for name in ("companies", "people", "sites", "facts", "positions")),
    *(f"/{name}/{HUGE}/edit" for name in ("contacts", "gatherings", "follow-ups")),
    *(f"/{name}/add?company={pk}" for name in ("sites", "facts") for pk in (HUGE, ENDLESS)),
    f"/register/{HUGE}/refused.csv", f"/gatherings/{HUGE}/participants.csv",
    f"/positions/add?person={ENDLESS}", f"/drafts/{'x' * 3000}/go-on",
]  # fmt: skip
"""Ids that no row can have."""

UNREADABLE = [
    "/administration/topics/list/?_flt_0_nothing=x",
    "/administration/topics/list/?ourpage_TopicView=x",
    "/administration/topics/list/?page_TopicView=" + ENDLESS,
    "/administration/topics/show/1?page_x=x",
    *(f"/administration/memberships/list/?_flt_{filter_}" for filter_ in (
        "2_advisor=1", "9_team=1", f"0_advisor={HUGE}", "0_advisor=x", f"1_team={NO_DIGIT}",
        "0_is_leader=x", "5_is_leader=y")),
    "/drafts/%00/go-on", "/companies/%00", "/register/running/%00", "/reports/%00.xlsx",
    "/contacts/?to=1.1." + NO_DIGIT,
]  # fmt: skip


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_no_row_can_be_is_not_there(browser, cast: Cast, address: str) -> None:
    answer = browser("vera").get(address)
    assert answer.status_code == 404
    assert SENTENCE in answer.text


@pytest.mark.parametrize("address", UNREADABLE)
def test_what_cannot_be_read_is_refused(browser, cast: Cast, address: str) -> None:
    answer = browser("vera").get(address)
    assert answer.status_code == 400
    assert SENTENCE in answer.text


@pytest.mark.parametrize("name", MANAGED[:-1])
@pytest.mark.parametrize("pk", [HUGE, NO_DIGIT])
def test_what_is_not_there_is_not_deleted(browser, cast: Cast, name: str, pk: object) -> None:
    vera, page = browser("vera"), f"/administration/{name}/list/"
    answer = vera.post(f"/administration/{name}/delete/{pk}", page="/account/")
    assert answer.status_code == 404
    assert vera.get(page).status_code == 200


@pytest.mark.parametrize("page", [0, ENDLESS, NO_DIGIT, "-1", "0" * 5000 + "1"])
def test_pages_beyond_the_last_are_empty(browser, cast: Cast, page: object) -> None:
    for name in (*PAGES, "follow-ups", "coverage/never", "coverage/firms"):
        assert browser("vera").get(f"/{name}?page={page}", follow_redirects=True).status_code == 200


def test_a_filter_left_empty_is_none(browser, cast: Cast, db) -> None:
    team = db.scalar(select(TeamMembership.team_id).filter_by(advisor_id=cast.advisors["bernd"]))
    chosen = f"_flt_0_advisor=__None&_flt_0_team={team}"
    listed = browser("vera").get(f"/administration/memberships/list/?{chosen}").text
    table = listed[listed.index("<table") :]
    assert "Bernd Colditz" in table
    assert "Anna Beier" not in table


@pytest.mark.parametrize("version", [NO_DIGIT, HUGE, ENDLESS, "x"])
def test_a_version_that_is_none_is_a_conflict(browser, cast: Cast, db, version: object) -> None:
    address = f"/contacts/{cast.visit}/edit"
    typed = filled(browser, address, notes="Ofen bestellt", version=version)
    answer = browser("anna").post(address, **typed)
    assert answer.status_code == 200
    assert "Ofen bestellt" in answer.text
    db.rollback()
    assert db.get(Interaction, cast.visit).notes == "Ofen zu alt"
