"""The page on turnout says what the measure says."""

from __future__ import annotations

import re
from datetime import date

from crm.models import Interaction, Participation
from tests.web.cast import Cast

YEAR = "/gatherings/turnout/?from=2025-01-01&to=2025-12-31"


def row(page: str, table: str, key: str) -> list[str]:
    inside = page.split(f'id="{table}"')[1].split("</table>")[0]
    found = re.search(rf'<tr data-key="{key}">(.*?)</tr>', inside, re.DOTALL)
    assert found, inside
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[1])
    return [re.sub(r"\s", " ", cell) for cell in cells]


def test_who_came_and_who_stayed_away(browser, cast: Cast, db) -> None:
    for kind, bakery, forwarder in (
        ("forum", "attended", "no_show"),
        ("round_table", "attended", "declined"),
    ):
        made = Interaction(kind=kind, title="x", happened_on=date(2025, 5, 6))
        made.participations = [
            Participation(company_id=cast.bakery, status=bakery),
            Participation(company_id=cast.forwarder, status=forwarder),
        ]
        db.add(made)
    db.commit()
    page = browser("ruth").get(YEAR).text
    assert row(page, "t-kind", "forum") == ["1", "2", "2", "1", "1", "50,0 %", "1"]
    assert row(page, "t-kind", "round_table") == ["1", "2", "1", "1", "0", "0,0 %", "1"]
    assert row(page, "t-size", "micro") == ["2", "2", "2", "2", "0", "0,0 %", "1", "100,0 %"]
    assert row(page, "t-size", "medium")[4:] == ["1", "100,0 %", "0", "–"]
    assert "guests" not in page, "whoever sees no contacts gets no link to them"
    assert "/gatherings/guests/" in browser("anna").get(YEAR).text


def test_an_empty_period_says_what_to_do(browser, cast: Cast) -> None:
    page = browser("anna").get("/gatherings/turnout/?from=1999-01-01&to=1999-12-31").text
    assert "keine Veranstaltung" in page
