"""Fifty people book the last slot at the same second, over HTTP, from a server of two processes."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time as clocks
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from crm import clock
from crm.cli.init_command import set_up
from crm.db import CrmSession, open_engine, sessions
from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from crm.models import Booking, Interaction, Participation, Slot, Team
from tests.conftest import ENGINES
from tests.web.conftest import TOKEN

PEOPLE = 50
PATIENCE = 60
SERVE = "from crm.cli import main; main()"
SORRY = "Diesen Termin hat soeben jemand anderes gebucht"


@dataclass
class Office:
    """A running server over a day whose last slot but one other day's is free."""

    port: int
    url: str
    day: int
    last: int
    other_day: int


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, migrated_database, tmp_path: Path) -> Iterator[Office]:
    url = migrated_database(request.param, "last_slot")
    engine = open_engine(url)
    set_up(engine)
    with sessions(engine).begin() as session:
        day, last, other_day = _days(session)
    engine.dispose()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = _started(tmp_path, url, port)
    try:
        _wait(server, port)
        yield Office(port, url, day, last, other_day)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _days(session: CrmSession) -> tuple[int, int, int]:
    team = Team(code="akquise", name="Akquise")
    days = [
        Interaction(
            kind=InteractionKind.CONSULTING_DAY, title="EGO-Sprechtag",
            status=InteractionStatus.PLANNED, happened_on=clock.today() + timedelta(ahead),
        )
        for ahead in (7, 90)
    ]  # fmt: skip
    slots = [
        Slot(interaction=day, team=team, starts_at=time(9), ends_at=time(9, 30)) for day in days
    ]
    session.add_all(slots)
    session.flush()
    return days[0].id, slots[0].id, days[1].id


def _started(home: Path, url: str, port: int) -> subprocess.Popen[bytes]:
    settings = {"HOME": str(home), "DATABASE_URL": url, "PUBLIC_RATE": "1000 per minute"}
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", str(port), "--workers", "2"],
        env={**os.environ, **{f"ANSPRECHPARTNER_{name}": text for name, text in settings.items()}},
        stdout=subprocess.DEVNULL,
    )


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = clocks.monotonic() + PATIENCE
    while clocks.monotonic() < until:
        assert server.poll() is None, "the server ended"
        try:
            assert _ask(port, "GET", "/sprechtag/")[0] == 200
            return
        except OSError:
            clocks.sleep(0.2)
    pytest.fail("the server does not answer")


Answer = tuple[int, str, dict[str, str]]


def _ask(
    port: int, method: str, path: str, cookie: str = "", fields: dict[str, object] | None = None
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, urlencode(fields or {}) if fields else None, headers)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return found


def _books(office: Office, number: int, at_once: threading.Barrier) -> Answer:
    """Looks at the page first, as everybody does; then all of them press the button."""
    path = f"/sprechtag/{office.day}"
    status, page, headers = _ask(office.port, "GET", path)
    assert status == 200
    assert f'value="{office.last}"' in page
    token = TOKEN.search(page)
    assert token
    key = page.partition('name="client_key"')[2].partition('value="')[2].partition('"')[0]
    cookie = headers["Set-Cookie"].partition(";")[0]
    fields = {"csrf_token": token.group(1), "client_key": key, "slot": office.last,
              "name": f"Gast {number}", "phone": "0391 7", "consent": "y"}  # fmt: skip
    at_once.wait(PATIENCE)
    return _ask(office.port, "POST", path, cookie, fields)


def test_one_gets_it_and_49_read_what_is_still_free(office: Office) -> None:
    at_once = threading.Barrier(PEOPLE)
    with ThreadPoolExecutor(PEOPLE) as people:
        answers = list(people.map(lambda number: _books(office, number, at_once), range(PEOPLE)))
    assert sorted(status for status, *_rest in answers) == [200] * (PEOPLE - 1) + [302]
    late = [page for status, page, _headers in answers if status == 200]
    for page in late:
        assert SORRY in page
        assert f"/sprechtag/{office.other_day}" in page, "the next free slots"
        assert "locked" not in page
    (winner,) = (headers for status, _page, headers in answers if status == 302)
    assert winner["Location"].startswith("/sprechtag/termin/")
    engine = open_engine(office.url)
    with CrmSession(engine) as session:
        assert session.scalar(select(func.count(Booking.id))) == 1
        (guest,) = session.scalars(select(Participation))
        assert guest.status is ParticipationStatus.REGISTERED
    engine.dispose()
