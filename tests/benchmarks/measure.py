"""What a page costs: questions to the database, bytes of HTML, milliseconds."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

MOST_QUERIES, MOST_BYTES = 12, 100 * 1024
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
TYPO, FRAGMENT = "Bäkerei Shulze", "bau"
ENOUGH_MS = 30_000
"""What takes so long is asked once."""
READS = ("SELECT", "WITH")


@dataclass(frozen=True)
class Cost:
    """``milliseconds`` is the median, without the first time; ``first`` is that one."""

    queries: int
    size: int
    milliseconds: float
    first: float

    @property
    def within_budget(self) -> bool:
        return self.queries <= MOST_QUERIES and self.size <= MOST_BYTES


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that read, one after the other."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(READS):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def cost(client: Any, address: str, engine: Engine | None = None, times: int = 5) -> Cost:
    """Of a test client, ours or a peer's; without an engine the queries are not counted."""
    taken, queries = [], 0
    for _time in range(times + 1):
        if taken and taken[0] > ENOUGH_MS:
            break
        with counted(engine) if engine is not None else _nothing() as seen:
            start = time.perf_counter()
            answer = client.get(address)
            size = len(answer.data if hasattr(answer, "data") else answer.content)
            taken.append((time.perf_counter() - start) * 1000)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        queries = len(seen)
    return Cost(queries, size, median(taken[1:] or taken), taken[0])


@contextmanager
def _nothing() -> Iterator[list[str]]:
    yield []


def sign_in(client: FlaskClient, login: str, password: str) -> FlaskClient:
    token = TOKEN.search(client.get("/login/").text)
    assert token is not None
    fields = {"username": login, "password": password, "csrf_token": token.group(1)}
    answer = client.post("/login/", data=fields)
    assert answer.status_code == 302, "signed in"
    return client
