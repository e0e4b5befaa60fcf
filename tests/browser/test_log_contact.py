"""A visit is written down on a phone, without a mouse, and no chip is forgotten on the way."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from crm.enums import InteractionStatus
from crm.models import Interaction, Participation, Person, Position
from tests.browser.conftest import PHONE
from tests.browser.watch import assert_no_horizontal_scroll, axe
from tests.web.cast import Cast

VISIT = "/contacts/new/visit"
OPTION = ".combo-list [role=option]"
DUE = "#follow_ups-0-due_on"


def choose_bakery(page) -> None:
    page.locator("#company-input").press_sequentially("bäck")
    page.locator(OPTION).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#people input").first.wait_for(state="attached")


def save(page) -> None:
    page.locator(".form-actions button[type=submit]").click()
    page.wait_for_url(re.compile(r"/companies/\d+"))


def newest(db) -> Interaction:
    db.rollback()
    return db.scalars(select(Interaction).order_by(Interaction.id.desc()).limit(1)).one()


def test_a_visit_is_logged_by_keyboard_on_a_phone(page, cast: Cast, db) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto(VISIT)
    assert anna.evaluate("document.activeElement.id") == "company-input"
    choose_bakery(anna)
    anna.locator("#people input").first.focus()
    anna.keyboard.press("Space")
    anna.locator("#topics input").first.focus()
    anna.keyboard.press("Space")
    anna.locator("#notes").focus()
    anna.keyboard.type("Ofen zu alt")
    anna.locator("#follow_ups-0-promise").focus()
    anna.keyboard.type("Liste schicken")
    anna.locator(".quick-days button").first.focus()
    anna.keyboard.press("Enter")
    anna.locator(".form-actions button[type=submit]").focus()
    anna.keyboard.press("Enter")
    anna.wait_for_url(re.compile(r"/companies/\d+"))
    assert "Ofen zu alt" in anna.locator("#main").inner_text()
    logged = newest(db)
    assert [str(person) for person in logged.participations[0].persons] == ["Karin Lüdecke"]
    assert [str(topic) for topic in logged.topics] == ["Finanzierung"]
    assert logged.follow_ups[0].due_on >= date.today() + timedelta(7)
    anna.goto("/day/")
    assert "Bäckerei Lüdecke GmbH" in anna.locator("#main").inner_text()


def test_a_quick_day_is_a_working_day(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    for place in range(3):
        anna.locator(".quick-days").first.locator("button").nth(place).click()
        assert date.fromisoformat(anna.locator(DUE).input_value()).weekday() < 5


def test_a_month_after_the_31st_of_january_is_in_february(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator(".quick-days").first.evaluate("each => each.dataset.today = '2028-01-31'")
    anna.locator("[data-months]").first.click()
    assert anna.locator(DUE).input_value() == "2028-02-29"


@pytest.mark.parametrize(
    ("rows", "field", "words"),
    [
        ("follow_ups", "promise", "Noch etwas versprochen"),
        ("new_people", "first_name", "Noch eine Person"),
    ],
)
def test_the_next_row_comes_when_it_is_asked_for(
    page, cast: Cast, rows: str, field: str, words: str
) -> None:
    """While one is typed nothing moves under the finger."""
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("#new_people > summary").click()
    first, second = (anna.locator(f"#{rows}-{number}-{field}") for number in (0, 1))
    offer = anna.get_by_role("button", name=words)
    assert not offer.is_visible()
    first.fill("Jan")
    assert not second.is_visible()
    offer.click()
    assert second.is_visible()
    assert anna.evaluate("() => document.activeElement.id") == f"{rows}-1-{field}"
    assert not offer.is_visible()
    assert not anna.locator(f"#{rows}-2-{field}").is_visible()


def test_another_firm_brings_its_own_people(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(f"{VISIT}?company={cast.bakery}")
    assert "Karin Lüdecke" in anna.locator("#people").inner_text()
    anna.locator("#company ~ .combo .combo-chip button").first.click()
    anna.locator("#people input").first.wait_for(state="detached")
    choose_bakery(anna)
    assert "Karin Lüdecke" in anna.locator("#people").inner_text()


def test_an_earlier_day_brings_those_who_were_there_then(page, cast: Cast, db) -> None:
    oven = Person(first_name="Otto", last_name="Ofen")
    left = date.today() - timedelta(30)
    db.add(Position(person=oven, company_id=cast.bakery, function="Meister", valid_to=left))
    db.commit()
    anna = page("anna")
    anna.goto(f"{VISIT}?company={cast.bakery}")
    anna.locator("#people label").first.click()
    assert "Otto Ofen" not in anna.locator("#people").inner_text()
    anna.locator("#happened_on").fill(left.isoformat())
    anna.get_by_text("Otto Ofen").wait_for()
    expect(anna.locator("#people input:checked")).to_have_count(1)


def test_ticked_people_come_back_after_a_reload(context, cast: Cast) -> None:
    tab = context("anna").new_page()
    tab.goto(VISIT)
    choose_bakery(tab)
    tab.locator("#people label").first.click()
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.reload()
    tab.locator("#people input:checked").wait_for(state="attached")


def test_another_kind_keeps_what_was_written(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    choose_bakery(anna)
    anna.locator("#notes").fill("Ofen zu alt")
    anna.locator(".kind-switch button").last.click()
    anna.wait_for_url(re.compile("/contacts/new/call"))
    assert anna.locator("#notes").input_value() == "Ofen zu alt"
    save(anna)


def test_a_pasted_list_is_looked_through_and_ticked(page, cast: Cast, db) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto("/gatherings/new")
    anna.locator("#title").fill("Herbstforum")
    anna.locator("#happened_on").fill(date.today().isoformat())
    anna.locator("#status").select_option("held")
    anna.locator(".form-actions button[type=submit]").click()
    anna.wait_for_url(re.compile(r"/gatherings/\d+$"))
    assert axe(anna) == []
    anna.locator("details.fold:has(#lines) > summary").click()
    anna.locator("#lines").fill("Bäckerei Lüdecke; Frau Lüdecke\nZirkus Sarrasani")
    anna.locator("details.fold:has(#lines) button").click()
    anna.wait_for_url(re.compile("/review$"))
    assert axe(anna) == []
    assert_no_horizontal_scroll(anna)
    anna.locator(".form-actions button[type=submit]").click()
    anna.wait_for_url(re.compile(r"/gatherings/\d+$"))
    anna.locator(".bulk-fold summary").click()
    anna.locator("[data-tick-all]").check()
    expect(anna.locator("input[name=row]:checked")).to_have_count(2)
    anna.locator(".bulk button").first.click()
    anna.wait_for_load_state()
    assert axe(anna) == []
    assert_no_horizontal_scroll(anna)
    db.rollback()
    forum = select(Participation.status).join(Participation.interaction)
    found = db.scalars(forum.where(Interaction.title == "Herbstforum")).all()
    assert [status.value for status in found] == ["attended", "attended"]


def test_after_the_firm_one_goes_on_with_its_people(page, cast: Cast) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto(VISIT)
    choose_bakery(anna)
    first = anna.locator("#people input").first
    anna.wait_for_function("() => document.activeElement.name === 'persons'")
    anna.keyboard.press("Space")
    assert first.is_checked()


def test_a_firm_whose_people_nobody_knows_asks_for_names(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("#company-input").press_sequentially("spedition")
    anna.locator(OPTION).first.click()
    anna.locator("#new_people-0-last_name").wait_for(state="visible")


def test_a_promise_is_for_in_a_week_until_somebody_says_otherwise(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    promise = anna.locator("#follow_ups-0-promise")
    promise.fill("Liste schicken")
    assert date.fromisoformat(anna.locator(DUE).input_value()) >= date.today() + timedelta(7)
    promise.fill("")
    assert anna.locator(DUE).input_value() == ""
    anna.locator(DUE).fill("2026-12-24")
    promise.fill("Liste schicken")
    assert anna.locator(DUE).input_value() == "2026-12-24"


def test_yesterday_is_one_tap(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("[data-happened]").click()
    yesterday = date.today() - timedelta(1)
    assert anna.locator("#happened_on").input_value() == yesterday.isoformat()


def test_a_name_that_was_not_chosen_comes_back_with_what_fits(page, cast: Cast, db) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("#company-input").press_sequentially("Bäck")
    anna.locator("#notes").fill("Ofen zu alt")
    anna.locator(".form-actions button[type=submit]").click()
    anna.locator("[data-error-summary]").wait_for()
    assert "„Bäck“" in anna.locator("[data-error-summary]").inner_text()
    assert anna.locator("#company-input").input_value() == "Bäck"
    anna.locator("#company-input").click()
    anna.locator(OPTION).first.click()
    save(anna)
    assert newest(db).notes == "Ofen zu alt"


def test_a_firm_that_is_missing_is_added_on_the_way(page, cast: Cast, db) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto(VISIT)
    anna.locator("#notes").fill("Eröffnet im Mai")
    anna.locator("#company-input").press_sequentially("Kiosk Nordlicht")
    anna.locator(".combo-add a").click()
    anna.wait_for_url(re.compile("/companies/add"))
    assert anna.locator("#name").input_value() == "Kiosk Nordlicht"
    anna.locator(".form-actions button[type=submit]").click()
    anna.wait_for_url(re.compile(VISIT))
    assert anna.locator(".combo-chip").first.inner_text() == "Kiosk Nordlicht"
    assert anna.locator("#notes").input_value() == "Eröffnet im Mai"
    save(anna)
    logged = newest(db)
    assert logged.notes == "Eröffnet im Mai"
    assert str(logged.participations[0].company) == "Kiosk Nordlicht"
    anna.goto(VISIT)
    anna.wait_for_timeout(300)
    assert anna.locator("#notes").input_value() == ""


def test_the_day_that_is_chosen_looks_chosen(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("#follow_ups-0-promise").fill("Liste schicken")
    pressed = anna.locator(".quick-days button[aria-pressed=true]")
    assert pressed.get_attribute("data-days") == "7"
    anna.locator(".quick-days button[data-days='14']").first.click()
    assert pressed.get_attribute("data-days") == "14"


def test_whoever_has_a_firm_is_no_founder_without_one(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto("/contacts/new/call")
    assert anna.locator("#guest_name").is_visible()
    choose_bakery(anna)
    assert anna.locator("#guest_name").is_hidden()


def test_an_error_that_is_mended_is_not_repeated(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator(".form-actions button[type=submit]").click()
    anna.locator(".field.has-error .field-error").first.wait_for()
    choose_bakery(anna)
    expect(anna.locator(".field.has-error")).to_have_count(0)


def test_a_day_that_does_not_exist_is_not_sent(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(f"{VISIT}?company={cast.bakery}")
    anna.locator("#happened_on").focus()
    anna.keyboard.press("Backspace")
    anna.locator(".form-actions button[type=submit]").click()
    notice = anna.locator(".notice[data-words]")
    notice.wait_for()
    assert "Tag" in notice.inner_text()
    assert VISIT in anna.url


def test_a_visit_ahead_becomes_an_appointment_with_one_tap(page, cast: Cast, db) -> None:
    anna = page("anna")
    anna.goto(f"{VISIT}?company={cast.bakery}")
    ahead = date.today() + timedelta(3)
    anna.locator("#happened_on").fill(ahead.isoformat())
    anna.locator("#notes").fill("Ofen ansehen")
    anna.locator(".form-actions button[type=submit]").click()
    anna.locator("button[name=status][value=planned]").click()
    anna.wait_for_url(re.compile(r"/companies/\d+"))
    planned = newest(db)
    assert (planned.happened_on, planned.status) == (ahead, InteractionStatus.PLANNED)
    assert planned.notes == "Ofen ansehen"


def test_what_somebody_else_stored_is_taken_over_by_a_button(page, cast: Cast, db) -> None:
    anna, lena = page("anna"), page("lena")
    address = f"/contacts/{cast.visit}/edit"
    for who in (anna, lena):
        who.goto(address)
    lena.locator("#notes").fill("Ofen ist neu")
    lena.locator(".form-actions button[type=submit]").click()
    lena.wait_for_url(re.compile(r"/contacts/\d+$"))
    anna.locator("#notes").fill("Ofen ist alt")
    anna.locator(".form-actions button[type=submit]").click()
    summary = anna.locator("[data-error-summary]")
    summary.wait_for()
    assert "Lena Dorn hat das inzwischen geändert" in summary.inner_text()
    expect(anna.locator(".notice-bad")).to_have_count(1)
    assert axe(anna) == []
    anna.locator("[data-take-over=notes]").click()
    assert anna.locator("#notes").input_value() == "Ofen ist neu"
    anna.locator(".form-actions button[type=submit]").click()
    anna.wait_for_url(re.compile(r"/contacts/\d+$"))
    db.rollback()
    assert db.get_one(Interaction, cast.visit).notes == "Ofen ist neu"


def test_on_a_phone_the_whole_card_of_a_contact_leads_to_it(page, cast: Cast) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto("/contacts/")
    anna.locator(".list-table tbody tr").first.click(position={"x": 200, "y": 70})
    anna.wait_for_url(re.compile(r"/contacts/\d+$"))


def test_a_tick_filters_by_itself_while_the_filters_are_folded(page, cast: Cast) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto("/contacts/")
    anna.locator("#f-mine").check()
    anna.wait_for_url(re.compile("mine=1"))


def test_who_is_ticked_while_the_answer_is_under_way_stays_ticked(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto(f"{VISIT}?company={cast.bakery}")
    held = []
    anna.route("**/contacts/people**", lambda route: held.append(route))
    anna.locator("[data-happened]").click()
    anna.locator("#people .choice-chip").first.click()
    while not held:
        anna.wait_for_timeout(20)
    with anna.expect_response("**/contacts/people**"):
        held[0].continue_()
    anna.wait_for_timeout(200)
    assert anna.locator("#people input").first.is_checked()


def test_tab_on_a_suggestion_goes_on_to_the_next_field_alone(page, cast: Cast) -> None:
    anna = page("anna")
    anna.goto("/follow-ups/new")
    anna.locator("#company-input").press_sequentially("bäck")
    anna.locator(OPTION).first.wait_for()
    anna.keyboard.press("ArrowDown")
    anna.keyboard.press("Tab")
    assert anna.evaluate("document.activeElement.name") == "owner"


def test_whoever_leads_is_not_asked_whether_they_were_there_too(page, cast) -> None:
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("summary", has_text="Beteiligte").click()
    own = anna.locator(f"#colleagues input[value='{cast.advisors['anna']}']")
    other = anna.locator(f"#colleagues input[value='{cast.advisors['lena']}']")
    assert not own.is_visible()
    assert other.is_visible()
    anna.locator("#lead").select_option(str(cast.advisors["lena"]))
    assert own.is_visible()
    assert not other.is_visible()


def test_a_finger_chooses_and_the_keyboard_goes(context, cast: Cast) -> None:
    """No ring lies around the first of the firm's people as if they were chosen."""
    anna = context("anna", viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    anna.goto(VISIT)
    anna.locator("#company-input").press_sequentially("bäck")
    anna.locator(OPTION).first.tap()
    chip = anna.locator("#people .choice-chip").first
    chip.wait_for()
    assert anna.evaluate("() => document.activeElement === document.body")
    assert not chip.locator("input").is_checked()
    chip.tap()
    assert chip.locator("input").is_checked()
    assert "✓" in chip.locator("span").evaluate(
        "each => getComputedStyle(each, '::before').content"
    )


def test_a_missing_firm_is_added_as_it_stands_in_the_box(page, cast: Cast) -> None:
    """Also where the server has not been asked for the last letters yet."""
    anna = page("anna")
    anna.goto(VISIT)
    anna.locator("#company-input").press_sequentially("Kiosk Nord")
    link = anna.locator(".combo-add a")
    link.wait_for()
    anna.evaluate("""() => {
        const box = document.querySelector("#company-input");
        box.value += "licht";
        box.dispatchEvent(new Event("input", { bubbles: true }));
        document.querySelector(".combo-add a").click();
    }""")
    anna.wait_for_url(re.compile("/companies/add"))
    assert anna.locator("#name").input_value() == "Kiosk Nordlicht"
