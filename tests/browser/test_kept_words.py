"""Words are never lost: reload, closed tab, no network, double click, an ended session."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from playwright.sync_api import Error, Route
from sqlalchemy import func, select

from crm.models import AdvisorAssignment, Draft, Interaction, Login

VISIT = "/contacts/new/visit"
OPTION = ".combo-list [role=option]"
NOTES = "Ofen zu alt, sucht Förderung."


@pytest.fixture
def tab(context, cast):
    """A browser of Anna's in which several tabs may be opened."""
    return context("anna")


def write(page, words: str = NOTES) -> None:
    page.goto(VISIT)
    page.locator("#notes").fill(words)


def choose_bakery(page) -> None:
    page.locator("#company-input").press_sequentially("bäck")
    page.locator(OPTION).first.click()


def save(page) -> None:
    page.locator(".form-actions button[type=submit]").click()


def words_kept(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('words:'))")


def test_words_come_back_after_the_tab_was_closed(tab, cast) -> None:
    first = tab.new_page()
    write(first)
    choose_bakery(first)
    first.close()
    second = tab.new_page()
    second.goto(VISIT)
    second.locator(".notice[data-words]").wait_for()
    assert second.locator("#notes").input_value() == NOTES
    assert second.locator(".combo-chip").first.inner_text() == "Bäckerei Lüdecke GmbH"


def test_words_of_an_open_tab_do_not_appear_in_another(tab) -> None:
    first, second = tab.new_page(), tab.new_page()
    write(first)
    second.goto(VISIT)
    second.wait_for_timeout(300)
    assert second.locator("#notes").input_value() == ""


def test_brought_back_words_can_be_thrown_away(tab) -> None:
    first = tab.new_page()
    write(first)
    first.close()
    second = tab.new_page()
    second.goto(VISIT)
    second.locator(".notice[data-words] button").click()
    assert second.locator("#notes").input_value() == ""
    assert not words_kept(second)


def test_saved_words_are_not_kept_any_longer(tab, db) -> None:
    anna = tab.new_page()
    write(anna)
    choose_bakery(anna)
    assert words_kept(anna)
    save(anna)
    anna.wait_for_url(lambda url: "/new/" not in url)
    assert not words_kept(anna)
    assert db.scalar(select(func.count()).where(Interaction.notes == NOTES)) == 1


def test_a_double_click_saves_once(tab, db) -> None:
    anna = tab.new_page()
    write(anna, "zweimal geklickt")
    choose_bakery(anna)
    anna.locator(".form-actions button[type=submit]").dblclick()
    anna.wait_for_url(lambda url: "/new/" not in url)
    assert db.scalar(select(func.count()).where(Interaction.notes == "zweimal geklickt")) == 1


def test_without_network_nothing_is_sent_and_nothing_lost(tab, db) -> None:
    anna = tab.new_page()
    write(anna)
    choose_bakery(anna)
    tab.set_offline(True)
    save(anna)
    anna.locator(".notice[data-words]").wait_for()
    assert anna.locator("#notes").input_value() == NOTES
    tab.set_offline(False)
    save(anna)
    anna.wait_for_url(lambda url: "/new/" not in url)
    assert db.scalar(select(func.count()).where(Interaction.notes == NOTES)) == 1


def test_the_draft_reaches_the_server_and_goes_on_elsewhere(tab, context, db) -> None:
    anna = tab.new_page()
    write(anna)
    with anna.expect_response("**/drafts/*") as answer:
        pass
    assert answer.value.status == 204
    draft = db.scalar(select(Draft))
    assert draft is not None
    assert draft.address == VISIT
    elsewhere = context("anna").new_page()
    elsewhere.goto(f"/drafts/{draft.client_key}/go-on")
    assert elsewhere.locator("#notes").input_value() == NOTES


def test_what_was_typed_first_does_not_arrive_last(tab, db) -> None:
    anna = tab.new_page()
    held: list[Route] = []
    anna.route("**/drafts/*", lambda route: route.continue_() if held else held.append(route))
    write(anna, "erst dies")
    anna.wait_for_timeout(2_200)
    anna.locator("#notes").fill("dann das")
    anna.wait_for_timeout(2_200)
    assert len(held) == 1
    assert db.scalar(select(func.count(Draft.id))) == 0
    db.rollback()
    with anna.expect_response(lambda answer: "dann" in (answer.request.post_data or "")):
        held[0].continue_()
    assert "dann das" in db.scalars(select(Draft.values)).one()


