"""Long work: done once, taken up again when its process dies, paused, cancelled."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from crm.db import CrmSession, sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.models import JobResult, Topic
from crm.web import jobs
from crm.web.housekeeping import keep_house
from crm.web.jobs import control, how_far, run
from crm.web.jobs.files import KEPT_FOR, clear_away
from crm.web.jobs.how_far import Status
from crm.web.jobs.work import WORKS

PATIENCE = 30

Begin = Callable[..., str]


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Begin:
    """begin(function, once=...): the key of a job that does this."""

    def begin(function: jobs.Work, *, once: str | None = None, wait: bool = True) -> str:
        monkeypatch.setitem(WORKS, "test", function)
        key = jobs.start("test", 1, "de", {}, once=once)
        return ended(key) if wait else key

    return begin


def ended(key: str) -> str:
    _until(lambda: _status(key) not in (Status.WAITING, Status.RUNNING))
    return key


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def _status(key: str) -> Status:
    found = jobs.state(key)
    assert found
    return found.status


def test_what_is_older_than_a_day_goes(tmp_path: Path) -> None:
    died = tmp_path / "upload"
    died.mkdir()
    (died / "register.csv").write_text("id")
    (tmp_path / "told.json").write_text("{}")
    (tmp_path / "fresh.json").write_text("{}")
    long_ago = time.time() - KEPT_FOR - 60
    for path in (died, tmp_path / "told.json"):
        os.utime(path, (long_ago, long_ago))
    clear_away(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["fresh.json"]


def test_a_job_that_waits_gives_signs_of_life(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "BEATS_EVERY", 0.05)
    monkeypatch.setattr(how_far, "SILENT_AFTER", 0.5)
    silent = []

    def wait(job: jobs.Job) -> None:
        time.sleep(1.0)
        silent.append(jobs.state(job.key).is_silent)  # type: ignore[union-attr]

    begin(wait)
    assert silent == [False]


def test_a_job_that_failed_is_begun_again_and_one_that_is_done_is_not(begin: Begin) -> None:
    ran: list[int] = []

    def fail(_job: jobs.Job) -> None:
        ran.append(1)
        raise OSError

    failed = begin(fail, once="the register of April")
    done = begin(lambda _job: ran.append(2), once="the register of April")
    assert begin(fail, once="the register of April") == done != failed
    assert ran == [1, 2]
    assert jobs.of("the register of April") == done


def test_a_refusal_is_told_in_the_language_of_who_asked(begin: Begin) -> None:
    def refuse(_job: jobs.Job) -> None:
        raise DomainError(N_("The file is empty."))

    found = jobs.state(begin(refuse))
    assert found
    assert (found.status, found.message) == (Status.FAILED, "Die Datei ist leer.")


def test_what_is_done_is_not_done_again_when_its_process_died_before_it_said_so(
    app: Flask, db: CrmSession, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []

    def add_a_topic(job: jobs.Job) -> object:
        times.append(1)
        with sessions(app.extensions["crm_engine"])() as session:
            session.add(Topic(code="new", name="Neu", name_en="New"))
            return job.commit(session, {"topics": 1})

    monkeypatch.setattr(run._Run, "_say", lambda *_arguments, **_values: None)
    key = begin(add_a_topic, wait=False)
    _until(lambda: _results(db, key) == 1)
    assert _status(key) is Status.RUNNING
    monkeypatch.undo()
    monkeypatch.setitem(WORKS, "test", add_a_topic)
    _die(app, key)
    ended(key)
    found = jobs.state(key)
    assert found
    assert (found.status, found.result, times) == (Status.DONE, {"topics": 1}, [1])


def _results(db: CrmSession, key: str) -> int:
    db.commit()  # so that this session sees what the job has done
    return db.scalar(select(func.count()).where(JobResult.key == key)) or 0


def _die(app: Flask, key: str) -> None:
    """As if the process had died a minute ago, and the next one saw to its house."""
    folder = Path(app.config["HOME"]) / "jobs"
    for path in folder.glob(f"{key}.*"):
        os.utime(path, (time.time() - 60,) * 2)
    keep_house(app)


def test_a_job_whose_process_died_is_taken_up_again_and_at_last_given_up(
    app: Flask, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = []

    def die(_self: object) -> None:
        attempts.append(1)

    monkeypatch.setattr(run._Run, "to_its_end", die)
    key = begin(lambda _job: None, wait=False)
    for number in range(1, control.MOST_DEATHS + 2):
        _until(lambda number=number: len(attempts) == number)
        _die(app, key)
    found = jobs.state(key)
    assert found
    assert found.status is Status.FAILED
    assert "mehrmals angehalten" in found.message
    assert len(attempts) == control.MOST_DEATHS + 1


def test_a_job_is_put_in_twice_and_done_once(begin: Begin) -> None:
    ran: list[int] = []
    key = begin(lambda _job: ran.append(1), wait=False)
    jobs.queue().put_in(key)
    ended(key)
    time.sleep(0.2)
    assert ran == [1]


@pytest.fixture
def counting() -> jobs.Work:
    """Counts for as long as it may."""

    def count(job: jobs.Job) -> int:
        for number in range(10_000):
            job.progress(number, 10_000)
            time.sleep(0.01)
        return 10_000

    return count


def test_a_job_is_paused_goes_on_and_is_cancelled(
    begin: Begin, counting: jobs.Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "WRITE_EVERY", 0.0)
    key = begin(counting, wait=False)
    _until(lambda: _status(key) is Status.RUNNING)
    jobs.pause(key)
    _until(lambda: _status(key) is Status.PAUSED)
    jobs.go_on(key)
    _until(lambda: _status(key) is Status.RUNNING)
    jobs.cancel(key)
    _until(lambda: _status(key) is Status.CANCELLED)
    jobs.go_on(key)
    jobs.pause(key)
    assert _status(key) is Status.CANCELLED


def test_what_has_not_begun_is_cancelled_at_once(begin: Begin, counting: jobs.Work) -> None:
    running = begin(counting, wait=False)
    _until(lambda: _status(running) is Status.RUNNING)
    waiting = begin(counting, wait=False)
    jobs.cancel(waiting)
    assert _status(waiting) is Status.CANCELLED
    jobs.cancel(running)
    ended(running)
    assert _status(waiting) is Status.CANCELLED


def test_states_are_their_owners_alone(app: Flask, begin: Begin) -> None:
    begin(lambda _job: None)
    assert (Path(app.config["HOME"]) / "jobs").stat().st_mode & 0o077 == 0
