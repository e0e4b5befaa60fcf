"""The dashboards: their numbers are the workbook's, and nobody sees another's."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import delete, select

from crm.models import (
    AdvisorAssignment,
    Annotation,
    Company,
    CompanyFact,
    District,
    Interaction,
    Participation,
    Site,
    Team,
    TeamMembership,
)
from reports.boards.catalogue import BOARDS
from tests.web.cast import Cast
from tests.web.forms import filled, send
from tests.web.test_release import released

DAYS = "from=2026-01-01&to=2026-12-31"
OFFICE = f"/boards/office/?{DAYS}"
NAMES = [board.name for board in BOARDS]
ROW = re.compile(r'<tr data-key="([^"]+)"><th[^>]*>(.*?)</th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
TILE = re.compile(
    r'<div class="tile-label">(.*?)<details.*?<span class="tile-value">(.*?)</span>.*?'
    r'<div class="tile-note">(.*?)</div>',
    re.DOTALL,
)


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def table(page: str, key: str) -> dict[str, list[str]]:
    """Row's code -> what its cells say."""
    found = re.search(rf'<table [^>]*id="t-{key}">.*?</table>', page, re.DOTALL)
    assert found, key
    return {
        code: [plain(cell) for cell in CELL.findall(cells)]
        for code, _label, cells in ROW.findall(found[0])
    }


def tiles(page: str) -> dict[str, str]:
    return {plain(label): plain(value) for label, value, _note in TILE.findall(page)}


def heads(page: str, key: str) -> list[str]:
    found = re.search(rf'<table [^>]*id="t-{key}">.*?</thead>', page, re.DOTALL)
    assert found, key
    return [plain(head) for head in re.findall(r"<th [^>]*>(.*?)</th>", found[0])][1:]


def german(value: Any, is_share: bool) -> str:
    """A number of the workbook as the page writes it."""
    if value in (None, "–"):
        return "–"
    if isinstance(value, str):
        return value
    if is_share:
        return f"{value * 100:,.1f} %".translate(str.maketrans(",.", ".,"))
    return f"{value:,}".replace(",", ".")


@pytest.fixture
def spoken(db, cast: Cast) -> Cast:
    """A third firm without contact in a second district; a forum and a call of Bernd's."""
    firm = Company(name="Kiosk am Strom", founded_on=date(2020, 1, 1))
    firm.sites.append(Site(district=District(number="02", name="Werder")))
    firm.facts.append(
        CompanyFact(size_band="1-3", valid_from=date(2020, 1, 1), source="test")
    )  # fmt: skip
    for kind, day, who, company in (
        ("forum", date(2025, 4, 1), "lena", cast.bakery),
        ("call", date(2026, 5, 4), "bernd", cast.forwarder),
        ("visit", date(2026, 5, 4), "bernd", cast.forwarder),
    ):
        held = Interaction(kind=kind, title=kind, happened_on=day)
        held.participations.append(Participation(company_id=company))
        held.assignments.append(AdvisorAssignment(advisor_id=cast.advisors[who], role="lead"))
        db.add(held)
    db.add(firm)
    db.commit()
    return cast


@pytest.mark.parametrize("board", NAMES)
def test_the_page_says_what_its_workbook_says(browser, spoken: Cast, board: str) -> None:
    """Every table, cell by cell, and every tile."""
    lena = browser("lena")
    page = lena.get(f"/boards/{board}/?{DAYS}").text
    answer = lena.get(f"/boards/{board}.xlsx?{DAYS}")
    assert answer.status_code == 200
    book = load_workbook(BytesIO(answer.data), data_only=True)
    compared = 0
    for sheet in book:
        for name in sheet.tables:
            key = name.removesuffix("_table")
            if f'id="t-{key}"' not in page:
                continue
            compared += _compare(page, key, sheet, sheet.tables[name])
    assert compared > 40
    said = tiles(page)
    front = book.worksheets[2]
    values = {c.value: front.cell(c.row + 1, c.column) for row in front for c in row if c.value}
    for label, value in said.items():
        cell = values[label]
        assert value == german(cell.value, "%" in cell.number_format), label


def _compare(page: str, key: str, sheet: Any, found: Any) -> int:
    """How many cells were the same."""
    first, *lines = sheet[found.ref]
    columns = {cell.value: place for place, cell in enumerate(first)}
    rows, names = list(table(page, key).values()), heads(page, key)
    assert len(rows) == len(lines), key
    for cells, line in zip(rows, lines, strict=True):
        for head, cell in zip(names, cells, strict=True):
            there = line[columns[head]]
            assert cell == german(there.value, "%" in there.number_format), (key, head)
    return len(rows) * len(names)


