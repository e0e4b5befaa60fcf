"""While a slow upload comes in nobody waits: the write lock is taken when all of it is there."""

from __future__ import annotations

import sqlite3
from io import BytesIO, RawIOBase
from typing import Any

import pytest
from sqlalchemy import Engine
from werkzeug.test import EnvironBuilder

from tests.web.cast import Cast


class Slow(RawIOBase):
    """Notes of every piece that is read whether others could write meanwhile."""

    def __init__(self, body: bytes, engine: Engine) -> None:
        self.rest, self.size, self.at = body, len(body), 0
        self.engine = engine
        self.others_could_write: list[bool] = []

    def tell(self) -> int:
        return self.at

    def seek(self, _offset: int, whence: int = 0) -> int:
        """The test client looks in this way how long it is."""
        self.at = self.size if whence else 0
        return self.at

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.others_could_write.append(self._is_free())
        piece, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def _is_free(self) -> bool:
        other = sqlite3.connect(str(self.engine.url.database), timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return False
        finally:
            other.close()
        return True


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)  # a server has no such lock
@pytest.mark.parametrize("json", [False, True])
def test_nobody_waits_for_an_upload(browser, cast: Cast, web_engine: Engine, json: bool) -> None:
    lena = browser("lena")
    file = (BytesIO(b"Name;Ort\n" * 40_000), "langsam.csv")
    fields = {"csrf_token": lena.token("/register/new"), "source": "ihk-berlin", "file": file}
    wanted: dict[str, Any] = {"json": {"name": "x" * 90_000}} if json else {"data": fields}
    sent = EnvironBuilder(method="POST", **wanted).get_environ()
    body = Slow(sent["wsgi.input"].read(), web_engine)
    lena.client.post(
        "/api/v1/companies/" if json else "/register/new",
        input_stream=body,
        content_type=sent["CONTENT_TYPE"],
    )
    assert body.others_could_write
    assert all(body.others_could_write)
