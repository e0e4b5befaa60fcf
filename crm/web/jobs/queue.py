"""Jobs that wait, in Huey: in a file beside the embedded database, or in PostgreSQL; and the thread
that takes one after the other.

Huey forgets a job once it is handed out: what was begun and gives no sign of life any more is put
in again by ``control.take_up_lost``.
"""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey
from sqlalchemy import Engine

from crm.web.jobs.files import folder
from crm.web.jobs.run import run

NAME = "ansprechpartner"
KEY = "crm_jobs"
LOOK_EVERY = 5.0
"""Seconds after which jobs are seen that another process put in; one's own at once."""


class Queue:
    """The jobs of an installation, as one process sees them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.huey = _huey(app)
        self.task = self.huey.task()(self._run)
        self.news = threading.Event()
        self.stopped = threading.Event()
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()

    def put_in(self, key: str) -> None:
        """Once too often does no harm."""
        self.task(key)
        self.work()
        self.news.set()

    def work(self) -> None:
        """Begins to take jobs, once in a process."""
        with self.starting:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._work, daemon=True, name="jobs")
                self.thread.start()

    def stop(self) -> None:
        """After the job at hand; the process may go on without one."""
        self.stopped.set()
        self.news.set()
        if self.thread:
            self.thread.join()
        self.huey.storage.close()

    def _work(self) -> None:
        while not self.stopped.is_set():
            self.news.clear()
            if not self.take_one():
                self.news.wait(LOOK_EVERY)

    def take_one(self) -> bool:
        """Whether there was one."""
        try:
            task = self.huey.dequeue()
            if task is None:
                return False
            self.huey.execute(task)
        except Exception:  # the next one must have its turn
            self.app.logger.exception("jobs")
            return False
        return True

    def _run(self, key: str) -> None:
        run(self.app, key)


def _huey(app: Flask) -> Huey:
    engine: Engine = app.extensions["crm_engine"]
    if engine.dialect.name == "sqlite":
        return SqliteHuey(NAME, filename=str(folder(app) / "queue.db"), results=False)
    return PostgresHuey(NAME, connection=partial(_connect, engine), blocking=False, results=False)


def _connect(engine: Engine) -> Any:
    """One of the queue's own, beside the engine's."""
    arguments, options = engine.dialect.create_connect_args(engine.url)
    return engine.dialect.connect(*arguments, **options)


def queue(app: Flask | None = None) -> Queue:
    which = app or current_app._get_current_object()  # type: ignore[attr-defined]
    if KEY not in which.extensions:
        which.extensions[KEY] = Queue(which)
    found: Queue = which.extensions[KEY]
    return found