def test_what_is_saved_does_not_come_back_as_a_draft(tab, db) -> None:
    anna = tab.new_page()
    held: list[Route] = []
    anna.route("**/drafts/*", lambda route: held.append(route))
    write(anna)
    choose_bakery(anna)
    anna.wait_for_timeout(2_200)
    assert held
    save(anna)
    anna.wait_for_url(lambda url: "/new/" not in url)
    with suppress(Error):  # the browser has given it up
        held[0].continue_()
    anna.wait_for_timeout(300)
    assert db.scalar(select(func.count(Draft.id))) == 0


def test_thrown_away_while_two_are_under_way(tab, db) -> None:
    first = tab.new_page()
    write(first)
    first.close()
    anna = tab.new_page()
    held: list[Route] = []
    anna.route("**/drafts/*", lambda route: held.append(route))
    anna.goto(VISIT)
    anna.locator(".notice[data-words]").wait_for()
    for words in ("eins", "eins und zwei"):
        anna.locator("#notes").fill(words)
        anna.wait_for_timeout(2_200)
    anna.locator(".notice[data-words] button").click()
    anna.wait_for_timeout(500)
    assert [each.request.url for each in held if "eins" not in (each.request.post_data or "")] == []
    assert len(held) == 1
    assert db.scalar(select(func.count(Draft.id))) == 0


def test_cancelling_asks_before_words_are_thrown_away(context, cast) -> None:
    vera = context("vera").new_page()
    vera.goto("/administration/topics/add")
    vera.locator("#name").fill("Nachfolge")
    vera.locator("a[data-leave]").click()
    vera.locator("#ask button[value=no]").click()
    assert vera.locator("#name").input_value() == "Nachfolge"
    vera.locator("a[data-leave]").click()
    vera.locator("#ask button[value=yes]").click()
    vera.wait_for_url("**/list/")
    assert not words_kept(vera)


def test_leaving_with_unsaved_words_warns(tab) -> None:
    anna = tab.new_page()
    write(anna)
    warned = []
    anna.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
    anna.locator(".side-menu a").first.click()
    anna.wait_for_url("**/day/")
    assert warned == ["beforeunload"]


def test_an_ended_session_keeps_the_words_through_the_sign_in(context, cast, db, site) -> None:
    site.signed_in.clear()
    browser = context("anna")
    anna = browser.new_page()
    write(anna, "kurz vor Feierabend")
    choose_bakery(anna)
    login = db.scalar(select(Login).where(Login.username == "anna"))
    login.session_version += 1
    db.commit()
    site.signed_in.clear()
    save(anna)
    anna.get_by_text("kurz vor Feierabend").wait_for()
    anna.locator("#username").fill("anna")
    anna.locator("#password").fill("drei-kleine-brote")
    anna.locator("main form button[type=submit]").click()
    anna.get_by_text("kurz vor Feierabend").wait_for()
    anna.locator("main form button[type=submit]").click()
    anna.wait_for_url(lambda url: "/new/" not in url)
    assert db.scalar(select(func.count()).where(Interaction.notes == "kurz vor Feierabend")) == 1


def test_another_login_on_the_same_device_sees_nothing(tab, context) -> None:
    anna = tab.new_page()
    write(anna)
    kept = anna.evaluate("JSON.stringify(localStorage)")
    lena = context("lena").new_page()
    lena.goto("/account/")
    lena.evaluate(
        "kept => Object.entries(JSON.parse(kept)).forEach(([k, v]) => localStorage.setItem(k, v))",
        kept,
    )
    lena.goto(VISIT)
    lena.wait_for_timeout(300)
    assert lena.locator("#notes").input_value() == ""


def test_signing_out_leaves_nothing_on_the_device(context, cast, site) -> None:
    site.signed_in.clear()
    anna = context("anna").new_page()
    write(anna)
    anna.goto("/account/")
    assert words_kept(anna)
    anna.locator(".user-menu > button").click()
    anna.locator("[data-sign-out] button").click()
    anna.wait_for_url("**/login/**")
    assert not words_kept(anna)
    site.signed_in.clear()


