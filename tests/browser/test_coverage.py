"""The dashboard on narrow screens: measured, not believed."""

from __future__ import annotations

import pytest

from crm.models import Company, District
from crm.models import Site as FirmSite

YEAR = "/coverage/?from=2026-01-01&to=2026-12-31"
LONGEST = "Alte Neustadt/Sülzegrund-Wissenschaftshafen"


def boxes(page, selector: str) -> list[dict[str, float]]:
    return [each.bounding_box() for each in page.locator(selector).all()]


@pytest.fixture
def long_names(db, cast) -> None:
    """A district and a firm in it whose name would push everything else aside."""
    firm = Company(name="Werft")
    firm.sites.append(FirmSite(district=District(number="02", name=LONGEST)))
    db.add(firm)
    db.commit()


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("table", ["t-size", "t-district", "t-section"])
def test_a_phone_shows_the_rate_beside_the_name(page, long_names, width: int, table: str) -> None:
    lena = page("lena", viewport={"width": width, "height": 800})
    lena.goto(YEAR)
    edge = lena.locator(f".table-wrap:has(#{table})").bounding_box()
    rates = boxes(lena, f"#{table} tr > :nth-child(2)")
    assert len(rates) > 2
    for rate in rates:
        assert rate["x"] + rate["width"] <= edge["x"] + edge["width"] + 1


@pytest.mark.parametrize("width", [390, 320])
def test_days_and_filters_lie_beside_each_other_not_on_each_other(page, cast, width: int) -> None:
    lena = page("lena", viewport={"width": width, "height": 800})
    lena.goto(YEAR)
    fields = boxes(lena, ".choice-fields :is(input, select, button)")
    assert len(fields) == 7
    for place, one in enumerate(fields):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= width
        for other in fields[place + 1 :]:
            beside = one["x"] + one["width"] <= other["x"] + 0.5
            beside = beside or other["x"] + other["width"] <= one["x"] + 0.5
            below = one["y"] + one["height"] <= other["y"] + 0.5
            assert beside or below, (one, other)


def test_what_was_typed_wrong_stays_with_its_sentence(page, cast, allowed_faults) -> None:
    allowed_faults("400")
    lena = page("lena")
    lena.goto("/coverage/?from=2026-02-01&to=2026-01-01")
    field = lena.locator("#c-to")
    assert field.input_value() == "2026-01-01"
    assert field.get_attribute("aria-invalid") == "true"
    assert lena.locator(f"#{field.get_attribute('aria-describedby')}").is_visible()
    assert lena.locator("#t-size tbody tr").count()
