"""Where the states of jobs lie: a file each, in the settings' home, so that any worker process can
answer for any other.
"""

from __future__ import annotations

import json
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from flask import Flask, current_app

from crm.web.jobs.how_far import State, Status

KEY_LENGTH = 32
KEPT_FOR = 86_400.0
"""Seconds; whoever looks a day later finds what became of it in the history."""
OTHERS = 0o077


def state(key: str) -> State | None:
    if len(key) != KEY_LENGTH or not key.isalnum():
        return None
    return read(file_of(key))


def states() -> Iterator[tuple[str, State]]:
    """All of the last day, under their keys."""
    for path in folder(current_app).glob("*.json"):
        found = read(path)
        if found:
            yield path.stem, found


def claim(path: Path, new: State) -> bool:
    """Whether nobody else has begun it: of two at once, one."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_text(new))
    except FileExistsError:
        return False
    return True


def read(path: Path) -> State | None:
    for _attempt in range(20):
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            stored["status"] = Status(stored["status"])
            return State(**{**stored, "beat": path.stat().st_mtime})
        except FileNotFoundError:
            return None
        except json.JSONDecodeError:  # claimed at this very moment
            time.sleep(0.05)
    return None


def write(path: Path, new: State) -> None:
    fresh = path.with_suffix(f".{uuid.uuid4().hex}")
    fresh.write_text(_text(new), encoding="utf-8")
    fresh.replace(path)


def _text(new: State) -> str:
    return json.dumps(asdict(new), ensure_ascii=False)


def mark(key: str, word: str) -> None:
    """A word to the process that works at it."""
    file_of(key).with_suffix(f".{word}").touch()


def unmark(key: str, word: str) -> None:
    file_of(key).with_suffix(f".{word}").unlink(missing_ok=True)


def is_marked(key: str, word: str) -> bool:
    return file_of(key).with_suffix(f".{word}").exists()


def clear_away(where: Path) -> None:
    """What a process left there that died, and what nobody asks for any more."""
    for path in where.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - KEPT_FOR:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def folder(app: Flask) -> Path:
    return private_folder(Path(app.config["HOME"]) / "jobs")


def private_folder(where: Path) -> Path:
    """Made where it is missing, with the home; its owner's alone, whoever made it."""
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    where.mkdir(mode=0o700, exist_ok=True)
    if where.stat().st_mode & OTHERS:
        where.chmod(0o700)
    return where


def file_of(key: str) -> Path:
    return folder(current_app) / f"{key}.json"
