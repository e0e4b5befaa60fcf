"""Every page that has an address: accessible, and readable at 320 pixels, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import url_for
from sqlalchemy import func, select

from crm.db import CrmSession
from crm.models import (
    Advisor,
    AdvisorAssignment,
    Base,
    CareClass,
    Company,
    CompanyFact,
    District,
    FollowUp,
    HandOver,
    ImportBatch,
    Inquiry,
    Interaction,
    Login,
    Participation,
    Partner,
    Person,
    Position,
    RedFlag,
    Responsibility,
    SourceRecord,
    Target,
    Team,
    TeamMembership,
    Topic,
)
from crm.models import Site as FirmSite
from crm.models.base import utc_now
from tests.browser.conftest import DESK, Site
from tests.browser.watch import assert_no_horizontal_scroll, axe
from tests.web.cast import Cast, question

NO_PAGES = (
    "/static/",
    "/health",
    "/api/",
    "/logout/",
    "/export.",
    ".xlsx",
    ".json",
    ".csv",
    ".ics",
    "/participants.",
    "suggest",
    "/running/",
    "/go-on",
    "/delete/",
    "/counter/",
)
OF_A_FIRM = ("/sites/add", "/facts/add", "/positions/add")
FRAGMENTS = ("/contacts/people", "/search/people")


BY_VIEW: dict[str, type[Base]] = {
    "AdvisorView": Advisor, "CareClassView": CareClass, "CompanyEdit": Company,
    "CompanyPage": Company,
    "HandOverAct": Advisor, "HandOverView": HandOver, "DistrictView": District,
    "FactEdit": CompanyFact, "FollowUpView": FollowUp,
    "GatheringView": Interaction, "LogContactView": Interaction, "PersonEdit": Person,
    "InquiryView": Inquiry, "PartnerEdit": Partner, "PartnerPage": Partner,
    "PersonPage": Person, "PositionEdit": Position, "RedFlagView": RedFlag,
    "RegisterView": ImportBatch, "ResponsibilityView": Responsibility, "SiteEdit": FirmSite,
    "TargetView": Target,
    "TeamMembershipView": TeamMembership, "TeamView": Team, "TopicView": Topic, "UserView": Login,
}  # fmt: skip
"""Whose row a page with an id shows. A new page with an id has to be named here."""
OF_KIND = {"GatheringView": "forum", "LogContactView": "visit"}


@pytest.fixture
def full_city(db: CrmSession, cast: Cast) -> Cast:
    """With a gathering and with a file that was taken in, beside the cast."""
    forum = Interaction(
        kind="forum", title="Energieforum", happened_on=date.today(), status="planned"
    )
    forum.participations.append(Participation(company_id=cast.bakery))
    forum.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"]))
    batch = ImportBatch(
        source="ihk-berlin", file_name="2023-04-added.csv", sha256="0", as_of=date(2023, 4, 30),
        status="done", read=2, created=1, refused=1,
    )  # fmt: skip
    refused = SourceRecord(
        row_number=3, source="ihk-berlin", fingerprint="0", outcome="refused", raw="{}",
        column="opendata_id", value="9,43E+11", reason="There is no sound id.",
    )  # fmt: skip
    batch.records.append(refused)
    flag = RedFlag(
        kind="succession", company_id=cast.bakery, owner_id=cast.advisors["anna"],
        raised_on=date(2026, 3, 2), due_on=date(2026, 3, 16), jobs_claimed=4,
    )  # fmt: skip
    rhythm = CareClass(code="A", name="A", name_en="A", months=3)
    handed = HandOver(
        giver_id=cast.advisors["anna"], last_day=date(2026, 3, 31), happened_at=utc_now()
    )
    target = Target(
        team_id=db.scalar(select(func.min(Team.id))), measure="visits", goal=9,
        first_day=date(2026, 1, 1), last_day=date(2026, 12, 31),
    )  # fmt: skip
    db.add_all([forum, batch, flag, rhythm, handed, target])
    db.commit()
    return cast


def addresses(site: Site, db: CrmSession, cast: Cast) -> Iterator[str]:
    """All GET addresses as an administrator sees them, and some that come with a question."""
    yield from ("/search/?q=bäkerei", "/companies/?q=nirgends", "/coverage/firms?contact=never")
    yield f"/contacts/new/visit?company={cast.bakery}"
    yield f"/contacts/new/visit?company={cast.bakery}&status=planned"
    with site.app.test_request_context():
        for rule in site.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or any(part in rule.rule for part in NO_PAGES):
                continue
            values = {"kind": "visit"} if "kind" in rule.arguments else {}
            if "quarter" in rule.arguments:
                values |= {"partner_id": cast.counter, "quarter": "2026-Q3"}
            if "pk" in rule.arguments:
                view = rule.endpoint.split(".")[0]
                query = select(func.min(BY_VIEW[view].id))
                if view in OF_KIND:
                    query = query.where(Interaction.kind == OF_KIND[view])
                values["pk"] = db.scalar(query)
            if rule.rule in OF_A_FIRM:
                values["company"] = cast.bakery
            if rule.rule not in FRAGMENTS:
                yield url_for(rule.endpoint, **values)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_accessible_and_fits_a_phone(page, site, db, full_city, language) -> None:
    vera = page("vera", language=language, reduced_motion="reduce")
    faults = []
    for address in sorted(set(addresses(site, db, full_city))):
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


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_counter_of_another_office(page, db, cast: Cast, language: str) -> None:
    """Its screen, what it found, and what became of an inquiry."""
    asked = question(subject="Zuschuss", company_id=cast.bakery, partner_id=cast.counter)
    db.add(asked)
    db.commit()
    carla, faults = page("carla", language=language), []
    evaluated = f"/evaluations/{cast.counter}/2026-Q3"
    for address in ("/counter/", "/counter/?q=lüdecke", f"/counter/{asked.id}", evaluated):
        carla.set_viewport_size(DESK)
        answer = carla.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [f"{address} {fault}" for fault in axe(carla)]
        assert_no_horizontal_scroll(carla, 320)
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
