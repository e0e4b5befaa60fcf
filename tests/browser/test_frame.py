"""The frame around every page: sign in and out, colours, language, search, menus."""

from __future__ import annotations

from playwright.sync_api import expect

from crm.web.assets import address
from tests.browser.conftest import PHONE
from tests.web.cast import PASSWORD


def test_anna_signs_in_and_out_by_keyboard(page, cast, site) -> None:
    """Signing out ends all her sessions, also the one that the other tests share."""
    site.signed_in.clear()
    anna = page()
    anna.goto("/login/")
    anna.keyboard.type("anna")
    anna.keyboard.press("Tab")
    anna.keyboard.type(PASSWORD)
    anna.keyboard.press("Enter")
    anna.wait_for_url("**/day/")
    anna.locator(".user-menu > button").press("Enter")
    anna.locator("[data-sign-out] button").press("Enter")
    anna.wait_for_url("**/login/**")
    anna.goto("/day/")
    assert "/login/" in anna.url


def test_the_second_page_loads_nothing_but_itself(page, cast, site, monkeypatch) -> None:
    """On a slow line each question costs a moment; scripts and typefaces are there already."""
    anna = page("anna")
    anna.goto("/day/", wait_until="networkidle")
    asked, answer = [], site.app.wsgi_app

    def counted(environ, start):
        asked.append(environ["PATH_INFO"])
        return answer(environ, start)

    monkeypatch.setattr(site.app, "wsgi_app", counted)
    anna.goto("/day/", wait_until="networkidle")
    assert asked == ["/day/"]
    assert anna.locator(f"script[src^='{address()}/js/']").count()


def test_a_slash_leads_into_the_search_box(page, cast) -> None:
    anna = page("anna")
    anna.goto("/day/")
    anna.keyboard.press("/")
    assert anna.evaluate("document.activeElement.id") == "search"
    anna.keyboard.type("a/b")
    assert anna.locator("#search").input_value() == "a/b"


def test_the_search_box_opens_the_firm_that_is_chosen(page, cast) -> None:
    anna = page("anna")
    anna.goto("/day/")
    with anna.expect_response(lambda answer: answer.url.endswith("l%C3%BCdeck")):
        anna.locator("#search").press_sequentially("lüdeck")
    anna.locator(".combo-list [role=option]").first.wait_for()
    anna.keyboard.press("ArrowDown")
    assert anna.locator("#search").get_attribute("aria-activedescendant")
    anna.keyboard.press("Enter")
    anna.wait_for_url(f"**/companies/{cast.bakery}")


def test_dark_colours_are_kept_and_come_from_the_server(page, cast) -> None:
    anna = page("anna")
    anna.goto("/account/")
    assert anna.locator("html").get_attribute("data-bs-theme") == "light"
    anna.locator(".user-menu > button").click()
    anna.locator("[data-theme-switch]").click()
    assert anna.locator("html").get_attribute("data-bs-theme") == "dark"
    answer = anna.request.get("/account/").text()
    assert 'data-bs-theme="dark"' in answer


def test_without_a_choice_the_device_decides(page, cast) -> None:
    anna = page("anna", color_scheme="dark")
    anna.goto("/account/")
    assert anna.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_language_is_switched_where_one_is(page, cast) -> None:
    anna = page("anna")
    anna.goto("/companies/?q=Elbe")
    anna.locator(".user-menu > button").click()
    anna.locator("button[name=language]").click()
    expect(anna.locator("html")).to_have_attribute("lang", "en")
    assert anna.url.endswith("/companies/?q=Elbe")


def test_a_phone_reaches_menu_search_and_new_contacts(page, cast) -> None:
    anna = page("anna", viewport=PHONE)
    anna.goto("/day/")
    assert anna.locator("#search").is_visible()
    assert not anna.locator(".side-menu").is_visible()
    anna.locator(".bottom-new").click()
    anna.locator(".bottom-bar .dropdown-item").first.click()
    anna.wait_for_url("**/contacts/new/visit")
    anna.locator(".bottom-bar > button").click()
    anna.locator(".side-menu.show").wait_for()


def test_nothing_is_offered_that_the_role_may_not_do(page, cast) -> None:
    ruth = page("ruth")
    ruth.goto("/account/")
    assert ruth.locator(".top-new, .bottom-new").count() == 0
    assert ruth.locator("#search").count() == 0


def test_the_skip_link_leads_to_the_content(page, cast) -> None:
    anna = page("anna")
    anna.goto("/account/")
    anna.keyboard.press("Tab")
    anna.keyboard.press("Enter")
    assert anna.evaluate("document.activeElement.id") == "main"


def test_deleting_asks_first(page, cast, db) -> None:
    vera = page("vera")
    vera.goto("/administration/topics/list/")
    vera.locator(".row-actions form button").first.click()
    vera.locator("#ask button[value=no]").click()
    expect(vera.locator("table tbody tr")).to_have_count(1)
    vera.goto("/administration/districts/add")
    vera.locator("#number").fill("99")
    vera.locator("#name").fill("Nirgendwo")
    vera.locator(".form button.btn-primary").click()
    vera.wait_for_url("**/list/")
    vera.locator("tr", has_text="Nirgendwo").locator("form button").click()
    vera.locator("#ask button[value=yes]").click()
    vera.locator("tr", has_text="Nirgendwo").wait_for(state="detached")


def test_deleting_asks_first_without_scripts_too(page, cast) -> None:
    vera = page("vera", java_script_enabled=False)
    vera.goto("/administration/topics/list/")
    vera.locator(".row-actions form button").first.click()
    expect(vera.locator("h1")).to_have_text("Diesen Eintrag endgültig löschen?")
    vera.get_by_role("link", name="Abbrechen").click()
    expect(vera.locator("table tbody tr")).to_have_count(1)


def test_an_empty_filter_does_not_stand_in_the_address(page, cast) -> None:
    anna = page("anna")
    anna.goto("/companies/")
    anna.locator("form.filters input[type=search]").first.fill("Elbe")
    anna.locator("form.filters button[type=submit]").click()
    anna.locator(".chip", has_text="Elbe").wait_for()
    assert "=&" not in anna.url
    assert not anna.url.endswith("=")
