"""The dashboard: right, within its budget, and firms only for those who may see firms."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from crm.models import (
    Advisor,
    AdvisorAssignment,
    Company,
    CompanyFact,
    District,
    Interaction,
    Participation,
    Site,
)
from tests.web.cast import Cast

YEAR = "/coverage/?from=2026-01-01&to=2026-12-31"


def numbers(page: str, table: str) -> dict[str, list[float]]:
    """A table's rows by code: the numbers in its cells, rates of percent as shares of one."""
    body = re.search(rf'id="{table}".*?</table>', page, re.DOTALL)[0]
    rows = re.findall(r'<tr data-key="([^"]+)">(.*?)</tr>', body, re.DOTALL)
    return {key: [_number(cell) for cell in CELL.findall(row)] for key, row in rows}


FIRMS, INDIVIDUAL = 2, 3
"""Places in the table by size, after the rate and the rate before."""
CELL = re.compile(r'<td class="num"[^>]*>(.*?)</td>', re.DOTALL)


def _number(cell: str) -> float | None:
    text = re.sub(r"<[^>]+>", "", cell).replace(".", "").replace(",", ".").strip()
    if text == "–":
        return None
    return float(text.removesuffix("%")) / 100 if text.endswith("%") else float(text)


def test_both_firms_were_met_individually(browser, cast: Cast) -> None:
    rows = numbers(browser("lena").get(YEAR).text, "t-size")
    assert rows["micro"] == [1, 0, 1, 1, 0, 0]
    assert rows["medium"] == [1, 0, 1, 1, 0, 0]


def test_a_visit_just_logged_is_in_the_figures(browser, cast: Cast, db) -> None:
    lena = browser("lena")
    yesterday = date.today() - timedelta(days=1)
    address = f"/coverage/?from={yesterday}&to={date.today()}"
    assert numbers(lena.get(address).text, "t-size")["micro"][INDIVIDUAL] == 0
    visit = Interaction(kind="visit", happened_on=date.today())
    visit.participations.append(Participation(company_id=cast.bakery))
    visit.assignments.append(AdvisorAssignment(advisor=db.get(Advisor, cast.advisors["anna"])))
    db.add(visit)
    db.commit()
    assert numbers(lena.get(address).text, "t-size")["micro"][INDIVIDUAL] == 1


def test_from_a_figure_to_its_firms(browser, cast: Cast) -> None:
    page = (
        browser("lena").get("/coverage/firms?from=2026-01-01&to=2026-12-31&size_class=micro").text
    )
    assert "Bäckerei Lüdecke GmbH" in page
    assert "Elbe Spedition KG" not in page


def test_behind_every_count_are_as_many_firms(browser, cast: Cast) -> None:
    lena = browser("lena")
    links = re.findall(r'href="(/coverage/firms[^"]+)">([\d.]+)</a>', lena.get(YEAR).text)
    assert len(links) > 10
    for address, count in links:
        assert f"{count} Unternehmen, " in lena.get(unescape(address)).text, address


@pytest.mark.parametrize("contact", ["visited", "not_visited", "never", "0-90", "over_730"])
def test_firms_behind_figures_of_a_day(browser, cast: Cast, contact: str) -> None:
    page = browser("lena").get(f"/coverage/firms?contact={contact}")
    assert page.status_code == 200
    assert f"Unternehmen, am {date.today():%d.%m.%Y}" in page.text


def test_the_firms_of_a_month_are_counted_with_what_is_known_at_the_end(
    browser, cast: Cast, db
) -> None:
    """A bakery that was small in March and is large since June: small firms' March is empty, in
    the figure and in its list."""
    old = db.scalars(select(CompanyFact).where(CompanyFact.company_id == cast.bakery)).one()
    old.valid_to = date(2026, 5, 31)
    db.flush()
    db.add(CompanyFact(company_id=cast.bakery, size_band="1000-2499", source="x",
                       valid_from=date(2026, 6, 1)))  # fmt: skip
    db.commit()
    lena, small = browser("lena"), f"{YEAR}&size_class=small_firms"
    assert numbers(lena.get(small).text, "t-month")["2026-03"][0] == 0
    month = "&size_class=small_firms&contact=individual&month=2026-03"
    page = lena.get(f"{YEAR.replace('/coverage/?', '/coverage/firms?')}{month}").text
    assert "0 Unternehmen, " in page
    large = lena.get(f"{YEAR}&size_class=large").text
    assert numbers(large, "t-month")["2026-03"][0] == 1


