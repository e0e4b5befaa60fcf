"""Who is in which team: one at a time, and said by who leads it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crm.db import CrmSession
from crm.models import Team, TeamMembership
from tests.web.cast import Cast

MEMBERSHIPS = "/administration/memberships"


@pytest.fixture
def team(db: CrmSession, cast: Cast):
    """team("akquise"): its id."""
    return lambda code: db.scalars(select(Team.id).filter_by(code=code)).one()


@pytest.fixture
def of(db: CrmSession, cast: Cast):
    """of("anna"): the membership that she has."""
    query = select(TeamMembership)
    return lambda name: db.scalars(query.filter_by(advisor_id=cast.advisors[name])).one()


def test_nobody_is_in_two_teams_on_one_day(browser, cast: Cast, db: CrmSession, team, of) -> None:
    vera, anna = browser("vera"), cast.advisors["anna"]
    of("anna").valid_to = None
    add = {"advisor": anna, "team": team("akquise")}
    for days in (
        {"valid_from": "2024-01-01"},
        {"valid_from": "2019-01-01", "valid_to": "2020-01-01"},
    ):
        answer = vera.post(f"{MEMBERSHIPS}/add", **add, **days)
        assert answer.status_code == 200
        assert "Seit 01.01.2020 ist diese Person im Team Bestandsbetreuung." in answer.text
        assert 'id="valid_from-error"' in answer.text
    before = {"valid_from": "2019-01-01", "valid_to": "2019-12-31"}
    assert vera.post(f"{MEMBERSHIPS}/add", **add, **before).status_code == 302


def test_a_membership_does_not_stand_in_its_own_way(browser, cast: Cast, team, of) -> None:
    lena, mine = browser("lena"), of("anna")
    fields = {"advisor": mine.advisor_id, "team": mine.team_id, "valid_from": "2020-01-01"}
    address = f"{MEMBERSHIPS}/edit/{mine.id}"
    assert lena.post(address, **fields, valid_to="2026-06-30").status_code == 302


def test_a_lead_changes_her_own_teams_entries_only(
    browser, cast: Cast, db: CrmSession, team, of
) -> None:
    lena, bernd = browser("lena"), of("bernd")
    theirs = f"{MEMBERSHIPS}/edit/{bernd.id}"
    assert lena.get(theirs).location.endswith(f"{MEMBERSHIPS}/list/")
    fields = {"advisor": bernd.advisor_id, "team": bernd.team_id, "valid_from": "2021-01-01"}
    assert lena.post(theirs, page="/account/", **fields).status_code == 302
    assert lena.post(f"{MEMBERSHIPS}/delete/{bernd.id}", page="/account/").status_code == 302
    db.rollback()
    assert str(of("bernd").valid_from) == "2020-01-01"
    told = lena.get(f"{MEMBERSHIPS}/list/").text
    assert "Bernd Colditz" in told
    assert "von einem anderen" in told
    assert f"/edit/{bernd.id}" not in told
    assert f"/delete/{bernd.id}" not in told
    assert f"/edit/{of('anna').id}" in told
    shown = lena.get(f"{MEMBERSHIPS}/show/{bernd.id}").text
    assert "Bernd Colditz" in shown
    assert f"/edit/{bernd.id}" not in shown


def test_a_lead_takes_nobody_into_another_team(browser, cast: Cast, team, of) -> None:
    lena, anna = browser("lena"), of("anna")
    fields = {"advisor": anna.advisor_id, "valid_from": "2020-01-01"}
    address = f"{MEMBERSHIPS}/edit/{anna.id}"
    answer = lena.post(address, **fields, team=team("akquise"))
    assert answer.status_code == 200
    assert 'id="team-error"' in answer.text
    assert lena.post(address, **fields, team=team("bestand")).status_code == 302
    assert browser("vera").post(address, **fields, team=team("akquise")).status_code == 302
