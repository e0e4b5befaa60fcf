"""Every page that has an address: accessible, and readable at 320 pixels, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from flask import url_for
from playwright.sync_api import expect
from sqlalchemy import func, select

from crm.db import CrmSession
from crm.enums import InquiryChannel
from crm.models import (
    Absence,
    Advisor,
    AdvisorAssignment,
    Annotation,
    Base,
    Booking,
    Campaign,
    CareClass,
    Company,
    CompanyFact,
    CompanyMerge,
    CouncilPaper,
    District,
    FollowUp,
    FundingCase,
    FundingProgramme,
    GatheringPlan,
    GatheringSeries,
    HandOver,
    ImportBatch,
    Inquiry,
    Interaction,
    Invitation,
    Login,
    Material,
    PaperMeeting,
    PaperStep,
    Participation,
    Partner,
    PartnerContact,
    Person,
    Position,
    RedFlag,
    ReportSnapshot,
    Responsibility,
    SavedReport,
    Shift,
    Slot,
    SourceRecord,
    StandContact,
    Target,
    Team,
    TeamMembership,
    TextBlock,
    Topic,
    TrustChange,
    Venture,
)
from crm.models import Site as FirmSite
from crm.models.base import utc_now
from crm.services.invitations import with_token
from crm.services.match_decisions import Pair, keep_pairs
from crm.services.merge_companies import merge
from crm.services.registration import token_for
from tests.browser.conftest import DESK, Site
from tests.browser.watch import assert_no_horizontal_scroll, axe
from tests.factories.releases import a_release
from tests.web.cast import Cast, question

NO_PAGES = (
    "/static/",
    "/health",
    "/api/",
    "/logout/",
    "/export.",
    ".xlsx",
    ".zip",
    ".json",
    ".csv",
    ".ics",
    "/participants.",
    "suggest",
    "/running/",
    "/register/table/",
    "/jobs/",
    "/duplicates/search/",
    "/go-on",
    "/delete/",
    "/counter/",
    "/kontakt/person/",
    "/account/card/",
    ".svg",
    "/m/",
    "/anmeldung/",
    "/documents/",
    ".ics",
    "/termin/",
    "/undoing/",
    "/comparing/",
    ".docx",
)
OF_A_FIRM = ("/sites/add", "/facts/add", "/positions/add")
PARTS = 4
"""So that several workers can look at them."""
A_FEW_REPORTS = ("year", "recency", "workload", "completeness")
FRAGMENTS = ("/contacts/people", "/search/people")


BY_VIEW: dict[str, type[Base]] = {
    "AbsenceView": Absence, "AnnotationView": Annotation,
    "AdvisorView": Advisor, "CompanyEdit": Company, "CompanyPage": Company,
    "DistrictView": District, "FactEdit": CompanyFact, "FollowUpView": FollowUp,
    "GatheringView": Interaction, "GatheringPlanView": Interaction, "InviteView": Interaction,
    "DoorView": Interaction, "AfterwardsView": Interaction, "SeriesPage": GatheringSeries,
    "LogContactView": Interaction, "PersonEdit": Person,
    "CareClassView": CareClass, "HandOverAct": Advisor, "HandOverView": HandOver,
    "InquiryView": Inquiry, "PartnerEdit": Partner, "PartnerPage": Partner,
    "PartnerContactEdit": PartnerContact,
    "RedFlagView": RedFlag,
    "MaterialPage": Material, "MaterialEdit": Material, "CampaignView": Campaign,
    "FundingView": FundingCase, "ProgrammeEdit": FundingProgramme,
    "SlotView": Interaction, "BookingView": Interaction, "PublicBooking": Interaction,
    "FairView": Interaction, "StandView": Interaction, "VentureView": Venture,
    "PersonPage": Person, "PositionEdit": Position,
    "RegisterView": ImportBatch, "ReleaseView": ReportSnapshot,
    "PaperView": CouncilPaper, "PaperSteps": CouncilPaper, "TextBlockView": TextBlock,
    "ResponsibilityView": Responsibility, "SiteEdit": FirmSite,
    "SavedReports": SavedReport, "SavedReportEdit": SavedReport,
    "TargetView": Target, "MergeView": CompanyMerge, "SplitView": Company, "DuplicateView": Company,
    "TeamMembershipView": TeamMembership, "TeamView": Team, "TopicView": Topic, "UserView": Login,
}  # fmt: skip
"""Whose row a page with an id shows. A new page with an id has to be named here."""
OF_KIND = {
    **dict.fromkeys(
        ("GatheringView", "GatheringPlanView", "InviteView", "DoorView", "AfterwardsView"), "forum"
    ),
    **dict.fromkeys(("SlotView", "BookingView", "PublicBooking"), "consulting_day"),
    **dict.fromkeys(("FairView", "StandView"), "fair"),
    "LogContactView": "visit",
}


@pytest.fixture
def full_city(db: CrmSession, cast: Cast) -> Cast:
    """With a gathering and with a file that was taken in, beside the cast."""
    forum = Interaction(
        kind="forum", title="Energieforum", happened_on=date.today(), status="planned"
    )
    waits = Participation(company_id=cast.bakery, status="waiting", guest_name="Karin Lüdecke, Eva")
    waits.invitation = Invitation(people=3, remark="vegetarisch")
    forum.participations.append(waits)
    forum.participations.append(Participation(company_id=cast.forwarder, status="invited"))
    series = GatheringSeries(
        title="Stammtisch", kind="round_table", rule="FREQ=MONTHLY;BYDAY=+1TU",
        first_on=date(2026, 1, 1), lead_id=cast.advisors["anna"],
    )  # fmt: skip
    forum.plan = GatheringPlan(capacity=2, programme="Begrüßung", budget_planned=5, budget_spent=9)
    held = Interaction(kind="forum", title="Frühjahrsforum", happened_on=date(2026, 3, 3))
    held.plan = GatheringPlan(series=series)
    held.participations.append(Participation(company_id=cast.bakery))
    held.assignments.append(AdvisorAssignment(advisor_id=cast.advisors["anna"]))
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
    handed = HandOver(
        giver_id=cast.advisors["anna"], last_day=date(2026, 3, 31), happened_at=utc_now()
    )
    trust = TrustChange(before="people=ihk-berlin", after="people>ihk-berlin", firms=3)
    target = Target(
        team_id=db.scalar(select(func.min(Team.id))), measure="visits", goal=9,
        first_day=date(2026, 1, 1), last_day=date(2026, 12, 31),
    )  # fmt: skip
    release = ReportSnapshot(
        mark="0" * 32, report="coverage", title="Kontakte zu Unternehmen", language="de",
        first_day=date(2025, 1, 1), last_day=date(2025, 12, 31), as_of=date(2026, 1, 5),
        author="Ruth Berger", software="1", figures='{"tables": []}', hidden="",
        numbers=900, withheld=40,
        counts=700, confidential=20, besides=10, narrowest=3,
        sha256="0" * 64, file=b"",
    )  # fmt: skip
    paper = CouncilPaper(
        number="S0037/04", kind="statement", city="Landeshauptstadt Magdeburg", office="Team 2",
        dated_on=date(2026, 2, 11), subject="Ansprechpartner für kleine Unternehmen",
        motion_number="A0201/03", motion_by="SPD-Ratsfraktion", motion_on=date(2025, 11, 21),
        text="Von {{ coverage.firms }} im Zeitraum {{ coverage.period }}:\n\n- Besuche",
        meetings=[PaperMeeting(position=0, body="Stadtrat", day=date(2026, 4, 15))],
        steps=[PaperStep(act="taken_back", words="Zahl fehlt")], releases=[a_release(2024)],
    )  # fmt: skip
    db.add_all([forum, held, batch, flag, handed, target, trust, release, paper])
    db.add_all(consulting_and_fair(db, cast))
    merged_and_twice(db, cast)
    db.commit()
    return cast


def merged_and_twice(db: CrmSession, cast: Cast) -> None:
    """The forwarder has an entry that was merged into it; the bakery is on file twice."""
    merged, twin = Company(name="Spedition alt"), Company(name="Baeckerei Luedecke", phone="0391 1")
    db.add_all([merged, twin])
    db.flush()
    merge(db, merged, db.get_one(Company, cast.forwarder), date.today(), [("same name", {})])
    keep_pairs(db, [Pair(cast.bakery, twin.id, 91, [("same telephone", {})])])


def consulting_and_fair(db: CrmSession, cast: Cast) -> Iterator[Base]:
    """A day with a booked and a free slot, a founder; a fair with a shift and a visitor."""
    today, anna = date.today(), cast.advisors["anna"]
    team = db.scalar(select(func.min(Team.id)))
    days = [
        Interaction(kind=kind, title="Tag", happened_on=today + timedelta(9), status="planned")
        for kind in ("consulting_day", "fair")
    ]
    for day in days:
        day.assignments.append(AdvisorAssignment(advisor_id=anna))
    guest = Participation(guest_name="Rosa Kern", interaction=days[0])
    slots = [
        Slot(interaction=days[0], team_id=team, starts_at=time(at), ends_at=time(at, 30))
        for at in (9, 10)
    ]
    yield from (*days, *slots)
    yield Booking(slot=slots[0], participation=guest, name="Rosa Kern", phone="0391 7")
    yield Venture(person_id=cast.baker, planned_name="Café Kern")
    yield Shift(interaction=days[1], advisor_id=anna, day=days[1].happened_on,
                starts_at=time(9), ends_at=time(12))  # fmt: skip
    yield StandContact(interaction=days[1], name="Herr Arndt", note="Ruft an",
                       met_at=utc_now(), advisor_id=anna)  # fmt: skip


def addresses(site: Site, db: CrmSession, cast: Cast) -> Iterator[str]:
    """All GET addresses as an administrator sees them, and some that come with a question."""
    yield "/administration/trust/?order=people%3Eihk-berlin%3Dtrade-notices"
    yield f"/register/movements/?month={date.today():%Y-%m}"
    yield from ("/search/?q=bäkerei", "/companies/?q=nirgends", "/coverage/firms?contact=never")
    yield from (f"/boards/{name}/" for name in ("team", "me", "district"))
    yield "/reports/own/?by=district&by=size_class&by=team&saved=99"
    yield "/reports/own/?measure=recency&by=district"
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
            if "booking" in rule.arguments:
                values["booking"] = db.scalar(select(func.min(Booking.id)))
            if rule.rule in OF_A_FIRM:
                values["company"] = cast.bakery
            if "board" in rule.arguments:
                values["board"] = "office"
            if rule.rule == "/partner-contacts/add":
                values["partner"] = cast.counter
            if "name" in rule.arguments:
                yield from (url_for(rule.endpoint, name=name, **values) for name in A_FEW_REPORTS)
            elif rule.rule not in FRAGMENTS:
                yield url_for(rule.endpoint, **values)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_is_accessible_and_fits_a_phone(
    page, site, db, full_city, language: str, part: int
) -> None:
    """Colours, which take axe longest, are looked at in German: they know no language."""
    vera = page("vera", language=language, reduced_motion="reduce")
    faults = []
    for address in sorted(set(addresses(site, db, full_city)))[part::PARTS]:
        vera.set_viewport_size(DESK)
        answer = vera.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [f"{address} {fault}" for fault in axe(vera, colours=language == "de")]
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
    pages = (
        "/counter/",
        "/counter/?q=lüdecke",
        "/counter/list/",
        f"/counter/{asked.id}",
        evaluated,
    )
    for address in pages:
        carla.set_viewport_size(DESK)
        answer = carla.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [f"{address} {fault}" for fault in axe(carla)]
        assert_no_horizontal_scroll(carla, 320)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_the_public_sees(page, db, cast: Cast, language: str) -> None:
    """And what an advisor sees of it; whoever administers is no advisor."""
    anna = cast.advisors["anna"]
    since = {"is_public": True, "valid_from": date(2020, 1, 1)}
    db.add(Responsibility(advisor_id=anna, topic_id=cast.topic, **since))
    db.add(Responsibility(advisor_id=anna, wz_section="C", **since))
    db.commit()
    found, faults = "?thema=financing&branche=C", []
    seen = [(page(language=language), address) for address in (
        f"/kontakt/{found}", "/kontakt/?q=nichts", "/kontakt/danke", f"/kontakt/person/{anna}",
        f"/kontakt/rahmen{found}",
    )]  # fmt: skip
    seen.append((page("anna", language=language), "/account/card/"))
    for who, address in seen:
        who.set_viewport_size(DESK)
        answer = who.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [f"{address} {fault}" for fault in axe(who)]
        assert_no_horizontal_scroll(who, 320)
    assert not faults, "\n".join(faults)


def test_who_writes_solves_no_puzzle(page, db, cast: Cast) -> None:
    """The browser does, while they write."""
    stranger = page()
    stranger.goto("/kontakt/")
    stranger.get_by_label("Was können wir für Sie tun?").fill("Gibt es Geld?")
    stranger.get_by_label("Telefon").fill("0391 7")
    stranger.get_by_label("Die Wirtschaftsförderung darf behalten").check()
    expect(stranger.locator("[name=proof]")).not_to_have_value("", timeout=20_000)
    stranger.get_by_role("button", name="Senden").click()
    stranger.wait_for_url("**/kontakt/danke*")
    db.rollback()
    query = select(Inquiry.phone).where(Inquiry.channel == InquiryChannel.INTERNET)
    assert db.scalars(query).all() == ["0391 7"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_an_invited_firm_sees(page, site, db, full_city: Cast, language: str) -> None:
    waits = db.scalars(select(Participation).where(Participation.status == "waiting")).one()
    secret = site.app.config["SECRET_KEY"]
    with_token(waits, secret)
    token = token_for(secret, waits)
    db.commit()
    firm = page(language=language)
    answer = firm.goto(f"/anmeldung/{token}")
    assert answer is not None
    assert answer.status == 200
    assert not axe(firm)
    assert_no_horizontal_scroll(firm, 320)


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
