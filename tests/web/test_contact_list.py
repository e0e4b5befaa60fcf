"""All contacts, filtered, exported, and without anybody's secrets."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.enums import AssignmentRole, InteractionKind, InteractionStatus
from crm.models import AdvisorAssignment, Interaction, Participation, Team, TeamMembership
from tests.web.cast import Cast

LIST = "/contacts/"
TODAY = date.today()


@pytest.fixture
def plenty(db, cast: Cast) -> Cast:
    """120 calls of Bernd with the forwarder, and one forum with both firms and 200 guests."""
    for number in range(120):
        call = Interaction(
            kind=InteractionKind.CALL, happened_on=TODAY - timedelta(number % 40), status="held"
        )
        call.participations.append(Participation(company_id=cast.forwarder))
        _led(call, cast)
        db.add(call)
    forum = Interaction(
        kind=InteractionKind.FORUM, title="Herbstforum", happened_on=TODAY,
        status=InteractionStatus.HELD,
    )  # fmt: skip
    forum.participations += [Participation(guest_name=f"Gast {n}") for n in range(200)]
    forum.participations.append(Participation(company_id=cast.bakery))
    _led(forum, cast)
    db.add(forum)
    db.commit()
    return cast


def _led(contact: Interaction, cast: Cast) -> None:
    lead = AdvisorAssignment(advisor_id=cast.advisors["bernd"], role=AssignmentRole.LEAD)
    contact.assignments.append(lead)


def test_a_contact_says_who_met_whom_about_what(browser, cast: Cast) -> None:
    page = browser("bernd").get(LIST).text
    for words in ("Bäckerei Lüdecke GmbH", "Anna Beier", "Finanzierung", "02.03.2026"):
        assert words in page
    assert f"/contacts/{cast.visit}" in page


@pytest.mark.parametrize("who", ["anna", "lena"])
def test_anothers_confidential_contact_is_in_no_list(browser, cast: Cast, who: str) -> None:
    for address in (LIST, f"{LIST}?kind=consultation", f"{LIST}export.csv"):
        assert "Elbe Spedition" not in browser(who).get(address).text
    assert "Elbe Spedition" in browser("bernd").get(LIST).text
    assert "Elbe Spedition" in browser("bernd").get(f"{LIST}export.csv").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=visit", True),
        ("kind=call", False),
        ("status=held", True),
        ("status=planned", False),
        ("from=2026-03-02&to=2026-03-02", True),
        ("from=03.03.2026", False),
        ("to=2026-03-01", False),
        ("mine=1", True),
        ("advisor={anna}", True),
        ("advisor={bernd}", False),
        ("topic={topic}", True),
    ],
)
def test_filters(browser, cast: Cast, query: str, found: bool) -> None:
    query = query.format(topic=cast.topic, **cast.advisors)
    page = browser("anna").get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert ("Bäckerei Lüdecke" in page.text) is found


def test_a_teams_contacts(browser, cast: Cast) -> None:
    teams = browser("anna").get(LIST).text.split('id="f-team"')[1].split("</select>")[0]
    ids = [part.split('"')[0] for part in teams.split('value="')[1:] if part[0] != '"']
    pages = [browser("anna").get(f"{LIST}?team={team}").text for team in ids]
    assert sorted("Bäckerei Lüdecke" in page for page in pages) == [False, True]


def test_a_teams_contacts_are_of_whom_was_in_it_then(browser, cast: Cast, db) -> None:
    """The visit was in March; in April Anna went to the other team."""
    theirs = TeamMembership.advisor_id == cast.advisors["anna"]
    old = db.scalars(select(TeamMembership).where(theirs)).one()
    old.valid_to = date(2026, 3, 31)
    other = db.scalars(select(Team).where(Team.code == "akquise")).one()
    db.flush()
    db.add(TeamMembership(advisor_id=old.advisor_id, team_id=other.id, valid_from=date(2026, 4, 1)))
    db.commit()
    page = browser("anna").get(f"{LIST}?team={old.team_id}").text
    assert "Bäckerei Lüdecke" in page
    assert "Bäckerei Lüdecke" not in browser("anna").get(f"{LIST}?team={other.id}").text


@pytest.mark.parametrize(
    "nonsense",
    ["kind=x", "advisor=0", "advisor=x", "team=99", "topic=-1", "from=x", "order=notes",
     "order=kind", "direction=up", "from=1.1.99999999999", "to=99999-01-01"],
)  # fmt: skip
def test_nonsense_is_refused(browser, cast: Cast, nonsense: str) -> None:
    assert browser("anna").get(f"{LIST}?{nonsense}").status_code == 400


@pytest.mark.parametrize("paging", ["page=abc", "page=99999999", "size=100000", "size=-1"])
def test_odd_pages_are_kept_within_bounds(browser, cast: Cast, paging: str) -> None:
    assert browser("anna").get(f"{LIST}?{paging}").status_code == 200


def test_a_forum_shows_the_first_firms_and_how_many_came(browser, plenty: Cast) -> None:
    page = browser("anna").get(f"{LIST}?kind=forum").text
    assert "Herbstforum" in page
    assert "Gast 0; Gast 1; Gast 2" in page
    assert "Gast 3" not in page
    exported = browser("anna").get(f"{LIST}export.csv?kind=forum").text
    assert "Gast 99" in exported
    assert ";201;" in exported


def test_the_export_holds_all_that_the_filter_shows(browser, plenty: Cast) -> None:
    answer = browser("anna").get(f"{LIST}export.csv?kind=call")
    rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == 121
    assert "Elbe Spedition KG" in rows[1]
    assert browser("anna").get(f"{LIST}export.xlsx?kind=forum").data[:2] == b"PK"


@pytest.mark.parametrize("who", ["anna", "lena"])
def test_the_list_asks_little_and_weighs_little(browser, plenty: Cast, statements, who) -> None:
    for address in (f"{LIST}?size=100", f"{LIST}?mine=1&topic={plenty.topic}"):
        reader = browser(who)
        statements.clear()
        answer = reader.get(address)
        assert answer.status_code == 200
        assert len(statements.queries) <= 12, statements.queries
        assert len(answer.data) < 100_000, len(answer.data)
