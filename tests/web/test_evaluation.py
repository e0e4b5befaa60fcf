"""A quarter's inquiries are evaluated by both sides, on one page, each with its own words."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import clock
from crm.enums import Side
from crm.models import JointEvaluation, Partner
from crm.rules.quarter import Quarter
from tests.web.cast import Cast, question
from tests.web.forms import filled

NOW = Quarter.of(clock.today())


@pytest.fixture
def page(db: Session, cast: Cast) -> str:
    """Of an office that forwarded two inquiries this quarter; another one forwarded a third."""
    other = Partner(name="Handwerkskammer", kind="chamber")
    asked = [
        question(subject="Zuschuss", company_id=cast.bakery, partner_id=cast.counter),
        question(subject="Laden", guest_name="Rosa", partner_id=cast.counter),
        question(subject="Kammersache", guest_name="Jan", partner=other),
    ]
    db.add_all(asked)
    db.commit()
    return f"/evaluations/{cast.counter}/{NOW}"


def words(db: Session) -> dict[Side, str | None]:
    db.rollback()
    return {row.side: row.words for row in db.scalars(select(JointEvaluation))}


def test_both_see_the_same_figures_and_the_open_ones(browser, page: str) -> None:
    for name in ("anna", "carla"):
        text = browser(name).get(page).text
        assert "Zuschuss" in text
        assert "Laden" in text
        assert "Kammersache" not in text
        assert '<div class="tile-value">2</div>' in text.replace("\n", "").replace("  ", "")


def test_each_side_has_its_own_words(browser, db, page: str) -> None:
    for name, said in (("anna", "Wir waren schnell."), ("carla", "Wir auch.")):
        fields = filled(browser, page, name, words=said)
        assert browser(name).post(page, **fields).status_code == 302
    assert words(db) == {Side.OFFICE: "Wir waren schnell.", Side.PARTNER: "Wir auch."}
    for name in ("anna", "carla"):
        text = browser(name).get(page).text
        assert "Wir waren schnell." in text
        assert "Wir auch." in text
    changed = filled(browser, page, "carla", words="Wir etwas langsamer.")
    assert browser("carla").post(page, **changed).status_code == 302
    assert words(db)[Side.PARTNER] == "Wir etwas langsamer."
    assert words(db)[Side.OFFICE] == "Wir waren schnell."


def test_the_office_says_when_both_sat_together(browser, db, cast: Cast) -> None:
    before = Quarter.of(clock.today()).before
    page = f"/evaluations/{cast.counter}/{before}"
    ahead = (clock.today() + timedelta(1)).isoformat()
    refused = browser("lena").post(
        page, **filled(browser, page, "lena", words="LANG", held_on=ahead)
    )
    assert "oder in der Zukunft" in refused.text
    assert "LANG" in refused.text
    day = clock.today().isoformat()
    browser("lena").post(page, **filled(browser, page, "lena", words="Gut", held_on=day))
    assert f"Gemeinsam ausgewertet am {clock.today():%d.%m.%Y}" in browser("carla").get(page).text
    theirs = filled(browser, page, "carla", words="x")
    assert "held_on" not in theirs
    assert browser("carla").post(page, **theirs, held_on="2026-01-01").status_code == 302
    db.rollback()
    rows = db.scalars(select(JointEvaluation).filter_by(side=Side.PARTNER)).all()
    assert [row.held_on for row in rows] == [None]


def test_two_of_one_side_see_both(browser, db, page: str) -> None:
    browser("anna").post(page, **filled(browser, page, "anna", words="Erstes"))
    mine, theirs = (filled(browser, page, "anna", words=said) for said in ("Meins", "Ihrs"))
    assert browser("lena").post(page, **theirs).status_code == 302
    answer = browser("anna").post(page, **mine)
    assert answer.status_code == 200
    assert "Ihrs" in answer.text
    assert "Meins" in answer.text
    assert words(db)[Side.OFFICE] == "Ihrs"


def test_another_office_sees_nothing_of_it(browser, cast: Cast, db, page: str) -> None:
    other = db.scalars(select(Partner).filter_by(name="Handwerkskammer")).one()
    theirs = f"/evaluations/{other.id}/{NOW}"
    assert browser("anna").get(theirs).status_code == 200
    assert browser("carla").get(theirs).status_code == 404
    assert browser("carla").post(theirs, page=page, words="x").status_code == 404
    assert words(db) == {}


def test_its_workbook_is_for_both_and_of_this_office_alone(browser, page: str) -> None:
    spoken = {"words": "Zu spät.\nBesser ab Mai.", "held_on": clock.today().isoformat()}
    browser("anna").post(page, **filled(browser, page, "anna", **spoken))
    for name in ("anna", "carla"):
        answer = browser(name).get(f"{page}.xlsx")
        assert answer.status_code == 200
        book = load_workbook(BytesIO(answer.data), data_only=True)
        rows = [[cell.value for cell in row] for row in book["Ergebnisse"].iter_rows()]
        assert ["noch offen", 2] in [[one for one in row if one is not None][:2] for row in rows]
        titles = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
        assert "Anfragen und Reaktionszeiten: Bürgerbüro Nord" in titles
        held = f"am {clock.today():%d.%m.%Y}"
        assert {spoken["words"], "Noch nichts gesagt.", held} <= set(titles)


@pytest.mark.parametrize("quarter", ["2026-Q5", "2026", "0001-Q1", "9999-Q4", "Q1-2026"])
def test_what_is_no_quarter_is_not_there(browser, cast: Cast, quarter: str) -> None:
    assert browser("anna").get(f"/evaluations/{cast.counter}/{quarter}").status_code == 404
