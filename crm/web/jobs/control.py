"""What people do with jobs: begin one, let it rest, go on, give it up."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from crm.enums import N_
from crm.web.jobs.files import (
    KEY_LENGTH,
    claim,
    clear_away,
    file_of,
    folder,
    mark,
    state,
    states,
    unmark,
    write,
)
from crm.web.jobs.how_far import State, Status
from crm.web.jobs.queue import queue
from crm.web.jobs.work import CANCEL, PAUSE

MOST_DEATHS = 5
GIVEN_UP = N_("The server was stopped again and again while it worked at this. Nothing was kept.")


def start(
    work: str, user_id: int, locale: str, about: Mapping[str, Any], *, once: str | None = None
) -> str:
    """The key under which ``state`` knows the job.

    What was begun under the name ``once`` and goes on or is done is not begun again: its key is
    given.
    """
    clear_away(folder(current_app))
    now = time.time()
    for key in _keys(once):
        if claim(file_of(key), State(work, user_id, locale, now, now, about)):
            queue().put_in(key)
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


def of(once: str) -> str | None:
    """What was begun under this name and goes on or is done."""
    for key in _keys(once):
        found = state(key)
        if found is None or not found.may_begin_again:
            return key if found else None
    return None


def pause(key: str) -> None:
    _stop(key, PAUSE, Status.PAUSED)


def cancel(key: str) -> None:
    _stop(key, CANCEL, Status.CANCELLED)


def _stop(key: str, how: str, at_rest: Status) -> None:
    found = state(key)
    if found is None or found.status.has_ended:
        return
    if found.status is Status.RUNNING:
        mark(key, how)
    else:
        write(file_of(key), replace(found, status=at_rest))


def go_on(key: str) -> None:
    """From its beginning: what it had done when it was paused was rolled back."""
    found = state(key)
    unmark(key, PAUSE)
    if found and found.status is Status.PAUSED:
        write(file_of(key), replace(found, status=Status.WAITING, done=0))
        queue().put_in(key)


def take_up_lost() -> None:
    """A chore of housekeeping: jobs whose process died are put in again, a few times."""
    for key, found in states():
        if found.is_silent and found.deaths < MOST_DEATHS:
            again = replace(found, status=Status.WAITING, deaths=found.deaths + 1)
            write(file_of(key), again)
            queue().put_in(key)
        elif found.is_silent:
            with force_locale(found.locale):
                message = gettext(GIVEN_UP)
            write(file_of(key), replace(found, status=Status.FAILED, message=message))
