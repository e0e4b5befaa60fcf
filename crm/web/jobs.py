"""Work that takes longer than a request: a thread, and a file that says how far it is.

The file lies in the settings' home, so that any worker process can answer for any other. What a
job does is one transaction; when its process dies nothing is half done and the file says so after
a while.
"""

from __future__ import annotations

import json
import shutil
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale, gettext

from crm.errors import DomainError

Progress = Callable[[int, int], None]
KEY_LENGTH = 32
SILENT_AFTER = 120.0
WRITE_EVERY = 0.3
KEPT_FOR = 86_400.0
"""Seconds; whoever looks a day later finds what became of it in the history."""


@dataclass(frozen=True)
class State:
    """``done`` and ``total`` count rows; ``result`` is what the job gave back, as JSON."""

    user_id: int
    started: float
    touched: float
    done: int = 0
    total: int = 0
    status: str = "running"
    message: str = ""
    result: Any = None

    @property
    def is_lost(self) -> bool:
        return self.status == "running" and time.time() - self.touched > SILENT_AFTER

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def seconds_left(self) -> int | None:
        if not self.done:
            return None
        elapsed = self.touched - self.started
        return round(elapsed * (self.total - self.done) / self.done)


def start(user_id: int, locale: str, work: Callable[[Progress], Any]) -> str:
    """Starts ``work(progress)`` beside the request; the key under which ``state`` knows it."""
    clear_away(_folder(current_app))
    key = uuid.uuid4().hex
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    now = time.time()
    _write(_file(app, key), State(user_id, now, now))
    thread = threading.Thread(target=_run, args=(app, key, locale, work), daemon=True)
    thread.start()
    return key


def state(key: str) -> State | None:
    path = _file(current_app, key)
    if len(key) != KEY_LENGTH or not key.isalnum() or not path.exists():
        return None
    return State(**json.loads(path.read_text(encoding="utf-8")))


def _run(app: Flask, key: str, locale: str, work: Callable[[Progress], Any]) -> None:
    path = _file(app, key)
    now = State(**json.loads(path.read_text(encoding="utf-8")))

    def progress(done: int, total: int) -> None:
        nonlocal now
        if time.time() - now.touched > WRITE_EVERY or done == total:
            now = replace(now, done=done, total=total, touched=time.time())
            _write(path, now)

    with app.app_context(), force_locale(locale):
        try:
            now = replace(now, status="done", result=work(progress))
        except DomainError as refusal:
            sentence = gettext(refusal.message, **refusal.values)
            now = replace(now, status="failed", message=sentence)
        except BaseException:
            now = replace(now, status="failed")
            app.logger.exception("job %s", key)
        finally:
            _write(path, replace(now, touched=time.time()))


def _write(path: Path, state: State) -> None:
    new = path.with_suffix(f".{threading.get_ident()}")
    new.write_text(json.dumps(asdict(state)), encoding="utf-8")
    new.replace(path)


def clear_away(folder: Path) -> None:
    """What a process left there that died, and what nobody asks for any more."""
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _folder(app: Flask) -> Path:
    folder = Path(app.config["HOME"]) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _file(app: Flask, key: str) -> Path:
    return _folder(app) / f"{key}.json"
