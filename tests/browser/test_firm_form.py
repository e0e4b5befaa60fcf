"""A new firm by hand: its sector by words, its district from the address."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from crm.models import District, Site


@pytest.fixture
def form(page, cast, db):
    """The Hafenstraße lies in the second of two districts that share a postcode."""
    harbour = District(number="02", name="Handelshafen")
    site = db.scalars(select(Site).filter_by(street="Hafenstraße")).one()
    site.district = harbour
    db.add(harbour)
    db.commit()
    opened = page("anna")
    opened.goto("/companies/add")
    return opened


def test_a_sector_is_found_by_words(form) -> None:
    code = form.get_by_role("combobox", name="WZ-Code")
    code.press_sequentially("bäckerei")
    form.locator("[role=option]", has_text="10.71").wait_for()
    code.press("ArrowDown")
    code.press("Enter")
    assert code.input_value() == "10.71"
    assert form.get_by_text("10.71 Herstellung von Backwaren").is_visible()


def test_the_district_follows_from_the_address_and_gives_way(form) -> None:
    district = form.locator("#district_id")
    form.locator("#postcode").fill("39104")
    form.locator("#postcode").blur()
    form.get_by_text("Die 2 Stadtteile mit solchen Anschriften").wait_for()
    assert district.input_value() == ""
    form.locator("#street").fill("Hafenstraße")
    form.locator("#street").blur()
    form.get_by_text("Vorgeschlagen").wait_for()
    assert district.locator("option:checked").inner_text() == "02 Handelshafen"
    district.select_option(label="01 Altstadt")
    form.locator("#street").fill("Hafenstraße ")
    form.locator("#street").blur()
    form.wait_for_load_state("networkidle")
    assert district.locator("option:checked").inner_text() == "01 Altstadt"
