"""The statement of 2004 as one story: a baker, a brochure, and everything that comes of it, counted
once each.

The days are those of a spring with a holiday before a weekend, so that the clock of the inquiry
has something to run over.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.db import CrmSession
from crm.enums import InquiryChannel
from crm.models import (
    Booking,
    FundingCase,
    Inquiry,
    Interaction,
    Login,
    Material,
    MaterialCode,
    Partner,
    RedFlag,
    Responsibility,
    Venture,
)
from crm.services.inquiries import change
from reports.measures.campaign_yield import campaign_yield
from reports.measures.consulting import slots
from reports.measures.coverage import total
from reports.measures.founders import founders
from reports.measures.funding import funding
from reports.measures.outcomes import outcomes
from reports.measures.red_flags import red_flags
from reports.measures.response import response
from reports.measures.turnout import turnout
from reports.period import Period
from reports.source import live
from tests.web.cast import OFFICE, Cast

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))
EVENING = datetime(2026, 4, 30, 17, 30, tzinfo=UTC)
"""A Thursday, half past seven in the city; then a holiday and a weekend."""
VISITED, MET, ADVISED = "2026-05-05", "2026-06-09", "2026-06-18"
OF_THE_CHAMBER = "Nachfolge in der Backstube"
WORDS = "Gibt es einen Zuschuss für einen neuen Ofen?"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state("networkidle")


def fill(page: Page, **fields: str) -> None:
    """By the names of fields; what is folded away is unfolded."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]:not([type=hidden])").first
        inside = page.locator(f"[name={name}]:not([type=hidden])")
        for fold in page.locator("main details:not([open])").filter(has=inside).all():
            fold.locator("summary").first.click()
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def choose_firm(page: Page, words: str) -> None:
    main = page.locator("main")
    main.get_by_role("combobox", name="Unternehmen").first.press_sequentially(words)
    main.locator("[role=option]").first.click()


@pytest.fixture
def chamber(db: CrmSession, cast: Cast) -> int:
    """Anna advises on financing, publicly; the office has a brochure and knows the chamber."""
    chamber = Partner(name="Handwerkskammer", kind="chamber")
    db.add_all([
        chamber, Material(title="Wir für Unternehmen", edition="2026", language="de", printed=500),
        Responsibility(advisor_id=cast.advisors["anna"], topic_id=cast.topic, is_public=True,
                       valid_from=date(2020, 1, 1)),
    ])  # fmt: skip
    db.flush()
    pk = chamber.id
    db.commit()
    return pk


def one(db: CrmSession, model, **known):
    """As it stands now, read beside the server, which would wait for whoever keeps reading."""
    with Session(db.get_bind()) as beside:
        found = beside.scalars(select(model).filter_by(**known)).one()
        beside.expunge_all()
        return found


def test_a_baker_takes_a_brochure(page, site, db: CrmSession, cast: Cast, chamber: int) -> None:
    anna = page("anna")
    code = hands_out_brochures(anna, db, cast)
    writes_in_the_evening(page(), db, code)
    is_answered_over_a_holiday(anna, db, cast)
    is_advised_on_funding(anna, db)
    comes_to_a_round_table(anna, db)
    sends_the_son_to_a_consulting_day(anna, db, cast)
    is_told_to_whoever_forwarded(anna, db, chamber)
    is_evaluated_jointly(anna, everybody_sees_their_own(page, db, chamber), chamber)
    every_figure_shows_it_once(site, chamber)


def hands_out_brochures(anna: Page, db: CrmSession, cast: Cast) -> str:
    brochure = one(db, Material, title="Wir für Unternehmen")
    anna.goto(f"/materials/{brochure.id}")
    fill(anna, partner=str(cast.counter), copies="200", handed_on="2026-04-27")
    press(anna, "Ausgeben")
    return one(db, MaterialCode, material_id=brochure.id).code


def writes_in_the_evening(baker: Page, db: CrmSession, code: str) -> None:
    baker.goto(f"/m/{code}")
    fill(baker, wording=WORDS, name="Bäckerei Lüdecke", phone="0391 1234567",
         email="baecker@example.org")  # fmt: skip
    baker.locator("[name=consent]").check()
    expect(baker.locator("[name=proof]")).not_to_have_value("", timeout=20_000)
    press(baker, "Senden")
    baker.wait_for_url("**/kontakt/danke*")
    asked = db.scalars(select(Inquiry).filter_by(channel=InquiryChannel.INTERNET)).one()
    change(OFFICE, asked, {"received_at": EVENING})
    due_on = asked.due_on
    db.commit()
    assert due_on == date(2026, 5, 6)


def is_answered_over_a_holiday(anna: Page, db: CrmSession, cast: Cast) -> None:
    asked = one(db, Inquiry, channel=InquiryChannel.INTERNET)
    anna.goto("/inquiries/")
    anna.get_by_role("link", name=WORDS).first.click()
    press(anna, "Ich übernehme")
    anna.goto(f"/inquiries/{asked.id}/edit")
    choose_firm(anna, "lüdeck")
    press(anna, "Speichern")
    anna.goto(f"/contacts/new/visit?inquiry={asked.id}")
    fill(anna, happened_on=VISITED, notes="Der alte Ofen ist hin. Der Sohn will etwas Eigenes.")
    anna.get_by_role("checkbox", name="Offene Nachfolge").check()
    press(anna, "Speichern")
    flag = one(db, RedFlag)
    assert (flag.company_id, flag.raised_on) == (cast.bakery, date(2026, 5, 5))
    asked = one(db, Inquiry, channel=InquiryChannel.INTERNET)
    assert (asked.reply_days, asked.company_id) == (2, cast.bakery)


