"""Own reports: as the coverage page counts, within the address, for the office alone."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from crm.models import SavedReport
from tests.web.cast import Cast
from tests.web.test_coverage import numbers

YEAR = "from=2026-01-01&to=2026-12-31"
OWN = "/reports/own/"


def rows(page: str) -> list[list[str]]:
    """The table's cells as they are written."""
    body = re.search(r'id="t-own".*?</table>', page, re.DOTALL)[0]
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    return [[_plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in found]  # fmt: skip


def _plain(cell: str) -> str:
    return re.sub(r"<[^>]+>", "", cell).strip()


def test_coverage_is_that_of_its_page(browser, cast: Cast) -> None:
    lena = browser("lena")
    theirs = numbers(lena.get(f"/coverage/?{YEAR}").text, "t-size")
    found = rows(lena.get(f"{OWN}?measure=coverage&by=size_class&{YEAR}").text)[1:-1]
    assert len(found) == len(theirs)
    for row, (_code, numbers_there) in zip(found, theirs.items(), strict=True):
        assert [int(each) for each in row[1:5]] == numbers_there[2:6]


@pytest.mark.parametrize("by", ["size_class", "district", "section", "month"])
def test_the_last_row_is_the_total_of_the_coverage_page(browser, cast: Cast, by: str) -> None:
    """Each firm once, whatever the rows add up to; also of a part of the firms."""
    for part in ("", "&size_class=micro", "&team=akquise"):
        lena = browser("lena")
        page = lena.get(f"/coverage/?{YEAR}{part}").text
        foot = re.search(r"<tfoot>(.*?)</tfoot>", page[page.index('id="t-size"') :], re.DOTALL)[1]
        theirs = [_plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", foot)]
        last = rows(lena.get(f"{OWN}?measure=coverage&by={by}&{YEAR}{part}").text)[-1]
        assert last[1:5] == theirs[2:6], (by, part)
        assert last[5] == theirs[0], (by, part)


def test_a_file_is_called_as_the_report_was_saved(browser, cast: Cast, db) -> None:
    pk = db.scalar(select(SavedReport.id).where(SavedReport.name == "Anfragen im Monat"))
    opened = browser("vera").get(f"{OWN}saved/{pk}").headers["Location"]
    vera = browser("vera")
    named = vera.get(opened.replace("/own/?", "/own/table.zip?"))
    assert "Anfragen-im-Monat_" in named.headers["Content-Disposition"]
    other = vera.get(opened.replace("/own/?", "/own/table.zip?").replace("month", "channel"))
    assert "Anfragen-und-Reaktionszeiten_" in other.headers["Content-Disposition"]


def test_groups_come_from_the_third_dimension(browser, cast: Cast) -> None:
    address = f"{OWN}?measure=coverage&by=district&by=size_class&by=team&{YEAR}"
    found = rows(browser("lena").get(address).text)
    assert found[0][:2] == ["Stadtteil", "Größenklasse"]
    headings = [row[0] for row in found if len(row) == 1]
    assert headings == ["Bestandsbetreuung", "Akquise"]
    assert found[2][:2] == ["01 Altstadt", "Kleinst (unter 10)"]


def test_the_workbook_says_the_same_and_what_it_is(browser, cast: Cast) -> None:
    address = f"{OWN}table.xlsx?measure=coverage&by=district&size_class=micro&{YEAR}"
    answer = browser("lena").get(address)
    assert answer.status_code == 200
    book = load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["Deckblatt", "Inhalt", "Auf einen Blick", "Zahlen", "Methode"]
    cover = [cell for row in book["Deckblatt"].iter_rows(values_only=True) for cell in row if cell]
    assert any("kleine Zahlen nicht geschützt" in str(cell) for cell in cover)
    assert "Kleinst (unter 10)" in cover
    sheet = list(book["Zahlen"].iter_rows(min_row=6, values_only=True))
    assert sheet[0][:4] == ("01 Altstadt", 1, 1, 0)
    assert sheet[1][:4] == ("Stadt", 1, 1, 0)


@pytest.mark.parametrize(
    ("nonsense", "sentence"),
    [
        ("measure=umsatz", "lässt sich nicht oder nicht mehr auswerten"),
        ("by=farbe", "gehört nicht zur Auswahl"),
        ("measure=recency&by=month", "lässt sich nicht nach „Monat“ gliedern"),
        ("by=district&by=district", "nur einmal"),
        ("by=district&by=size_class&by=team&by=month", "Höchstens 3"),
        ("district=99", "99"),
        ("period=gestern", "gestern"),
        ("from=32.1.2026", "32.1.2026"),
        ("measure=recency&kind=visit", "so nicht eingrenzen"),
        ("from=2007-01-01&to=2026-12-31&by=month&by=section&by=size_band", "Zeilen"),
    ],
)
def test_what_cannot_be_gets_a_sentence(browser, cast: Cast, nonsense: str, sentence: str) -> None:
    answer = browser("lena").get(f"{OWN}?{nonsense}")
    assert answer.status_code == 400
    assert sentence in answer.text
    assert browser("lena").get(f"{OWN}table.xlsx?{nonsense}").status_code == 400


def test_advisors_are_for_who_leads_them(browser, cast: Cast) -> None:
    address = f"{OWN}?measure=coverage&by=advisor&{YEAR}"
    answer = browser("anna").get(address)
    assert answer.status_code == 400
    assert "sind für Teamleitungen" in answer.text
    assert "Berater/in" not in answer.text.split('<form method="get" action', 1)[-1]
    names = [row[0] for row in rows(browser("lena").get(address).text)[1:-1]]
    assert names == ["Anna Beier", "Lena Dorn"]
    everybody = [row[0] for row in rows(browser("vera").get(address).text)[1:-1]]
    assert "Bernd Colditz" in everybody


def test_from_a_figure_to_its_firms(browser, cast: Cast) -> None:
    address = f"{OWN}?measure=coverage&by=district&by=size_class&{YEAR}"
    page = browser("lena").get(address).text
    link = re.search(r'href="(/coverage/firms[^"]+size_class=micro[^"]*)">1</a>', page)[1]
    firms = browser("lena").get(link.replace("&amp;", "&")).text
    assert "Bäckerei Lüdecke GmbH" in firms
    assert "Elbe Spedition KG" not in firms
    assert "/coverage/firms" not in browser("ruth").get(address).text


def test_strangers_and_counters_do_not_see_it(browser, cast: Cast) -> None:
    assert browser("carla").get(OWN).status_code == 403
    assert browser(None).get(OWN).status_code == 302
