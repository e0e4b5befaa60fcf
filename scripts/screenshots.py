"""The pictures of README and docs, taken from the demo city: docs/images/*.png.

Needs Chromium on the PATH. The demo city is made in var/demo when it is not there.
"""

import os
import shutil
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import waitress
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import Engine, func, select

from crm.app import create_app
from crm.cli.demo_command import PASSWORD, prepare
from crm.cli.init_command import set_up
from crm.cli.user_command import add_login
from crm.config import Settings
from crm.db import open_engine, sessions
from crm.enums import InteractionKind, InteractionStatus
from crm.models import Interaction, Participation
from crm.permissions import ADMINISTRATOR
from crm.register.take_in import take_in
from scripts.a_release import a_release

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = [
    "--lang=de-DE",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = (1280, 860), (390, 844)


@dataclass(frozen=True)
class Picture:
    name: str
    login: str
    """Empty: of somebody who has none."""
    address: str
    size: tuple[int, int] = DESK
    whole_page: bool = False
    press: str = ""
    """A button that begins work of which the picture shows what became."""


PICTURES = (
    Picture("my-day", "beraterin", "/day/"),
    Picture("firm", "beraterin", "/companies/{firm}"),
    Picture("search", "beraterin", "/search/?q=bäkerei+sudenburg"),
    Picture("visit-phone", "beraterin", "/contacts/new/visit", PHONE),
    Picture("day-phone", "beraterin", "/day/", PHONE),
    Picture("contacts", "beraterin", "/contacts/"),
    Picture("gatherings", "beraterin", "/gatherings/"),
    Picture("turnout", "teamleitung", "/gatherings/turnout/"),
    Picture("series", "teamleitung", "/gatherings/series/1"),
    Picture("slots", "teamleitung", "/gatherings/{consulting_day}/slots"),
    Picture("booking-phone", "beraterin", "/sprechtag/", PHONE),
    Picture("founders", "teamleitung", "/founders/figures/"),
    Picture("fair", "teamleitung", "/gatherings/{fair}/fair"),
    Picture("inquiries", "beraterin", "/inquiries/"),
    Picture("response", "teamleitung", "/inquiries/response/"),
    Picture("counter", "buergerbuero", "/counter/"),
    Picture("public", "", "/kontakt/?q=Kredit"),
    Picture("campaign", "beraterin", "/campaigns/1"),
    Picture("brochure", "beraterin", "/materials/1"),
    Picture("funding", "teamleitung", "/funding/figures/"),
    Picture("follow-ups", "beraterin", "/follow-ups/"),
    Picture("red-flags", "teamleitung", "/red-flags/"),
    Picture("suggestions", "teamleitung", "/red-flags/suggested/"),
    Picture("portfolio", "beraterin", "/portfolio/"),
    Picture("hand-overs", "verwaltung", "/hand-overs/"),
    Picture("targets", "teamleitung", "/targets/"),
    Picture("promises", "teamleitung", "/follow-ups/rate/"),
    Picture("coverage", "teamleitung", "/coverage/", whole_page=True),
    Picture("coverage-top", "teamleitung", "/coverage/"),
    Picture("board-office", "teamleitung", "/boards/office/", whole_page=True),
    Picture("reports", "berichte", "/reports/"),
    Picture("council-paper", "berichte", "/papers/1"),
    Picture("register", "teamleitung", "/register/new"),
    Picture("completeness", "teamleitung", "/coverage/completeness/"),
)

RELEASED = (
    Picture("release", "berichte", ""),
    Picture("release-compared", "teamleitung", "", press="Mit heute vergleichen"),
)
BERLIN = (
    Picture("berlin-coverage", "verwaltung", "/coverage/?period=last_12_months", whole_page=True),
    Picture("berlin-register", "verwaltung", "/register/"),
)
"""A city made from the register's files alone, as docs/your-city.md tells."""
SAMPLES = ROOT / "tests" / "register" / "samples"


def main() -> None:
    settings = Settings(home=ROOT / "var" / "demo", login_rate="1000 per minute")
    engine = open_engine(settings.url)
    prepare(engine, settings.city)
    rows = {"firm": busiest_firm(engine), **gatherings_ahead(engine)}
    IMAGES.mkdir(parents=True, exist_ok=True)
    with serving(settings) as base, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for picture in PICTURES:
            take(browser, base, replace(picture, address=picture.address.format(**rows)))
            print(picture.name)
        with a_release(engine, settings) as pk:
            for picture in RELEASED:
                take(browser, base, replace(picture, address=f"/reports/releases/{pk}"))
        with serving(berlin()) as base:
            for picture in BERLIN:
                take(browser, base, picture)
                print(picture.name)
        browser.close()
    os._exit(0)


def berlin() -> Settings:
    """Berlin with its twelve Bezirke, made anew each time."""
    home = ROOT / "var" / "berlin"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    settings = Settings(home=home, city="Berlin", land="BE", login_rate="1000 per minute")
    engine = open_engine(settings.url)
    set_up(engine)
    with sessions(engine).begin() as session:
        who = {"full_name": "Vera Sommer", "email": "vera.sommer@example.org"}
        add_login(session, "verwaltung", PASSWORD, ADMINISTRATOR, **who)
        file = SAMPLES / "2023-04-added.csv"
        take_in(session, file, "ihk-berlin", as_of=date(2023, 4, 30))
    engine.dispose()
    return settings


def busiest_firm(engine: Engine) -> int:
    with engine.connect() as connection:
        firm, count = Participation.company_id, func.count()
        query = select(firm).where(firm.is_not(None)).group_by(firm).order_by(count.desc(), firm)
        return int(connection.scalar(query.limit(1)) or 0)


def gatherings_ahead(engine: Engine) -> dict[str, int]:
    """The next consulting day and the fair that is being prepared."""
    query = select(Interaction.kind, Interaction.id).where(
        Interaction.kind.in_((InteractionKind.CONSULTING_DAY, InteractionKind.FAIR)),
        Interaction.status == InteractionStatus.PLANNED,
    )
    with engine.connect() as connection:
        found = connection.execute(query.order_by(Interaction.happened_on.desc()))
        return {row.kind.value: row.id for row in found}


@contextmanager
def serving(settings: Settings):  # type: ignore[no-untyped-def]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = waitress.create_server(create_app(settings), host="127.0.0.1", port=port)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{port}"


def take(browser: Browser, base: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="de-DE",
        device_scale_factor=2 if width < 500 else 1,
        reduced_motion="reduce",
    )
    context.set_default_timeout(120_000)
    page = context.new_page()
    if picture.login:
        sign_in(page, base, picture.login)
    page.goto(base + picture.address)
    page.wait_for_load_state("networkidle")
    if picture.press:
        page.get_by_role("button", name=picture.press).click()
        page.locator("main table").wait_for(timeout=120_000)
    page.screenshot(path=IMAGES / f"{picture.name}.png", full_page=picture.whole_page)
    context.close()


def sign_in(page: Page, base: str, login: str) -> None:
    page.goto(f"{base}/login/")
    page.fill("input[name=username]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login" not in url)


if __name__ == "__main__":
    main()
