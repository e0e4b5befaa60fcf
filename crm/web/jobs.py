"""Work that takes longer than a request: a thread, and a file that says how far it is.

The file lies in the settings' home, so that any worker process can answer for any other. What a
job does is one transaction; when its process dies nothing is half done, the file is touched no
more, and ``is_lost`` says so after a while.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale, gettext

from crm.errors import DomainError

KEY_LENGTH = 32
BEATS_EVERY = 5.0
SILENT_AFTER = 30.0
STILL_AFTER = 20.0
WRITE_EVERY = 0.3
KEPT_FOR = 86_400.0
"""Seconds; whoever looks a day later finds what became of it in the history."""


OTHERS = 0o077
SETTLED = "settled"
"""Who marks a job with this word first decides what became of it: itself, or who found it lost."""


class Progress:
    """What a job tells while it works, and asks before it makes anything lasting."""

    def __init__(self, key: str, note: Callable[[int, int], None]) -> None:
        self._key, self._note = key, note

    def __call__(self, done: int, total: int) -> None:
        self._note(done, total)

    def may_end(self) -> bool:
        """False for a job that stood still so long that it has been called lost."""
        return mark(self._key, SETTLED)


@dataclass(frozen=True)
class State:
    """``done`` and ``total`` count rows; ``result`` is what the job gave back, as JSON.

    ``about`` is what the page needs to tell what it is, and to begin it once more. ``touched`` is
    when the count last moved, ``beat`` when the process last gave a sign of life.
    """

    user_id: int
    started: float
    touched: float
    about: Mapping[str, Any] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    status: str = "running"
    message: str = ""
    result: Any = None
    beat: float = 0.0

    @property
    def is_lost(self) -> bool:
        silent = self.status == "running" and time.time() - self.beat > SILENT_AFTER
        return silent or self.status == "interrupted"

    @property
    def may_begin_again(self) -> bool:
        return self.is_lost or self.status == "failed"

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def seconds_left(self) -> int | None:
        if not self.done:
            return None
        elapsed = self.touched - self.started
        return round(elapsed * (self.total - self.done) / self.done)

    @property
    def seconds_still(self) -> int | None:
        """How long nothing has moved; None while it does."""
        still = time.time() - self.touched
        return round(still) if self.status == "running" and still > STILL_AFTER else None

    def as_json(self) -> dict[str, Any]:
        """What a page asks again and again."""
        return {
            "status": "lost" if self.is_lost else self.status,
            "percent": self.percent,
            "done": self.done,
            "total": self.total,
            "seconds_left": self.seconds_left,
            "still": self.seconds_still,
        }


def start(
    user_id: int,
    locale: str,
    work: Callable[[Progress], Any],
    *,
    about: Mapping[str, Any],
    once: str | None = None,
) -> str:
    """Starts ``work(progress)`` beside the request; the key under which ``state`` knows it.

    What was begun under the name ``once`` and runs or is done is not begun again: its key is given.
    """
    clear_away(_folder(current_app))
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    now = time.time()
    for key in _keys(once):
        if _claim(_file(app, key), State(user_id, now, now, about)):
            thread = threading.Thread(target=_run, args=(app, key, locale, work), daemon=True)
            thread.start()
            return key
        earlier = state(key)
        if earlier and not earlier.may_begin_again:
            return key
    raise AssertionError("keys never end")


def _keys(once: str | None) -> Iterator[str]:
    """One for each attempt."""
    for attempt in count():
        if once is None:
            yield uuid.uuid4().hex
        else:
            name = f"{once} {attempt}".encode()
            yield hashlib.blake2b(name, digest_size=KEY_LENGTH // 2).hexdigest()


def _claim(path: Path, state: State) -> bool:
    """Whether nobody else has begun it: of two at once, one."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(json.dumps(asdict(state)))
    except FileExistsError:
        return False
    return True


def state(key: str) -> State | None:
    if len(key) != KEY_LENGTH or not key.isalnum():
        return None
    return _read(_file(current_app, key))


def of(once: str) -> str | None:
    """What was begun under this name and runs or is done."""
    for key in _keys(once):
        found = state(key)
        if found is None or not found.may_begin_again:
            return key if found else None
    return None


def mark(key: str, word: str) -> bool:
    """Whether nobody has marked the job with this word before."""
    try:
        _file(current_app, key).with_suffix(f".{word}").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def unmark(key: str, word: str) -> None:
    _file(current_app, key).with_suffix(f".{word}").unlink(missing_ok=True)


def states() -> Iterator[tuple[str, State]]:
    """All of the last day, under their keys."""
    for path in _folder(current_app).glob("*.json"):
        found = _read(path)
        if found:
            yield path.stem, found


def interrupt(key: str, result: Any) -> None:
    """Settles a job that is lost."""
    path = _file(current_app, key)
    found = _read(path)
    if found:
        _write(path, replace(found, status="interrupted", result=result))


def _read(path: Path) -> State | None:
    for _attempt in range(20):
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            return State(**{**stored, "beat": path.stat().st_mtime})
        except FileNotFoundError:
            return None
        except json.JSONDecodeError:  # claimed at this very moment
            time.sleep(0.05)
    return None


def _run(app: Flask, key: str, locale: str, work: Callable[[Progress], Any]) -> None:
    path = _file(app, key)
    now = State(**json.loads(path.read_text(encoding="utf-8")))

    def note(done: int, total: int) -> None:
        nonlocal now
        if time.time() - now.touched > WRITE_EVERY or done == total:
            now = replace(now, done=done, total=total, touched=time.time())
            _write(path, now)

    with app.app_context(), force_locale(locale), _beating(path):
        try:
            result = work(Progress(key, note))
            now = replace(now, status="done", result=result)
        except DomainError as refusal:
            sentence = gettext(refusal.message, **refusal.values)
            now = replace(now, status="failed", message=sentence)
        except BaseException:
            now = replace(now, status="failed")
            app.logger.exception("job %s", key)
        finally:
            told = _read(path)
            if told is None or told.status != "interrupted":
                _write(path, replace(now, touched=time.time()))


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


def _write(path: Path, state: State) -> None:
    new = path.with_suffix(f".{uuid.uuid4().hex}")
    new.write_text(json.dumps(asdict(state)), encoding="utf-8")
    new.replace(path)


def clear_away(folder: Path) -> None:
    """What a process left there that died, and what nobody asks for any more."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - KEPT_FOR:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _folder(app: Flask) -> Path:
    return private_folder(Path(app.config["HOME"]) / "jobs")


def private_folder(folder: Path) -> Path:
    """Made where it is missing, with the home; its owner's alone, whoever made it."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_mode & OTHERS:
        folder.chmod(0o700)
    return folder


def _file(app: Flask, key: str) -> Path:
    return _folder(app) / f"{key}.json"
