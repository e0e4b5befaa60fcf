"""A real browser against a real server, over a city of two firms. Every page watches itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from sqlalchemy import Engine, text
from waitress.server import create_server

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import CrmSession, open_engine, sessions
from crm.models import Base
from tests.browser import chromium
from tests.browser.watch import Watch
from tests.web.cast import PASSWORD, Cast, add_city, add_logins
from tests.web.rows import UNTIE

HERE = Path(__file__).parent
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
KEPT = ("ab_",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker has a browser and a server of its own."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chrome(playwright: Playwright) -> Iterator[Browser]:
    path = chromium.executable(playwright)
    if path is None:
        (pytest.fail if chromium.is_required() else pytest.skip)(chromium.MISSING)
    browser = chromium.launch(playwright, path)
    yield browser
    browser.close()


class Site:
    """The running application: its address and what its logins' ids are."""

    def __init__(self, home: Path) -> None:
        settings = Settings(home=home, login_rate="10000 per minute")
        set_up(open_engine(settings.url))
        self.app = create_app(settings)
        self.engine: Engine = self.app.extensions["crm_engine"]
        with sessions(self.engine).begin() as session:
            self.logins = add_logins(session)
        self.server = create_server(self.app, host="127.0.0.1", port=0, threads=8)
        self.address = f"http://127.0.0.1:{self.server.effective_port}"
        self.signed_in: dict[tuple[str, str], object] = {}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("browser-home"))
    thread = threading.Thread(target=site.server.run, daemon=True)
    thread.start()
    yield site
    site.server.close()
    thread.join(timeout=5)
    site.engine.dispose()


@pytest.fixture
def db(site: Site) -> Iterator[CrmSession]:
    """A session beside the server's; what is in the tables is gone after the test."""
    with sessions(site.engine)() as session:
        yield session
    with sessions(site.engine).begin() as session:
        session.execute(text(UNTIE))
        for table in reversed(Base.metadata.sorted_tables):
            if not table.name.startswith(KEPT):
                session.execute(table.delete())


@pytest.fixture
def cast(site: Site, db: CrmSession) -> Cast:
    made = add_city(db, site.logins)
    db.commit()
    return made


@pytest.fixture
def context(chrome: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """context("anna", viewport=PHONE, language="en") is a browser where Anna is signed in."""
    opened: list[BrowserContext] = []

    def make(name: str | None = None, language: str = "de", **wishes: object) -> BrowserContext:
        wishes = {"viewport": DESK, "locale": "de-DE", **wishes}
        made = chrome.new_context(base_url=site.address, **wishes)  # type: ignore[arg-type]
        made.set_default_timeout(10_000)
        made.set_default_navigation_timeout(45_000)
        opened.append(made)
        made.add_cookies([{"name": "language", "value": language, "url": site.address}])
        if name:
            made.add_cookies(_signed_in(made, site, name))
        return made

    yield make
    for each in opened:
        each.close()


def _signed_in(made: BrowserContext, site: Site, name: str) -> list[object]:
    """The cookie of a sign-in, done once for each name."""
    key = (site.address, name)
    if key not in site.signed_in:
        page = made.new_page()
        page.goto("/login/")
        page.locator("#username").fill(name)
        page.locator("#password").fill(PASSWORD)
        page.locator(".sign-in button[type=submit]").click()
        page.wait_for_url(lambda url: "/login" not in url)
        page.close()
        site.signed_in[key] = [c for c in made.cookies() if c["name"] == "session"]
    return site.signed_in[key]  # type: ignore[return-value]


@pytest.fixture
def page(context: Callable[..., BrowserContext], site: Site) -> Iterator[Callable[..., Page]]:
    """page("anna", viewport=PHONE) is a page that fails the test when the console complains,
    the content policy is broken or another host is asked for anything.
    """
    watches: list[Watch] = []

    def make(name: str | None = None, **wishes: object) -> Page:
        opened = context(name, **wishes).new_page()
        watches.append(Watch(opened, site.address))
        return opened

    yield make
    found = [fault for watch in watches for fault in watch.faults]
    assert not found, found


@pytest.fixture
def allowed_faults(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Says which complaint a test means to provoke: the console reports answers of 400 and up."""

    def allow(part: str) -> None:
        monkeypatch.setattr(Watch, "expected", (*Watch.expected, part))

    return allow
