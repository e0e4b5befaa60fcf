"""Firms on file beside those officially counted: page, form, workbook and API say the same."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from crm.enums import Chamber
from crm.models import Company, District, OfficialCount
from tests.api.conftest import Caller
from tests.web.cast import Cast
from tests.web.test_turnout import row

HEADER = "year,district_number,total,B-F,G,H,I,J,K-N,O-Q,A_and_R-U\n"
PAGE, NEW = "/coverage/completeness/", "/register/counts/new/"


@pytest.fixture
def lena(app) -> Caller:
    """By the API."""
    return Caller(app, "lena")


@pytest.fixture
def table(db, cast: Cast) -> str:
    """The first district's and the city's firms at the end of 2025."""
    db.execute(update(Company).values(chamber=Chamber.IHK))
    db.commit()
    number = db.scalar(select(District.number).order_by(District.id))
    return HEADER + f"2025,{number},.,.,0,.,0,0,0,0,0\n2025,city,8,4,2,2,0,0,0,0,0\n"


def send(browser, text: str, **more: object):
    table = (io.BytesIO(text.encode()), "table.csv")
    return followed(browser("lena"), file=table, **more)


def followed(lena, **fields: object) -> str:
    answer = lena.post(NEW, **fields)
    return lena.get(answer.location).text if answer.status_code == 302 else answer.text


def counts(db) -> int:
    db.rollback()
    return db.scalar(select(func.count()).select_from(OfficialCount))


def test_a_table_is_tried_and_then_taken_in(browser, db, table: str) -> None:
    tried = send(browser, table, dry_run="y")
    assert "18 Zahlen neu" in tried
    assert counts(db) == 0
    kept = tried.split('name="upload" value="')[1].split('"')[0]
    assert "18 Zahlen neu" in followed(browser("lena"), upload=kept)
    assert counts(db) == 18
    assert "18 unverändert" in send(browser, table)
    assert counts(db) == 18


def test_a_wrong_cell_is_named_and_nothing_is_taken(browser, db, table: str) -> None:
    page = send(browser, table.replace("8,4,2", "8,4,zwei"))
    assert "Zeile 3, G „zwei“" in page
    assert counts(db) == 0


def test_confidential_counts_are_dots_and_have_no_rates(
    browser, db, cast: Cast, table: str
) -> None:
    send(browser, table)
    number = db.scalar(select(District.number).order_by(District.id))
    page = browser("ruth").get(PAGE).text
    city = page.split('id="t-district"')[1].split("<tfoot>")[1].split("</tfoot>")[0]
    assert '<td class="num">8</td>' in city
    cells = row(page, "t-district", number)
    assert cells[0] == "."
    assert "vertraulich" in cells[2]
    assert cells[4] == "."
    assert "OfficialTables" not in page
    assert "/register/counts/" not in page, "whoever may not read tables gets no link"
    assert "/register/counts/" in browser("lena").get(PAGE).text


def test_page_api_and_workbook_say_the_same(browser, lena, db, table: str) -> None:
    send(browser, table)
    year = {"from": "2025-01-01", "to": "2025-12-31"}
    told = lena.get("/completeness", **year).json["total"]
    assert (told["official"], told["on_file"]) == (8, 2)
    assert told["completeness"] == 2 / 8
    page = browser("lena").get(PAGE).text
    assert "25,0 %" in page.replace("\N{NO-BREAK SPACE}", " ")
    book = browser("lena").get("/reports/completeness.xlsx", query_string=year).data
    sheet = load_workbook(io.BytesIO(book), data_only=True).worksheets[3]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert any(0.25 in line and 8 in line for line in lines)
    assert any(line.count(".") == 3 for line in lines)


def test_the_api_tells_of_one_district(browser, lena, db, table: str) -> None:
    send(browser, table)
    number = db.scalar(select(District.number).order_by(District.id))
    asked = {"from": "2025-01-01", "to": "2025-12-31", "district": number}
    groups = lena.get("/completeness", **asked, by="group").json
    assert [row["confidential"] for row in groups["rows"] if row["group"] == "B-F"] == [True]
    assert groups["total"]["official"] is None
    assert lena.get("/completeness", **asked | {"district": "?"}).status_code == 200


def test_without_counts_the_page_says_what_to_do(browser, cast: Cast) -> None:
    assert "/register/counts/" in browser("lena").get(PAGE).text
    page = browser("ruth").get(PAGE).text
    assert "/register/counts/" not in page
    assert "Teamleitung" in page


def test_nonsense_is_told(browser, db, table: str) -> None:
    send(browser, table)
    page = browser("lena").get(PAGE + "?counted=boats&year=1812")
    assert page.status_code == 400
    assert "boats" in page.text
    assert "1812" in page.text


def test_who_may_not_read_tables_is_turned_away(browser, cast: Cast) -> None:
    assert browser("ruth").get("/register/counts/").status_code in (302, 403)
    assert browser("anna").get("/register/counts/new/").status_code in (302, 403)