def test_the_firms_as_a_workbook(browser, cast: Cast) -> None:
    answer = browser("lena").get("/coverage/firms.xlsx?from=2026-01-01&to=2026-12-31")
    sheet = load_workbook(BytesIO(answer.data)).active
    labels = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert labels == ["Bäckerei Lüdecke GmbH", "Elbe Spedition KG"]


def test_reporting_sees_figures_and_no_firm(browser, cast: Cast) -> None:
    ruth = browser("ruth")
    page = ruth.get(YEAR).text
    assert numbers(page, "t-size")["micro"][FIRMS] == 1
    assert "Lüdecke" not in page
    assert ruth.get("/coverage/firms").status_code == 403


@pytest.mark.parametrize(
    "nonsense",
    ["from=gestern", "period=ewig", "size_class=riesig", "from=2026-02-01&to=2026-01-01",
     "from=2025-01-01&to=9999-12-31", "from=0001-01-01", "to=0001-05-05", "from=1.1.99999999999",
     "from=2000-01-01&to=2026-01-01", "from=0001-01-01&to=0001-05-05"],
)  # fmt: skip
def test_nonsense_is_told_and_the_page_stays(browser, cast: Cast, nonsense: str) -> None:
    """In the answer's status, too, so that no program takes the figures for what it asked."""
    lena = browser("lena")
    for page in ("coverage/", "coverage/firms", "coverage/never", "workload/"):
        answer = lena.get(f"/{page}?{nonsense}")
        assert answer.status_code == 400, page
        assert 'class="field-error"' in answer.text or "size_class" in nonsense, page
        assert "<h1" in answer.text
    assert lena.get(f"/coverage/firms.xlsx?{nonsense}").status_code == 400


@pytest.mark.parametrize("name", ["team", "district", "section", "size_class", "month"])
def test_a_choice_that_is_none_is_told_at_its_filter(browser, cast: Cast, name: str) -> None:
    answer = browser("lena").get(f"{YEAR}&{name}=xx")
    assert answer.status_code == 400
    told = re.search(rf'id="c-{name}-error"[^>]*>.*?</span>', answer.text, re.DOTALL)
    assert told
    assert "„xx“" in told[0]
    assert numbers(answer.text, "t-size")["micro"][FIRMS] == 1


def test_what_is_not_known_may_be_asked_for(browser, cast: Cast) -> None:
    for name in ("team", "district", "section", "size_class"):
        assert browser("lena").get(f"{YEAR}&{name}=unknown").status_code == 200, name


def test_an_end_before_the_beginning_is_told_at_the_field(browser, cast: Cast) -> None:
    """On the dashboard and on the page of reports, with both days as they were typed."""
    turned = "from=2026-02-01&to=2026-01-01"
    for page in ("/coverage/", "/reports/", "/reports/coverage.xlsx"):
        answer = browser("lena").get(f"{page}?{turned}")
        assert answer.status_code == 400
        assert 'id="c-to-error"' in answer.text
        assert 'value="2026-02-01"' in answer.text
        assert 'value="2026-01-01"' in answer.text


@pytest.mark.parametrize("period", ["from=1990-01-01&to=2009-12-31", "to=1990-01-01"])
def test_the_earliest_and_the_longest_period(browser, cast: Cast, period: str) -> None:
    assert browser("lena").get(f"/coverage/?{period}").status_code == 200


def test_the_dashboard_stays_within_its_budget(browser, cast: Cast, statements) -> None:
    lena = browser("lena")
    lena.get(YEAR)
    statements.clear()
    page = lena.get(YEAR)
    assert len(statements.queries) <= 12
    assert len(page.data) <= 100_000


def test_the_workbook_says_the_same(browser, cast: Cast) -> None:
    answer = browser("lena").get("/reports/coverage.xlsx?from=2026-01-01&to=2026-12-31")
    assert answer.status_code == 200
    book = load_workbook(BytesIO(answer.data), data_only=True)
    assert len(book.sheetnames) > 5


