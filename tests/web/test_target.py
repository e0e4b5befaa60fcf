"""Targets of a team: set by its leader, seen by the team, with what is reached by now."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from crm import clock
from crm.models import Interaction, Participation, Target, Team
from tests.web.cast import Cast
from tests.web.forms import filled, send

PAGE, ADD = "/targets/", "/administration/targets/add"
YEAR = clock.today().year
THE_CASTS = 1


@pytest.fixture
def teams(db, cast: Cast) -> dict[str, int]:
    return {team.code: team.id for team in db.scalars(select(Team))}


def goals(db) -> list[int]:
    return list(db.scalars(select(Target.goal).order_by(Target.id)))


@pytest.fixture
def target(db, teams):
    def make(measure: str, goal: int, team: str = "bestand") -> None:
        days = {"first_day": date(2026, 1, 1), "last_day": date(2026, 12, 31)}
        db.add(Target(team_id=teams[team], measure=measure, goal=goal, **days))
        db.commit()

    return make


def test_who_leads_sets_it_and_the_team_sees_it(browser, cast: Cast, db, teams) -> None:
    fields = filled(browser, ADD, "lena", team=teams["bestand"], measure="visits", goal="40",
                    first_day="2026-01-01", last_day="2026-12-31", remark="Klausur")  # fmt: skip
    answer = send(browser, ADD, fields, "lena")
    assert answer.status_code == 302, answer.text
    db.rollback()
    assert goals(db)[-1] == 40
    page = browser("anna").get(PAGE).text
    assert "Betriebsbesuche" in page
    assert "Klausur" in page
    assert "Klausur" not in browser("bernd").get(PAGE).text
    assert "Klausur" in browser("vera").get(PAGE).text
    assert browser("anna").get(ADD).status_code in (302, 403)
    assert browser("carla").get(PAGE).status_code in (302, 403)


def test_the_form_begins_with_the_team_that_one_leads(browser, cast: Cast, teams) -> None:
    page = browser("lena").get(ADD).text
    assert f'<option selected value="{teams["bestand"]}">' in page


def test_not_for_another_team(browser, cast: Cast, db, teams) -> None:
    fields = filled(browser, ADD, "lena", team=teams["akquise"], measure="visits", goal="40",
                    first_day="2026-01-01", last_day="2026-12-31")  # fmt: skip
    answer = send(browser, ADD, fields, "lena")
    assert answer.status_code == 200
    assert "Sie setzen Ziele für das Team, das Sie leiten" in answer.text
    assert goals(db) == [THE_CASTS]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"goal": "0"}, "Zwischen 1 und"),
        ({"last_day": "2025-12-31"}, "Das Ende liegt vor dem Anfang"),
        ({"last_day": "2199-12-31"}, "Stimmt das Jahr?"),
    ],
)
def test_what_is_wrong_is_said(browser, cast: Cast, teams, changes, sentence: str) -> None:
    fields = {"team": teams["bestand"], "measure": "visits", "goal": "40",
              "first_day": "2026-01-01", "last_day": "2026-12-31", **changes}  # fmt: skip
    answer = send(browser, ADD, filled(browser, ADD, "lena", **fields), "lena")
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("measure", "reached"),
    [("visits", 1), ("individual", 1), ("small_firms", 1), ("first_reached", 1)],
)
def test_annas_visit_counts_for_her_team(browser, cast: Cast, target, measure, reached) -> None:
    target(measure, 2)
    page = browser("lena").get(PAGE).text
    assert f"<strong>{reached}</strong> von 2" in page


def test_a_firm_that_was_spoken_to_before_is_not_reached_for_the_first_time(
    browser, cast: Cast, db, target
) -> None:
    call = Interaction(kind="call", happened_on=date(2025, 12, 31))
    call.participations.append(Participation(company_id=cast.bakery))
    db.add(call)
    db.commit()
    target("first_reached", 2)
    assert "<strong>0</strong> von 2" in browser("lena").get(PAGE).text


def test_the_page_asks_little(browser, cast: Cast, target, statements) -> None:
    for goal in range(1, 6):
        target("visits", goal)
    browser("lena").get(PAGE)
    statements.clear()
    browser("lena").get(PAGE)
    assert len([s for s in statements.queries if "sqlite_master" not in s]) <= 24
