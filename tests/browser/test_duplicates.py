"""Duplicates are decided on by keys, one pair after the other, without the mouse."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from crm.enums import MatchVerdict
from crm.models import Company, MatchDecision
from crm.services.match_decisions import Pair, keep_pairs


@pytest.fixture
def twins(db, cast) -> list[int]:
    """Three more spellings of the bakery, the likeliest first."""
    names = ("Baeckerei Luedecke", "Lüdeckes Backstube", "Bäcker Lüdicke")
    found = [Company(name=name, founded_on=date(2020, 1, 1)) for name in names]
    db.add_all(found)
    db.flush()
    ids = [each.id for each in found]
    keep_pairs(db, [Pair(cast.bakery, pk, 95 - place, [("same telephone", {})])
                    for place, pk in enumerate(ids)])  # fmt: skip
    db.commit()
    return ids


def said(db) -> list[MatchVerdict | None]:
    """In the order of the pairs; read, and the database let go: the server is to write."""
    found = list(db.scalars(select(MatchDecision.verdict).order_by(MatchDecision.id)))
    db.rollback()
    return found


def shown(page, name: str) -> None:
    """The pair is on the screen, and its page listens to keys."""
    page.get_by_role("columnheader", name=name).wait_for()
    page.wait_for_load_state()


def test_by_keys_the_next_pair_comes_at_once(context, db, cast, twins) -> None:
    page = context("lena").new_page()
    page.goto("/duplicates/")
    shown(page, "Baeckerei Luedecke")
    page.keyboard.press("n")
    shown(page, "Lüdeckes Backstube")
    page.keyboard.press("s")
    shown(page, "Bäcker Lüdicke")
    page.keyboard.press("t")
    expect(page.locator('input[name="stays"]')).to_have_value(str(twins[2]))
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.get_by_text("Zusammengeführt. Beide Verläufe").wait_for()
    page.wait_for_load_state()
    assert said(db) == [MatchVerdict.DIFFERENT, MatchVerdict.LATER, MatchVerdict.SAME]
    assert db.scalar(select(Company.merged_into_id).where(Company.id == cast.bakery)) == twins[2]
    db.rollback()
    page.keyboard.press("z")
    page.get_by_text("Hier sind die beiden wieder").wait_for()
    assert said(db)[2] is None


def test_keys_typed_into_the_search_decide_nothing(context, db, cast, twins) -> None:
    page = context("lena").new_page()
    page.goto("/duplicates/")
    page.locator("#search").click()
    page.keyboard.type("jns")
    assert said(db) == [None, None, None]


def test_the_buttons_work_without_javascript(context, db, cast, twins) -> None:
    page = context("lena", java_script_enabled=False).new_page()
    page.goto("/duplicates/")
    page.get_by_role("button", name="Zwei Unternehmen").click()
    page.get_by_text("Nach diesen beiden wird nicht mehr gefragt").wait_for()
    assert said(db)[0] is MatchVerdict.DIFFERENT
