"""The statement of 2004 as one story: a baker, a brochure, and everything that comes of it, counted
once each.

The days are those of a spring with a holiday before a weekend, so that the clock of the inquiry
has something to run over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.db import CrmSession
from crm.enums import InquiryChannel
from crm.models import (
    FundingCase,
    Inquiry,
    Interaction,
    Login,
    Material,
    MaterialCode,
    Partner,
    RedFlag,
    Responsibility,
)
from crm.services.inquiries import change
from reports.measures.response import response
from reports.period import Period
from reports.source import live
from tests.web.cast import OFFICE, Cast

SPRING = Period(date(2026, 4, 1), date(2026, 6, 30))
EVENING = datetime(2026, 4, 30, 17, 30, tzinfo=UTC)
"""A Thursday, half past seven in the city; then a holiday and a weekend."""
VISITED, MET, ADVISED = "2026-05-05", "2026-06-09", "2026-06-18"
WORDS = "Gibt es einen Zuschuss für einen neuen Ofen?"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state("networkidle")


def fill(page: Page, **fields: str) -> None:
    """By the names of fields; what is folded away is unfolded."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]:not([type=hidden])").first
        for fold in page.locator("main details:not([open])").filter(has=field).all():
            fold.locator("summary").first.click()
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def choose_firm(page: Page, words: str) -> None:
    page.get_by_role("combobox", name="Unternehmen").first.press_sequentially(words)
    page.locator(".combo-list [role=option]").first.click()


@pytest.fixture
def office(db: CrmSession, cast: Cast) -> Iterator[Partner]:
    """Anna advises on financing, publicly; the office has a brochure and knows the chamber."""
    chamber = Partner(name="Handwerkskammer", kind="chamber")
    db.add_all([
        chamber, Material(title="Wir für Unternehmen", edition="2026", language="de", printed=500),
        Responsibility(advisor_id=cast.advisors["anna"], topic_id=cast.topic, is_public=True,
                       valid_from=date(2020, 1, 1)),
    ])  # fmt: skip
    db.commit()
    yield chamber


def one(db: CrmSession, model, **known):
    """As it stands now, read beside the server, which would wait for whoever keeps reading."""
    with Session(db.get_bind()) as beside:
        found = beside.scalars(select(model).filter_by(**known)).one()
        beside.expunge_all()
        return found


def test_a_baker_takes_a_brochure(page, site, db: CrmSession, cast: Cast, office) -> None:
    anna = page("anna")
    code = hands_out_brochures(anna, db, cast)
    writes_in_the_evening(page(), db, code)
    is_answered_over_a_holiday(anna, db, cast)
    is_advised_on_funding(anna, db)
    comes_to_a_round_table(anna, db)
    sends_the_son_to_a_consulting_day(anna, db, cast)
    is_told_to_whoever_forwarded(anna, db, office)
    is_evaluated_jointly(anna, page("carla"), cast)
    every_figure_shows_it_once(site, db, cast, office)
    the_chamber_sees_its_own(page, db, office)


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
    baker.wait_for_url("**/kontakt/danke")
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
    anna.get_by_text("Offene Nachfolge", exact=True).click()
    press(anna, "Speichern")
    flag = one(db, RedFlag)
    assert (flag.company_id, flag.raised_on) == (cast.bakery, date(2026, 5, 5))
    asked = one(db, Inquiry, channel=InquiryChannel.INTERNET)
    assert (asked.reply_days, asked.company_id) == (2, cast.bakery)


def is_advised_on_funding(anna: Page, db: CrmSession) -> None:
    asked = one(db, Inquiry, channel=InquiryChannel.INTERNET)
    anna.goto(f"/inquiries/{asked.id}")
    fill(anna, outcome="funding_consultation", answer="Zuschuss des Landes, Antrag bis Juli.")
    press(anna, "Abschließen")
    anna.goto(f"/funding/new?inquiry={asked.id}")
    fill(anna, discussed_on=VISITED)
    press(anna, "Speichern")
    assert one(db, FundingCase, inquiry_id=asked.id).company_id == asked.company_id


def new_gathering(anna: Page, kind: str, title: str, day: str) -> None:
    anna.goto("/gatherings/new")
    fill(anna, kind=kind, title=title, happened_on=day)
    press(anna, "Speichern")


def comes_to_a_round_table(anna: Page, db: CrmSession) -> None:
    new_gathering(anna, "round_table", "Stammtisch der Bäcker", MET)
    choose_firm(anna, "lüdeck")
    press(anna, "Auf die Liste setzen")
    press(anna, "war da")
    press(anna, "Hat stattgefunden")
    assert one(db, Interaction, kind="round_table").status == "held"


def sends_the_son_to_a_consulting_day(anna: Page, db: CrmSession, cast: Cast) -> None:
    new_gathering(anna, "consulting_day", "EGO-Sprechtag", ADVISED)
    day = one(db, Interaction, kind="consulting_day")
    anna.goto(f"/gatherings/{day.id}/slots")
    fill(anna, begins="14:00", ends="15:00", minutes="30")
    press(anna, "Termine anlegen")


def is_told_to_whoever_forwarded(anna: Page, db: CrmSession, chamber: Partner) -> None:
    anna.goto("/inquiries/new")
    fill(anna, subject="Nachfolge in der Backstube", channel="chamber", partner=str(chamber.id),
         received_on="2026-06-22", received_time="09:00")  # fmt: skip
    choose_firm(anna, "lüdeck")
    press(anna, "Speichern")
    for subject in (WORDS, "Nachfolge in der Backstube"):
        asked = one(db, Inquiry, subject=subject)
        anna.goto(f"/inquiries/{asked.id}")
        fill(anna, feedback="Wir waren dort und kümmern uns.")
        anna.locator("form[action$=tell-partner] button").click()
        anna.wait_for_load_state("networkidle")
        assert one(db, Inquiry, subject=subject).feedback_at is not None


def is_evaluated_jointly(anna: Page, carla: Page, cast: Cast) -> None:
    for who, words in ((anna, "Schnell reagiert."), (carla, "Die Broschüre wirkt.")):
        who.goto(f"/evaluations/{cast.counter}/2026-Q2")
        expect(who.locator("main")).to_contain_text(WORDS[:20])
        fill(who, words=words)
        press(who, "Speichern")
    expect(carla.locator("main")).to_contain_text("Schnell reagiert.")


def every_figure_shows_it_once(site, db: CrmSession, cast: Cast, chamber: Partner) -> None:
    with live(site.engine) as source:
        (asked,) = response(source, SPRING).to_dict("records")
        assert (asked["received"], asked["in_time"]) == (2, 1)


def the_chamber_sees_its_own(page, db: CrmSession, chamber: Partner) -> None:
    db.scalars(select(Login).filter_by(username="carla")).one().partner = chamber
    db.commit()
    hers = page("carla")
    hers.goto("/counter/")
    expect(hers.locator("main")).to_contain_text("Nachfolge in der Backstube")
    expect(hers.locator("main")).not_to_contain_text(WORDS[:20])
