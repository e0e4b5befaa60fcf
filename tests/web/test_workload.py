"""Workload on screen: of one's own team, with the way to what was counted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest

from crm.models import AdvisorAssignment, FollowUp, Interaction, Participation
from tests.web.cast import Cast

YEAR = "/workload/?from=2026-01-01&to=2026-12-31"
CELL = re.compile(r'<td class="is-number" data-label="([^"]+)">(.*?)</td>', re.DOTALL)


def lines(page: str) -> dict[str, dict[str, str]]:
    """Advisor -> column -> what stands in the cell, of both tables."""
    found: dict[str, dict[str, str]] = {}
    for name, row in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL):
        cells = {head: re.sub(r"<[^>]+>", "", cell) for head, cell in CELL.findall(row)}
        found.setdefault(name, {}).update(cells)
    return found


@pytest.fixture
def forum(db, cast: Cast) -> None:
    """Anna and Lena held it; a firm and a guest came, another firm stayed away."""
    held = Interaction(kind="forum", title="Energieforum", happened_on=date(2026, 4, 1))
    held.participations.append(Participation(company_id=cast.bakery))
    held.participations.append(Participation(guest_name="Gründerin"))
    held.participations.append(Participation(company_id=cast.forwarder, status="no_show"))
    for name, role in (("anna", "lead"), ("lena", "co")):
        advisor = cast.advisors[name]
        held.assignments.append(AdvisorAssignment(advisor_id=advisor, role=role))
    late = FollowUp(
        promise="Rückruf", owner_id=cast.advisors["anna"], company_id=cast.bakery,
        due_on=date.today() - timedelta(3), first_due_on=date.today() - timedelta(3),
    )  # fmt: skip
    db.add_all([held, late])
    db.commit()


def test_what_was_done_and_what_is_to_be_done(browser, cast: Cast, forum) -> None:
    anna = lines(browser("lena").get(YEAR).text)["Anna Beier"]
    expected = {
        "Termine (voll gezählt)": "2", "Termine (anteilig)": "1,5", "Betriebsbesuch": "1",
        "Wirtschaftsforum": "1", "Stammtisch": "0", "Teilnahmen an Veranstaltungen": "2",
        "Erreichte Unternehmen": "1", "Offene Wiedervorlagen": "2", "davon überfällig": "1",
    }  # fmt: skip
    assert {head: anna[head] for head in expected} == expected


def test_who_leads_sees_the_own_team_and_an_administrator_everybody(browser, cast: Cast) -> None:
    assert list(lines(browser("lena").get(YEAR).text)) == ["Anna Beier", "Lena Dorn"]
    assert list(lines(browser("lena").get(f"{YEAR}&team=akquise").text)) == [
        "Anna Beier", "Lena Dorn",
    ]  # fmt: skip
    everybody = ["Anna Beier", "Bernd Colditz", "Lena Dorn"]
    assert list(lines(browser("vera").get(YEAR).text)) == everybody
    assert list(lines(browser("vera").get(f"{YEAR}&team=akquise").text)) == ["Bernd Colditz"]


@pytest.mark.parametrize("name", ["anna", "ruth"])
def test_others_see_nobodys_workload(browser, cast: Cast, name: str) -> None:
    assert browser(name).get(YEAR).status_code == 403
    assert "/workload/" not in browser(name).get("/coverage/").text


def test_every_number_leads_to_as_many(browser, cast: Cast, forum) -> None:
    lena = browser("lena")
    links = re.findall(
        r'<a href="(/(?:contacts|follow-ups)/\?[^"]+)">(\d+)</a>', lena.get(YEAR).text
    )
    assert len(links) > 5
    for address, count in links:
        assert f"von {count}" in lena.get(unescape(address)).text, address


def test_the_page_stays_within_its_budget(browser, cast: Cast, statements) -> None:
    lena = browser("lena")
    lena.get(YEAR)
    statements.clear()
    page = lena.get(YEAR)
    assert len(statements.queries) <= 12
    assert len(page.data) <= 100_000
