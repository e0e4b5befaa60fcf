"""One app for each database in a session; what a test leaves behind is emptied after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from crm.app import create_app
from crm.cli.init_command import set_up
from crm.config import Settings
from crm.db import CrmSession, open_engine, sessions
from crm.web import jobs
from reports.source.cache import SnapshotCache
from tests.conftest import ENGINES
from tests.web import rows
from tests.web.cast import PASSWORD, Cast, add_city, add_logins

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@pytest.fixture(scope="session", params=ENGINES)
def app(request: pytest.FixtureRequest, migrated_database, tmp_path_factory) -> Iterator[Flask]:
    home: Path = tmp_path_factory.mktemp("home")
    settings = Settings(
        home=home,
        database_url=migrated_database(request.param, "web"),
        login_rate="10000 per minute",
        public_rate="10000 per minute",
    )
    tables = open_engine(settings.url)
    set_up(tables)
    tables.dispose()
    app = create_app(settings)
    app.testing = True
    with sessions(app.extensions["crm_engine"]).begin() as session:
        app.extensions["test_logins"] = add_logins(session)
    yield app
    jobs.queue(app).stop()
    app.extensions["crm_engine"].dispose()


@pytest.fixture
def web_engine(app: Flask) -> Engine:
    engine: Engine = app.extensions["crm_engine"]
    return engine


@pytest.fixture
def db(app: Flask, web_engine: Engine) -> Iterator[CrmSession]:
    """A session of the test's own beside the app's: commit what the app shall see, and
    ``db.rollback()`` before looking at what the app has done since.
    """
    with CrmSession(web_engine) as session:
        yield session
        session.rollback()
    rows.empty(web_engine)
    app.extensions["crm_figures"] = SnapshotCache()  # rows put back look as if nothing had changed


class FirstFigures(SnapshotCache):
    """Knows the figures of the first cast, whose rows come back to the instant as they were."""

    def __init__(self, first: SnapshotCache) -> None:
        super().__init__()
        self._copies.update(first._copies)


@pytest.fixture(scope="session")
def first_cast() -> dict[Flask, tuple[Cast, rows.Rows, SnapshotCache]]:
    return {}


@pytest.fixture
def cast(app: Flask, web_engine: Engine, db: CrmSession, first_cast) -> Cast:
    if app in first_cast:
        rows.put_back(db.connection(), first_cast[app][1])
    else:
        made, figures = add_city(db, app.extensions["test_logins"]), SnapshotCache()
        db.commit()  # which writes the overviews
        figures.current(web_engine)
        first_cast[app] = made, rows.read(db.connection()), figures
    db.commit()
    app.extensions["crm_figures"] = FirstFigures(first_cast[app][2])
    return first_cast[app][0]


class Browser:
    """A test client that is logged in and finds CSRF tokens by itself."""

    def __init__(self, app: Flask, name: str | None) -> None:
        self.client: FlaskClient = app.test_client()
        self.known_token: str | None = None
        if name:
            answer = self.post("/login/", username=name, password=PASSWORD, page="/login/")
            assert answer.status_code == 302, answer.text[:2000]
            self.known_token = None

    def get(self, address: str, **kwargs: object) -> TestResponse:
        return self.client.get(address, **kwargs)  # type: ignore[arg-type]

    def token(self, page: str) -> str:
        """That of the form on ``page``; it is good for all forms of the same session."""
        if self.known_token is None:
            found = TOKEN.search(self.client.get(page).text)
            assert found, f"{page} has no form"
            self.known_token = found.group(1)
        return self.known_token

    def post(self, address: str, page: str | None = None, **fields: object) -> TestResponse:
        """Posts like the form on ``page`` (the address itself unless said otherwise)."""
        fields["csrf_token"] = self.token(page or address)
        return self.client.post(address, data=fields)


@pytest.fixture(scope="session")
def signed_in() -> dict[tuple[int, str | None], Browser]:
    return {}


@pytest.fixture
def browser(app: Flask, signed_in) -> Callable[[str | None], Browser]:
    """browser("anna") is somebody logged in, browser(None) a stranger."""

    def make(name: str | None = None) -> Browser:
        key = (id(app), name)
        if key not in signed_in or name is None:
            signed_in[key] = Browser(app, name)
        return signed_in[key]

    return make


class Statements(list[str]):
    """What the app asked the database, to be counted."""

    @property
    def queries(self) -> list[str]:
        return [s for s in self if s.lstrip().upper().startswith(("SELECT", "WITH"))]


@pytest.fixture
def statements(web_engine: Engine) -> Iterator[Statements]:
    seen = Statements()

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(web_engine, "before_cursor_execute", note)
    yield seen
    event.remove(web_engine, "before_cursor_execute", note)