def test_the_office_is_as_in_the_coverage_workbook(browser, spoken: Cast) -> None:
    """The board's figures against those of the workbooks that the council gets."""
    lena = browser("lena")
    page = lena.get(OFFICE).text
    coverage = load_workbook(
        BytesIO(lena.get(f"/reports/coverage.xlsx?{DAYS}").data), data_only=True
    )
    sheets = {name: sheet for sheet in coverage for name in sheet.tables}
    for key in ("size", "month"):
        sheet = sheets[f"{key}_table"]
        first, *lines = sheet[sheet.tables[f"{key}_table"].ref]
        columns = {cell.value: place for place, cell in enumerate(first)}
        shared = [head for head in heads(page, key) if head in columns]
        assert len(shared) >= 5
        for cells, line in zip(table(page, key).values(), lines, strict=True):
            said = dict(zip(heads(page, key), cells, strict=True))
            for head in shared:
                there = line[columns[head]]
                assert said[head] == german(there.value, "%" in there.number_format), head
    assert tiles(page)["Betriebsbesuche"] == "2"


def test_one_sees_ones_own_figures_alone(browser, spoken: Cast) -> None:
    assert tiles(browser("anna").get(f"/boards/me/?{DAYS}").text)["Betriebsbesuche"] == "1"
    assert tiles(browser("bernd").get(f"/boards/me/?{DAYS}").text)["Kontakte"] == "3"
    nobody = browser("ruth").get(f"/boards/me/?{DAYS}&advisor=1")
    assert "Sie haben keine eigenen Zahlen" in nobody.text
    assert browser("ruth").get(f"/boards/me.xlsx?{DAYS}").status_code == 404
    assert "/boards/me/" not in browser("ruth").get("/boards/").text


def test_a_team_is_seen_by_its_own(browser, spoken: Cast) -> None:
    """Whoever reports to the council, and administrators, see every team."""
    for name, team in (("anna", "Bestandsbetreuung"), ("lena", "Bestandsbetreuung"),
                       ("bernd", "Akquise")):  # fmt: skip
        page = browser(name).get(f"/boards/team/?{DAYS}").text
        assert f"<h1>{team}</h1>" in page
    asked = browser("anna").get(f"/boards/team/?{DAYS}&team=akquise")
    assert asked.status_code == 400
    assert "<h1>Bestandsbetreuung</h1>" in asked.text
    assert browser("anna").get(f"/boards/team.xlsx?{DAYS}&team=akquise").status_code == 404
    for name in ("ruth", "vera"):
        page = browser(name).get(f"/boards/team/?{DAYS}&team=akquise").text
        assert "<h1>Akquise</h1>" in page
        assert tiles(page)["Kontakte"] == "3"


def test_a_district_is_chosen(browser, spoken: Cast) -> None:
    page = browser("ruth").get(f"/boards/district/?{DAYS}&district=02").text
    assert "<h1>02 Werder</h1>" in page
    assert tiles(page)["Kontaktquote"] == "0,0 %"
    assert tiles(page)["Noch kein Einzelgespräch"] == "1"


def test_two_periods_are_compared(browser, spoken: Cast) -> None:
    """The forum of April 2025 lies in the year before; the other days are those of March 2026."""
    before = browser("lena").get(f"{OFFICE}&against=year").text
    assert "verglichen mit 01.01.2025 bis 31.12.2025" in before
    assert re.search(r"\+3\s*</span> Vergleich: 1", before), "four contacts against one"
    days = "against=days&other_from=2026-03-01&other_to=2026-03-31"
    other = browser("lena").get(f"{OFFICE}&{days}").text
    assert "verglichen mit 01.03.2026 bis 31.03.2026" in other
    address = re.search(r'href="(/boards/office\.xlsx[^"]+)"', other)[1]
    assert "other_from=2026-03-01" in unescape(address)


@pytest.mark.parametrize(
    "wrong", ["against=nonsense", "against=days", "against=days&other_from=x&other_to=2026-01-01",
              "from=2026-02-01&to=2026-01-01", "period=never"],
)  # fmt: skip
def test_what_is_no_choice_is_told(browser, cast: Cast, wrong: str) -> None:
    answer = browser("lena").get(f"/boards/office/?{wrong}")
    assert answer.status_code == 400
    assert 'class="field-error"' in answer.text
    assert browser("lena").get(f"/boards/office.xlsx?{wrong}").status_code == 404


def test_a_board_that_is_none(browser, cast: Cast) -> None:
    assert browser("lena").get("/boards/nonsense/").status_code == 404


def test_who_is_in_no_team_is_told_what_to_do(browser, cast: Cast, db) -> None:
    db.execute(delete(TeamMembership))
    db.commit()
    assert "Sie gehören zu keinem Team" in browser("anna").get("/boards/team/").text
    assert browser("anna").get("/boards/team.xlsx").status_code == 404


