"""The newest snapshot of each database, shared by all requests of a process."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from reports.source.snapshot import snapshot
from reports.source.source import Source
from reports.source.token import change_token

PATIENCE = 1.0
"""Seconds that somebody who opens a dashboard waits for a new copy."""
LOOKED_LATELY = timedelta(seconds=10)
"""For so long a database that takes longer is not asked again whether it has changed."""


@dataclass
class Copy:
    """``as_of``: the last instant at which it was known to hold all there is; ``took`` seconds."""

    source: Source
    as_of: datetime
    took: float


class SnapshotCache:
    """Whoever asks first after a change makes the copy; the others wait for that one.

    A replaced copy is not closed: a request may still be reading it. It goes with its last reader.
    """

    def __init__(self) -> None:
        self._copies: dict[str, Copy] = {}
        self._asked_at: dict[str, datetime] = {}
        self._making = threading.Lock()

    def current(self, engine: Engine) -> Source:
        """A copy in which everything is that was committed before the call."""
        return self._renewed(engine).source

    def recent(self, engine: Engine) -> Copy:
        """The same, unless copying takes long (at two million contacts, seven seconds): then
        the copy at hand, while a newer one is made behind it.
        """
        address, now = _address(engine), datetime.now(UTC)
        copy = self._copies.get(address)
        if copy is None or copy.took <= PATIENCE:
            return self._renewed(engine)
        if self._asked_at[address] + LOOKED_LATELY < now:
            self._asked_at[address] = now
            threading.Thread(target=self._renewed, args=(engine,), daemon=True).start()
        return copy

    def _renewed(self, engine: Engine) -> Copy:
        address = _address(engine)
        with self._making:
            now, start = datetime.now(UTC), time.monotonic()
            copy = self._copies.get(address)
            if copy is None or copy.source.token != change_token(engine):
                source = snapshot(engine)
                copy = Copy(source, now, time.monotonic() - start)
            copy.as_of = now
            self._copies[address], self._asked_at[address] = copy, now
        return copy


def _address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
