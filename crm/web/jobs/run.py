"""One job from beginning to end, and with signs of life between."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy import select

from crm.db import sessions
from crm.errors import DomainError
from crm.models import JobResult
from crm.web.jobs.files import file_of, is_marked, read, unmark, write
from crm.web.jobs.how_far import SILENT_AFTER, State, Status
from crm.web.jobs.work import CANCEL, PAUSE, WORKS, Job, Stopped

BEATS_EVERY = 5.0
WRITE_EVERY = 0.3
STOPPED = {PAUSE: Status.PAUSED, CANCEL: Status.CANCELLED}


def run(app: Flask, key: str) -> None:
    with app.app_context():
        path = file_of(key)
        state = read(path)
        if state is None or not _is_to_be_done(state) or not _claimed(path, state.attempt + 1):
            return
        with force_locale(state.locale), _beating(path):
            _Run(app, key, path, state).to_its_end()


def _is_to_be_done(state: State) -> bool:
    return state.status is Status.WAITING or state.is_silent


def _claimed(path: Path, attempt: int) -> bool:
    """Whether nobody else begins this attempt, or whoever did died at once."""
    claim = path.with_suffix(f".attempt{attempt}")
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        if claim.stat().st_mtime > time.time() - SILENT_AFTER:
            return False
        claim.touch()
    return True


class _Run:
    def __init__(self, app: Flask, key: str, path: Path, state: State) -> None:
        self.app = app
        self.key = key
        self.path = path
        now = time.time()
        self.state = replace(
            state, status=Status.RUNNING, attempt=state.attempt + 1, started=now, touched=now
        )
        self.said_at = 0.0
        write(path, self.state)

    def to_its_end(self) -> None:
        try:
            self._say(Status.DONE, result=self._result())
        except Stopped as stopped:
            unmark(self.key, stopped.how)
            self._say(STOPPED[stopped.how])
        except DomainError as refusal:
            self._say(Status.FAILED, message=gettext(refusal.message, **refusal.values))
        except BaseException:
            self.app.logger.exception("job %s", self.key)
            done = _done_before(self.app, self.key)
            self._say(Status.DONE if done else Status.FAILED, result=done)

    def _result(self) -> Any:
        done = _done_before(self.app, self.key)
        if done is not None:
            return done
        self._stop_where_asked()
        job = Job(self.key, self.state.user_id, self.state.about, self._progress)
        return WORKS[self.state.work](job)

    def _progress(self, done: int, total: int) -> None:
        now = time.time()
        if now - self.said_at > WRITE_EVERY or done == total:
            self._stop_where_asked()
            self.said_at = now
            self.state = replace(self.state, done=done, total=total, touched=now)
            write(self.path, self.state)

    def _stop_where_asked(self) -> None:
        for how in (CANCEL, PAUSE):
            if is_marked(self.key, how):
                raise Stopped(how)

    def _say(self, status: Status, *, message: str = "", result: Any = None) -> None:
        self.state = replace(
            self.state, status=status, message=message, result=result, touched=time.time()
        )
        write(self.path, self.state)


def _done_before(app: Flask, key: str) -> Any:
    """What an attempt gave back that died before it could say so."""
    with sessions(app.extensions["crm_engine"])() as session:
        result = session.scalar(select(JobResult.result).where(JobResult.key == key))
        return json.loads(result) if result else None


@contextmanager
def _beating(path: Path) -> Iterator[None]:
    """A sign of life also while the job waits, for another import or for the database."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEATS_EVERY):
            with suppress(OSError):
                os.utime(path)

    threading.Thread(target=beat, daemon=True).start()
    try:
        yield
    finally:
        ended.set()