@pytest.mark.parametrize("board", NAMES)
def test_a_board_stays_within_its_budget(browser, spoken: Cast, statements, board: str) -> None:
    lena = browser("lena")
    lena.get(f"/boards/{board}/?{DAYS}")
    statements.clear()
    page = lena.get(f"/boards/{board}/?{DAYS}")
    assert len(statements.queries) <= 12
    assert len(page.data) <= 100_000


def test_the_council_sees_what_was_released_and_nothing_else(browser, spoken: Cast) -> None:
    """Every number on its page stands in the released file, and what is withheld there is here."""
    assert "Noch ist nichts freigegeben" in browser("ruth").get("/boards/council/").text
    reader, address = released(browser, "ruth")
    page = reader.get("/boards/council/").text
    with reader.get(f"{address}/workbook.xlsx") as file:
        book = load_workbook(BytesIO(file.data), data_only=True)
    sheets = {name.removesuffix("_table"): sheet for sheet in book for name in sheet.tables}
    for key in ("size", "month", "district"):
        sheet = sheets[key]
        assert _compare(page, key, sheet, sheet.tables[f"{key}_table"]) >= 5
    front = book.worksheets[2]
    values = {c.value: front.cell(c.row + 1, c.column) for row in front for c in row if c.value}
    assert len(tiles(page)) == 9
    for label, value in tiles(page).items():
        cell = values[label]
        assert value == german(cell.value, "%" in cell.number_format), label
    assert '<p class="note">. : ' in page, "the legend of what is withheld"


def test_notes_on_days_are_drawn_where_they_belong(browser, spoken: Cast, db) -> None:
    """Those of the whole office everywhere, a team's on its own board alone."""
    teams = {team.code: team.id for team in db.scalars(select(Team))}
    db.add(Annotation(first_day=date(2026, 2, 3), last_day=date(2026, 2, 5), text="Messe Bau"))
    db.add(Annotation(first_day=date(2026, 2, 9), text="Umzug", team_id=teams["akquise"]))
    db.add(Annotation(first_day=date(2019, 2, 9), text="Lange her"))
    db.commit()
    office = browser("lena").get(OFFICE).text
    marks = json.loads(unescape(re.search(r'data-marks="([^"]*)"', office)[1]))
    assert marks == [
        {"from": "2026-02-03", "to": "2026-02-05", "text": "Messe Bau"},
        {"from": "2026-06-01", "to": "2026-06-01", "text": "Sommeraktion beginnt"},
    ]
    assert "03.02.2026 – 05.02.2026" in office
    assert "Umzug" not in office
    assert "Umzug" not in browser("anna").get(f"/boards/team/?{DAYS}").text
    assert "Umzug" in browser("bernd").get(f"/boards/team/?{DAYS}").text


def test_who_leads_writes_notes_and_takes_them_away(browser, cast: Cast, db) -> None:
    add = "/administration/annotations/add"
    fields = filled(browser, add, "lena", first_day="2026-02-03", text="Messe Bau")
    for _twice in range(2):
        assert send(browser, add, fields, "lena").status_code in (302, 307)
    db.rollback()
    query = select(Annotation).where(Annotation.text == "Messe Bau")
    (note,) = db.scalars(query).all()
    assert "Messe Bau" in browser("anna").get(OFFICE).text
    assert browser("anna").get(add).status_code in (302, 403)
    gone = browser("lena").post(f"/administration/annotations/delete/{note.id}", page=add)
    assert gone.status_code == 302
    db.rollback()
    assert db.scalars(query).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"last_day": "2026-02-01"}, "Das Ende liegt vor dem Anfang"),
     ({"first_day": "1026-02-01"}, "Stimmt das Jahr?"), ({"text": "  "}, "")],
)  # fmt: skip
def test_a_wrong_note_comes_back_with_its_words(browser, cast: Cast, changes, sentence) -> None:
    add = "/administration/annotations/add"
    given = {"first_day": "2026-02-03", "text": "Messe Bau", **changes}
    answer = send(browser, add, filled(browser, add, "lena", **given), "lena")
    assert answer.status_code == 200
    assert sentence in answer.text
    assert given["first_day"] in answer.text


def test_no_note_for_another_team(browser, cast: Cast, db) -> None:
    add = "/administration/annotations/add"
    team = db.scalar(select(Team.id).where(Team.code == "akquise"))
    fields = {"first_day": "2026-02-03", "text": "Messe", "team": team}
    refused = send(browser, add, filled(browser, add, "lena", **fields), "lena")
    assert "Sie schreiben Anmerkungen für das Team, das Sie leiten" in refused.text
    taken = send(browser, add, filled(browser, add, "ruth", **fields), "ruth")
    assert taken.status_code == 302, "who reports does so for all"
