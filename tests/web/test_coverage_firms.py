"""The lists behind figures: narrowed, in order, counted, with a number to call, as a workbook."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from crm.models import Company, CompanyFact, District, Interaction, Participation, Person, Position
from crm.models import Site as FirmSite
from tests.web.cast import Cast

FIRMS = "/coverage/firms?from=2026-01-01&to=2026-12-31"
NEVER = "/coverage/never?from=2026-01-01&to=2026-11-25"


def labels(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/companies/\d+">(.*?)</a>', page)


@pytest.fixture
def small_firms(db, cast: Cast) -> None:
    """Two firms with which nobody spoke: the joiner's has a telephone, the florist's owner has,
    and the florist once came to a forum."""
    town = db.get(District, cast.district)
    owner = Person(first_name="Rosa", last_name="Kern", phone="0391 222")
    joiner = Company(name="Tischlerei Ast", founded_on=date(1999, 1, 1), phone="0391 111")
    florist = Company(name="Blumen Kern", founded_on=date(2015, 1, 1))
    florist.positions.append(Position(person=owner, function="Inhaberin"))
    for firm, band, wz in ((joiner, "10-19", "16.23"), (florist, "1-3", "47.76")):
        firm.sites.append(FirmSite(street="Am Markt", district=town))
        firm.facts.append(
            CompanyFact(
                size_band=band, wz_code=wz, wz_edition="2008", wz_section="G",
                valid_from=date(2020, 1, 1), source="test",
            )
        )  # fmt: skip
    forum = Interaction(kind="forum", happened_on=date(2026, 2, 1))
    forum.participations.append(Participation(company=florist))
    db.add_all([joiner, florist, owner, forum])
    db.commit()


def test_a_list_is_put_in_order_and_narrowed(browser, cast: Cast, small_firms) -> None:
    lena = browser("lena")
    ordered = labels(lena.get(f"{FIRMS}&order=label").text)
    assert ordered == [
        "Bäckerei Lüdecke GmbH", "Blumen Kern", "Elbe Spedition KG", "Tischlerei Ast",
    ]  # fmt: skip
    assert labels(lena.get(f"{FIRMS}&order=label&direction=desc").text) == ordered[::-1]
    by_size = labels(lena.get(f"{FIRMS}&order=size").text)
    assert by_size[:2] == ["Blumen Kern", "Bäckerei Lüdecke GmbH"]
    found = lena.get(f"{FIRMS}&q=spedition").text
    assert labels(found) == ["Elbe Spedition KG"]
    assert "1 Unternehmen, " in found


def test_sectors_are_said_in_words(browser, cast: Cast) -> None:
    assert re.search("10\\.71 [A-ZÄÖÜ]", browser("lena").get(FIRMS).text)


def test_never_reached_firms_are_counted_and_can_be_called(
    browser, cast: Cast, small_firms
) -> None:
    page = browser("lena").get(NEVER).text
    assert labels(page) == ["Blumen Kern", "Tischlerei Ast"]
    assert "2 Unternehmen, am " in page
    assert 'href="tel:0391111"' in page
    assert re.search(r'href="tel:0391222">0391 222</a> <span class="soft">.*Kern', page)
    assert "War bei einer Veranstaltung, am 01.02.2026" in page
    assert labels(browser("lena").get(f"{NEVER}&order=label&direction=desc").text) == [
        "Tischlerei Ast", "Blumen Kern",
    ]  # fmt: skip


def test_the_workbook_of_the_never_reached(browser, cast: Cast, small_firms) -> None:
    """With the reasons, the firms' own numbers and none of a person, under a name that says it."""
    answer = browser("lena").get(
        "/coverage/never.xlsx?from=2026-01-01&to=2026-11-25&size_class=small_firms&order=label"
    )
    assert 'filename=Noch-kein-Einzelgespraech_alle-kleinen-Unternehmen-unter-50_2026-01-01_' in (
        answer.headers["Content-Disposition"]
    )  # fmt: skip
    head, florist, joiner = list(load_workbook(BytesIO(answer.data)).active.values)
    assert head[0] == "Unternehmensnummer"
    assert "Anzahl" not in head
    rows = [dict(zip(head, row, strict=True)) for row in (florist, joiner)]
    assert [row["Unternehmen"] for row in rows] == ["Blumen Kern", "Tischlerei Ast"]
    assert [row["Telefon"] for row in rows] == [None, "0391 111"]
    assert rows[0]["Warum zuerst"].startswith("War bei einer Veranstaltung, am 01.02.2026; ")
    assert rows[1]["Wirtschaftszweig"]
    assert rows[1]["WZ-Ausgabe"] == "2008"


def test_every_download_is_named_by_what_is_in_it(browser, cast: Cast) -> None:
    lena = browser("lena")
    for address, name in (
        (f"{FIRMS.replace('firms?', 'firms.xlsx?')}&contact=individual&district=01",
         "Unternehmen-mit-individuellem-Kontakt_Altstadt_2026-01-01_2026-12-31.xlsx"),
        ("/reports/coverage.xlsx?from=2026-01-01&to=2026-06-30",
         "Kontakte-zu-Unternehmen_2026-01-01_2026-06-30.xlsx"),
    ):  # fmt: skip
        assert name in lena.get(address).headers["Content-Disposition"]


def test_a_list_stays_within_its_budget(browser, cast: Cast, small_firms, statements) -> None:
    lena = browser("lena")
    for address in (f"{NEVER}&order=label&q=kern", f"{FIRMS}&order=size&q=kern"):
        lena.get(address)
        statements.clear()
        lena.get(address)
        assert len(statements.queries) <= 12, address
