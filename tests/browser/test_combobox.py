"""Choosing a firm by typing: with the keyboard, with errors, with a slow or broken network."""

from __future__ import annotations

import pytest

VISIT = "/contacts/new/visit"
OPTION = ".combo-list [role=option]"


def chosen(page, name: str = "company") -> list[str]:
    return page.locator(f"select[name={name}]").evaluate(
        "select => [...select.selectedOptions].map(option => option.value).filter(Boolean)"
    )


@pytest.fixture
def form(page, cast):
    opened = page("anna")
    opened.goto(VISIT)
    return opened


def test_typing_and_choosing_by_keyboard_fills_the_real_field(form, cast) -> None:
    box = form.get_by_role("combobox", name="Unternehmen", exact=True)
    box.press_sequentially("bäck")
    form.locator(OPTION, has_text="Lüdecke").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    assert chosen(form) == [str(cast.bakery)]
    assert form.locator(".combo-chip").first.inner_text() == "Bäckerei Lüdecke GmbH"


def test_a_click_chooses_too_and_the_cross_takes_it_away(form, cast) -> None:
    form.locator("#company-input").press_sequentially("elbe")
    form.locator(OPTION).first.click()
    assert chosen(form) == [str(cast.forwarder)]
    form.locator(".combo-chip button").first.press("Enter")
    assert chosen(form) == []
    assert form.evaluate("document.activeElement.id") == "company-input"


def test_escape_closes_and_keeps_what_was_typed(form) -> None:
    box = form.locator("#company-input")
    box.press_sequentially("elbe")
    form.locator(OPTION).first.wait_for()
    box.press("Escape")
    assert form.locator(OPTION).count() == 0
    assert box.input_value() == "elbe"
    assert box.get_attribute("aria-expanded") == "false"


def test_nothing_found_is_said(form) -> None:
    form.locator("#company-input").press_sequentially("xyzxyzxyz")
    status = form.locator(".combo .combo-status").first
    status.wait_for()
    assert status.inner_text()
    assert status.get_attribute("role") == "status"


def test_a_broken_network_is_said_and_typing_on_tries_again(form, allowed_faults) -> None:
    allowed_faults("ERR_FAILED")
    form.route("**/search/suggest**", lambda route: route.abort())
    box = form.locator("#company-input")
    box.press_sequentially("elb")
    form.locator(".combo-status.is-bad").wait_for()
    form.unroute("**/search/suggest**")
    box.press_sequentially("e")
    form.locator(OPTION).first.wait_for()


def test_of_two_answers_the_later_question_wins(form, cast) -> None:
    late = []

    def answer(route):
        if route.request.url.endswith("q=el"):
            late.append(route)
        else:
            route.continue_()

    form.route("**/search/suggest**", answer)
    box = form.locator("#company-input")
    box.press_sequentially("el")
    form.wait_for_timeout(400)
    box.press_sequentially("be")
    form.locator(OPTION, has_text="Elbe").wait_for()
    for route in late:
        route.fulfill(json={"results": [{"id": 1, "text": "too late"}]})
    form.wait_for_timeout(200)
    assert form.locator(OPTION, has_text="too late").count() == 0


def test_the_label_belongs_to_the_box_and_errors_lead_into_it(page, cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator(".form-actions button[type=submit]").click()
    anna.locator("[data-error-summary]").wait_for()
    anna.wait_for_load_state("load")
    anna.locator("[data-error-summary] a[href='#company']").click()
    assert anna.evaluate("document.activeElement.id") == "company-input"
    assert anna.locator("#company-input").get_attribute("aria-invalid") == "true"
