"""Every page that has an address: accessible, and readable at 320 pixels, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import url_for

from tests.browser.conftest import DESK, Site
from tests.browser.watch import assert_no_horizontal_scroll, axe
from tests.web.cast import Cast

NO_PAGES = (
    "/static/",
    "/api/",
    "/logout/",
    "/export.",
    ".xlsx",
    ".json",
    "suggest",
    "/go-on",
    "/delete/",
)
OF_A_FIRM = ("/sites/add", "/facts/add", "/positions/add")
FRAGMENTS = ("/contacts/people", "/search/people")


def addresses(site: Site, cast: Cast) -> Iterator[str]:
    """All GET addresses, filled with the cast's ids, as an administrator sees them."""
    ids = {
        "LogContactView": cast.visit, "CompanyPage": cast.bakery, "CompanyEdit": cast.bakery,
        "PersonPage": cast.baker, "PersonEdit": cast.baker, "FollowUpView": cast.follow_up,
        "TopicView": cast.topic, "DistrictView": cast.district,
        "UserView": site.logins["anna"], "AdvisorView": cast.advisors["anna"],
    }  # fmt: skip
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or any(part in rule.rule for part in NO_PAGES):
                continue
            values = {"kind": "visit"} if "kind" in rule.arguments else {}
            view = rule.endpoint.split(".")[0]
            if "pk" in rule.arguments and view in ids:
                values["pk"] = ids[view]
            if rule.rule in OF_A_FIRM:
                values["company"] = cast.bakery
            if rule.arguments <= set(values) and rule.rule not in FRAGMENTS:
                yield url_for(rule.endpoint, **values)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_accessible_and_fits_a_small_phone(page, site, cast, language) -> None:
    vera = page("vera", language=language, reduced_motion="reduce")
    faults = []
    for address in sorted(set(addresses(site, cast))):
        vera.set_viewport_size(DESK)
        answer = vera.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [f"{address} {fault}" for fault in axe(vera)]
        try:
            assert_no_horizontal_scroll(vera, 320)
        except AssertionError as outside:
            faults.append(f"{address} is wider than 320 pixels: {outside}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_before_the_sign_in(page, cast, theme) -> None:
    stranger = page(color_scheme=theme)
    for address in ("/login/", "/login/?next=/day/"):
        stranger.goto(address)
        assert not axe(stranger)
    assert_no_horizontal_scroll(stranger, 320)


def test_dark_colours_have_enough_contrast(page, cast) -> None:
    vera = page("vera", color_scheme="dark")
    addresses = ("/day/", "/companies/", f"/companies/{cast.bakery}", "/contacts/new/visit",
                 "/coverage/", "/administration/topics/add", "/account/")  # fmt: skip
    for address in addresses:
        vera.goto(address)
        assert not axe(vera), address


def test_a_page_that_is_not_there(page, cast, allowed_faults) -> None:
    allowed_faults("404")
    anna = page("anna")
    anna.goto("/nowhere")
    assert anna.locator("h1").inner_text()
    assert not axe(anna)
    assert_no_horizontal_scroll(anna, 320)
