"""The newest snapshot of each database, shared by all requests of a process."""

import threading

from sqlalchemy import Engine

from reports.source.snapshot import snapshot
from reports.source.source import Source
from reports.source.token import change_token


class SnapshotCache:
    """Whoever asks first after a change makes the copy; the others wait for that one.

    A replaced copy is not closed: a request may still be reading it. It goes with its last reader.
    """

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._lock = threading.Lock()

    def current(self, engine: Engine) -> Source:
        """A copy in which everything is that was committed before the call."""
        address = engine.url.render_as_string(hide_password=True)
        with self._lock:
            kept = self._sources.get(address)
            if kept is None or kept.token != change_token(engine):
                kept = self._sources[address] = snapshot(engine)
            return kept