def is_advised_on_funding(anna: Page, db: CrmSession) -> None:
    asked = one(db, Inquiry, channel=InquiryChannel.INTERNET)
    anna.goto(f"/inquiries/{asked.id}")
    fill(anna, outcome="funding_consultation", answer="Zuschuss des Landes, Antrag bis Juli.")
    press(anna, "Anfrage abschließen")
    anna.goto(f"/funding/new?inquiry={asked.id}")
    fill(anna, discussed_on=VISITED)
    press(anna, "Speichern")
    assert one(db, FundingCase, inquiry_id=asked.id).company_id == asked.company_id


def new_gathering(anna: Page, kind: str, title: str, day: str) -> None:
    anna.goto("/gatherings/new")
    fill(anna, kind=kind, title=title, happened_on=day, status="held")
    press(anna, "Speichern")


def comes_to_a_round_table(anna: Page, db: CrmSession) -> None:
    new_gathering(anna, "round_table", "Stammtisch der Bäcker", MET)
    choose_firm(anna, "lüdeck")
    press(anna, "Auf die Liste setzen")
    press(anna, "war da")


def sends_the_son_to_a_consulting_day(anna: Page, db: CrmSession, cast: Cast) -> None:
    new_gathering(anna, "consulting_day", "EGO-Sprechtag", ADVISED)
    day = one(db, Interaction, kind="consulting_day")
    anna.goto(f"/gatherings/{day.id}/slots")
    fill(anna, begins="14:00", ends="15:00", minutes="30")
    anna.locator("main [name=teams]").first.check()
    press(anna, "Termine anlegen")
    anna.get_by_role("link", name="Buchen").first.click()
    fill(anna, name="Jonas Lüdecke", phone="0391 7654321", wish="Eine eigene Konditorei")
    press(anna, "Buchen")
    press(anna, "war da")
    booking = one(db, Booking, name="Jonas Lüdecke")
    anna.goto(f"/gatherings/{day.id}/bookings/{booking.id}")
    anna.get_by_role("link", name="Als Gründer/in aufnehmen").click()
    fill(anna, planned_name="Konditorei Lüdecke")
    press(anna, "Speichern")
    assert one(db, Venture).planned_name == "Konditorei Lüdecke"


def is_told_to_whoever_forwarded(anna: Page, db: CrmSession, chamber: int) -> None:
    anna.goto("/inquiries/new")
    fill(anna, subject=OF_THE_CHAMBER, channel="chamber", partner=str(chamber),
         received_on="2026-06-22", received_time="09:00")  # fmt: skip
    choose_firm(anna, "lüdeck")
    press(anna, "Speichern")
    asked = one(db, Inquiry, subject=OF_THE_CHAMBER)
    anna.goto(f"/inquiries/{asked.id}")
    fill(anna, feedback="Wir waren dort und kümmern uns.")
    anna.locator("form[action$=tell-partner] button").click()
    anna.wait_for_load_state("networkidle")
    assert one(db, Inquiry, subject=OF_THE_CHAMBER).feedback_at is not None
    fill(anna, outcome="answered", answer="Die Nachfolgebörse hilft.")
    press(anna, "Anfrage abschließen")


def is_evaluated_jointly(anna: Page, hers: Page, chamber: int) -> None:
    for who, words in ((anna, "Schnell reagiert."), (hers, "So soll es sein.")):
        who.goto(f"/evaluations/{chamber}/2026-Q2")
        expect(who.locator("main")).to_contain_text("Handwerkskammer")
        fill(who, words=words)
        press(who, "Speichern")
    expect(hers.locator("main")).to_contain_text("Schnell reagiert.")


def every_figure_shows_it_once(site, chamber: int) -> None:
    """Two inquiries, the baker's and the chamber's; all else there is one of."""
    with live(site.engine) as source:
        assert figures(response(source, SPRING), "received", "in_time", "late") == (2, 1, 1)
        assert figures(response(source, SPRING, partner=chamber), "received") == (1,)
        of_it = {row.outcome: row.inquiries for row in outcomes(source, SPRING).itertuples()}
        assert (of_it["funding_consultation"], of_it["answered"]) == (1, 1)
        counted = total(source, SPRING)
        assert (counted["individual"], counted["events_only"]) == (1, 0)
        assert figures(red_flags(source, SPRING), "raised", "open") == (1, 1)
        assert figures(funding(source, SPRING), "consultations") == (1,)
        brochures = figures(campaign_yield(source, SPRING), "handed_out", "inquiries", "per_100")
        assert brochures == (200, 1, 1.0)
        round_tables = turnout(source, SPRING, "kind").set_index("kind")
        assert round_tables.loc["round_table", "attended"] == 1
        assert figures(slots(source, SPRING), "offered", "used", "no_shows") == (2, 1, 0)
        assert figures(founders(source, SPRING), "founders", "became") == (1, 0)


def figures(frame, *names: str) -> tuple[object, ...]:
    """Of all rows together."""
    return tuple(frame[name].sum() for name in names)


def everybody_sees_their_own(page, db: CrmSession, chamber: int) -> Page:
    """The citizens' office knows nothing of it; the chamber knows what it forwarded."""
    clerk = page("carla")
    clerk.goto("/counter/")
    for words in (WORDS[:20], OF_THE_CHAMBER):
        expect(clerk.locator("main")).not_to_contain_text(words)
    db.scalars(select(Login).filter_by(username="carla")).one().partner = db.get_one(
        Partner, chamber
    )
    db.commit()
    hers: Page = page("carla")
    hers.goto("/counter/")
    expect(hers.locator("main")).to_contain_text(OF_THE_CHAMBER)
    expect(hers.locator("main")).not_to_contain_text(WORDS[:20])
    return hers
