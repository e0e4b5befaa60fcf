"""Brochures: what is left of them, and the codes that name brochure and counter."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.errors import DomainError
from crm.models import Handout, Inquiry, Material, MaterialCode, Partner
from crm.rules.material import handout_problems, readable_code
from crm.services import materials
from tests.web.cast import question

DAY = date(2026, 3, 2)


@pytest.fixture
def brochure(session: Session) -> Material:
    made = Material(
        title="Wir für Unternehmen", edition="Ausgabe 2026", language="Deutsch", printed=500
    )
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def north(session: Session) -> Partner:
    made = Partner(name="Bürgerbüro Nord", kind="citizens_office")
    session.add(made)
    session.flush()
    return made


def give(session: Session, brochure: Material, counter: Partner, copies: int) -> Handout:
    values = {"partner_id": counter.id, "handed_on": DAY, "copies": copies}
    return materials.hand_out(session, brochure.id, values)


def test_what_goes_out_is_missing_in_stock(session, brochure, north) -> None:
    give(session, brochure, north, 120)
    give(session, brochure, north, 80)
    assert materials.stock(session, brochure.id) == 300
    (counter,) = materials.at_counters(session, brochure.id)
    assert (counter.copies, counter.last_on, counter.code) == (200, DAY, "WFU26-NORD")


def test_no_more_goes_out_than_is_there(session, brochure, north) -> None:
    give(session, brochure, north, 499)
    with pytest.raises(DomainError) as refusal:
        give(session, brochure, north, 2)
    assert refusal.value.values == {"left": 1}
    give(session, brochure, north, 1)
    assert materials.stock(session, brochure.id) == 0


def test_a_changed_handout_and_a_changed_printing_keep_the_stock(session, brochure, north) -> None:
    handout = give(session, brochure, north, 400)
    materials.change_handout(session, handout, {"copies": 500})
    with pytest.raises(DomainError):
        materials.change_handout(session, handout, {"copies": 501})
    brochure.printed = 499
    with pytest.raises(DomainError) as refusal:
        materials.keep_stock(session, brochure)
    assert refusal.value.values == {"out": 500}


def test_a_code_is_made_once_and_found_however_it_is_typed(session, brochure, north) -> None:
    code = materials.code_of(session, brochure, north)
    assert materials.code_of(session, brochure, north).id == code.id
    found = materials.find_code(session, " wfu26-nord ")
    assert found is not None
    assert (found.material_id, found.partner_id) == (brochure.id, north.id)
    assert materials.find_code(session, "") is None
    assert materials.find_code(session, "WFU26-NORDPOL") is None


def test_codes_that_would_be_the_same_get_a_number(session, brochure, north) -> None:
    english = Material(
        title="Wir für Unternehmen", edition="Ausgabe 2026", language="Englisch", printed=10
    )
    other = Partner(name="Bürgerbüro Neustadt Nord", kind="citizens_office")
    session.add_all([english, other])
    session.flush()
    for material in (brochure, english):
        for counter in (north, other):
            materials.code_of(session, material, counter)
    codes = session.scalars(select(MaterialCode.code).order_by(MaterialCode.code)).all()
    assert codes == ["WFU26-NORD", "WFU26-NORD2", "WFU26-NORD3", "WFU26-NORD4"]


@pytest.mark.parametrize(
    ("title", "edition", "counter", "code"),
    [
        ("Wir für Unternehmen", "2. Auflage 2025", "Bürgerbüro Nord", "WFU25-NORD"),
        ("Ökonomie", "Frühjahr", "Gewerbemeldestelle", "O-GEWERBEM"),
        ("Fördern & Finden für kleine Betriebe", "2026", "Bürgerbüro Süd", "FFFK26-SUED"),
    ],
)
def test_a_code_can_be_read(title: str, edition: str, counter: str, code: str) -> None:
    assert readable_code(title, edition, counter) == code


def test_inquiries_of_a_counter_are_counted_there(session, brochure, north) -> None:
    give(session, brochure, north, 10)
    for handed_out_by in (north, north, None):
        session.add(question(guest_name="Rosa", material=brochure, handed_out_by=handed_out_by))
    session.add(question(guest_name="Rosa"))
    session.flush()
    (counter,) = materials.at_counters(session, brochure.id)
    assert counter.inquiries == 2
    assert len(session.scalars(select(Inquiry).filter_by(material=brochure)).all()) == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"partner_id": None}, "partner_id"),
        ({"copies": None}, "copies"),
        ({"copies": 0}, "copies"),
        ({"copies": 10_000_001}, "copies"),
        ({"handed_on": None}, "handed_on"),
        ({"handed_on": date(2026, 3, 3)}, "handed_on"),
        ({"handed_on": date(1926, 3, 1)}, "handed_on"),
    ],
)
def test_a_handout_needs_counter_copies_and_a_day(values, field: str) -> None:
    sound = {"partner_id": 1, "copies": 5, "handed_on": DAY, "today": DAY}
    assert list(handout_problems(sound)) == []
    assert [p.field for p in handout_problems({**sound, **values})] == [field]
