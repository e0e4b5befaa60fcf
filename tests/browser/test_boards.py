"""Dashboards in a browser: the year turns, pictures are saved, the meeting room, one page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

OFFICE = "/boards/office/?from=2026-01-01&to=2026-12-31"


@pytest.fixture
def board(page, cast):
    lena = page("lena", reduced_motion="reduce")
    lena.goto(OFFICE)
    expect(lena.locator("figure canvas").first).to_be_visible()
    return lena


def test_the_arrow_keys_turn_the_year(board) -> None:
    line = board.get_by_label("Jahr", exact=True)
    expect(board.locator(".year-line output")).to_have_text("2026")
    line.focus()
    board.keyboard.press("ArrowLeft")
    expect(board.locator(".year-line output")).to_have_text("2025")
    expect(line).to_have_attribute("aria-valuetext", "2025")


def test_a_picture_is_saved_under_its_name(board) -> None:
    with board.expect_download() as download:
        board.locator("[data-png='t-month']").click()
    assert download.value.suggested_filename == "Kontakte nach Monat.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_one_key_leads_into_the_meeting_room_and_out(board) -> None:
    board.keyboard.press("f")
    expect(board.locator("#board:fullscreen")).to_have_count(1)
    expect(board.locator(".board-title")).to_be_visible()
    board.keyboard.press("f")
    expect(board.locator("#board:fullscreen")).to_have_count(0)


def test_the_tables_of_the_pictures_unfold(board) -> None:
    board.locator(".board-months .board-table > summary").click()
    expect(board.locator("#t-month")).to_be_visible()


@pytest.mark.parametrize("name", ["office", "team", "me", "district"])
def test_on_paper_it_is_one_page(board, name: str) -> None:
    board.goto(OFFICE.replace("office", name))
    expect(board.locator("figure canvas").first).to_be_visible()
    paper = board.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