def test_a_period_that_is_not_over_is_told(browser, cast: Cast) -> None:
    """On the page as on the workbook's cover, with the same reference day."""
    lena, end = browser("lena"), f"{date.today().year + 1}-12-31"
    remark = f"noch nicht abgeschlossen: Zahlen mit Stand vom {date.today():%d.%m.%Y}"
    assert remark in lena.get(f"/coverage/?from=2026-01-01&to={end}").text
    assert "Zahlen mit Stand vom" not in lena.get("/coverage/").text
    answer = lena.get(f"/reports/coverage.xlsx?from=2026-01-01&to={end}")
    cover = [c for row in load_workbook(BytesIO(answer.data)).worksheets[0].values for c in row]
    assert [text for text in cover if text and "noch nicht abgeschlossen" in text]


def test_a_period_wholly_ahead_has_no_months(browser, cast: Cast) -> None:
    year = date.today().year + 1
    page = browser("lena").get(f"/coverage/?from={year}-01-01&to={year}-12-31").text
    assert "Noch hat kein Monat dieses Zeitraums begonnen." in page
    assert "t-month" not in page


def test_on_paper_stands_what_was_asked_for(browser, cast: Cast) -> None:
    page = browser("lena").get(f"{YEAR}&district=01&size_class=small_firms").text
    said = re.search(r'<p class="print-only">(.*?)</p>', page)[1]
    assert said.startswith("01.01.2026 – 31.12.2026 · ")
    assert "Altstadt" in said
    assert 'class="choice-bar no-print"' in page


def test_a_running_month_is_marked(browser, cast: Cast) -> None:
    page = browser("lena").get("/coverage/?from=2026-01-10&to=2026-03-31").text
    assert re.search(r'data-label="01/2026 \*" data-part>01/2026 <span[^>]*>ab 10.01.2026', page)
    assert 'data-label="02/2026">02/2026</th>' in page


def test_districts_are_put_in_order_by_a_link(browser, cast: Cast, db) -> None:
    """The cast lives in the old town; a third firm in a district where nobody was met."""
    empty = District(number="02", name="Werder")
    firm = Company(name="Kiosk am Strom", founded_on=date(2020, 1, 1))
    firm.sites.append(Site(district=empty))
    db.add(firm)
    db.commit()
    lena = browser("lena")

    def order(page: str) -> list[str]:
        body = re.search(r'id="t-district".*?</tbody>', page, re.DOTALL)[0]
        return re.findall(r'<tr data-key="([^"]+)"', body)

    assert order(lena.get(YEAR).text) == ["01", "02"]
    links = re.findall(r'href="(/coverage/[^"]*order=rate[^"]*)"', lena.get(YEAR).text)
    assert order(lena.get(unescape(links[0])).text) == ["01", "02"]
    again = re.findall(
        r'href="(/coverage/[^"]*order=rate[^"]*)"', lena.get(unescape(links[0])).text
    )
    assert "direction=asc" in again[0]
    assert order(lena.get(unescape(again[0])).text) == ["02", "01"]
    assert order(lena.get(f"{YEAR}&order=nonsense").text) == ["01", "02"]


def test_a_table_ends_with_the_city(browser, cast: Cast) -> None:
    page = browser("lena").get(YEAR).text
    foot = re.search(r'id="t-district".*?<tfoot>(.*?)</tfoot>', page, re.DOTALL)[1]
    assert [_number(cell) for cell in CELL.findall(foot)] == [1, 2, 2, 0, 0]


def test_advisors_are_in_the_workbook_for_team_leads_alone(browser, cast: Cast) -> None:
    def words(name: str) -> str:
        answer = browser(name).get("/reports/coverage.xlsx?from=2026-01-01&to=2026-12-31")
        book = load_workbook(BytesIO(answer.data))
        return " ".join(str(c) for sheet in book for row in sheet.values for c in row if c)

    assert "Bernd Colditz" in words("vera")
    assert "Anna Beier" in words("lena")
    assert "Bernd Colditz" not in words("lena"), "he is of another team"
    assert "Bernd Colditz" not in words("anna")