def test_a_pasted_list_is_kept_until_it_is_on_the_list(tab, db, cast) -> None:
    forum = Interaction(kind="forum", title="Herbstforum", happened_on=date.today())
    forum.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"]))
    db.add(forum)
    db.flush()
    address = f"/gatherings/{forum.id}"
    db.commit()
    anna = tab.new_page()
    anna.on("dialog", lambda dialog: dialog.accept())
    anna.goto(address)
    anna.locator("summary", has_text="Liste einfügen").click()
    anna.locator("#lines").fill("Bäckerei Lüdecke GmbH; Frau Lüdecke")
    anna.goto("/day/")
    anna.goto(address)
    assert anna.locator("#lines").input_value() == "Bäckerei Lüdecke GmbH; Frau Lüdecke"
    assert anna.locator("#lines").is_visible()
    anna.get_by_role("button", name="Prüfen").click()
    anna.locator(".form-actions button").first.click()
    anna.locator(".participants", has_text="Frau Lüdecke").wait_for()
    anna.wait_for_function("() => !Object.keys(localStorage).some((name) => /^words:/.test(name))")


def test_one_firms_words_do_not_appear_in_anothers_form(tab, cast) -> None:
    for address in ("/facts/add", "/contacts/new/visit"):
        first = tab.new_page()
        first.goto(f"{address}?company={cast.bakery}")
        field = "#employees" if "facts" in address else "#notes"
        first.locator(field).fill("5")
        first.close()
        other, same = tab.new_page(), tab.new_page()
        other.goto(f"{address}?company={cast.forwarder}")
        other.wait_for_timeout(300)
        assert other.locator(field).input_value() == ""
        same.goto(f"{address}?company={cast.bakery}")
        same.locator(".notice[data-words]").wait_for()
        assert same.locator(field).input_value() == "5"


def test_my_day_lists_what_only_this_device_knows(tab, allowed_faults) -> None:
    allowed_faults("ERR_FAILED")
    first = tab.new_page()
    first.route("**/drafts/**", lambda route: route.abort())
    write(first)
    choose_bakery(first)
    first.close()
    day = tab.new_page()
    day.goto("/day/")
    link = day.locator("[data-kept-here] a")
    link.wait_for()
    assert "Bäckerei Lüdecke GmbH" in link.inner_text()
    link.click()
    day.locator(".notice[data-words]").wait_for()
    assert day.locator("#notes").input_value() == NOTES


def test_a_button_in_a_long_list_leads_back_to_its_place(tab, db, cast) -> None:
    page = tab.new_page()
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto("/day/")
    button = page.locator(".tick-buttons button").first
    button.scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 150)")
    button.dispatch_event("click")
    page.locator(".messages .notice").wait_for()
    page.wait_for_function("() => scrollY === 150")


def test_a_draft_thrown_away_on_my_day_is_gone_from_this_device_too(tab, db) -> None:
    first = tab.new_page()
    write(first)
    first.locator(".form-state", has_text="Entwurf gesichert").wait_for()
    first.close(run_before_unload=False)
    day = tab.new_page()
    day.goto("/day/")
    day.locator(".drafts form[data-forget] button").click()
    day.locator("dialog[open] button[value=yes]").click()
    day.wait_for_url("**/day/")
    day.wait_for_function("() => !document.querySelector('.drafts form[data-forget]')")
    assert words_kept(day) == []
    assert day.locator("[data-kept-here]").is_hidden()


def test_what_only_this_device_knows_is_thrown_away_there(tab, allowed_faults) -> None:
    allowed_faults("ERR_FAILED")
    first = tab.new_page()
    first.route("**/drafts/**", lambda route: route.abort())
    write(first)
    first.close()
    day = tab.new_page()
    day.goto("/day/")
    day.locator("[data-kept-here] button").click()
    day.locator("dialog[open] button[value=yes]").click()
    day.locator("[data-kept-here]").wait_for(state="hidden")
    assert words_kept(day) == []


def test_back_from_a_refusal_finds_the_words(tab) -> None:
    page = tab.new_page()
    write(page)
    save(page)
    page.locator("[data-error-summary]").wait_for()
    page.evaluate("document.querySelector('form[data-draft]').remove()")  # nothing asks to stay
    page.goto("/companies/")
    page.go_back()
    page.locator(".notice[data-words]").wait_for()
    assert page.locator("#notes").input_value() == NOTES
