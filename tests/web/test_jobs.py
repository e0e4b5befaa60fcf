"""What jobs leave behind is cleared away by the next one; a waiting job is no lost one."""

import os
import time
from pathlib import Path

import pytest
from flask import Flask

from crm.web import jobs
from crm.web.jobs import KEPT_FOR, clear_away


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


def test_a_job_that_waits_gives_signs_of_life(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BEATS_EVERY", 0.05)
    monkeypatch.setattr(jobs, "SILENT_AFTER", 0.5)
    lost = []

    def wait(_progress: jobs.Progress) -> None:
        time.sleep(1.0)
        lost.append(jobs.state(key).is_lost)  # type: ignore[union-attr]

    with app.app_context():
        key = jobs.start(1, "de", wait, about={})
        while not lost:
            time.sleep(0.05)
    assert lost == [False]


def test_a_job_that_failed_is_begun_again_and_one_that_is_done_is_not(app: Flask) -> None:
    ran: list[int] = []

    def fail(_progress: jobs.Progress) -> None:
        ran.append(1)
        raise OSError

    def begun(work) -> str:
        key = jobs.start(1, "de", work, about={}, once="the register of April")
        while jobs.state(key).status == "running":  # type: ignore[union-attr]
            time.sleep(0.05)
        return key

    with app.app_context():
        failed = begun(fail)
        done = begun(lambda _progress: ran.append(2))
        assert begun(fail) == done != failed
    assert ran == [1, 2]


def test_of_a_job_and_of_whoever_misses_it_one_settles_it(app: Flask) -> None:
    ended: list[bool] = []

    def work(progress: jobs.Progress) -> None:
        jobs.mark(key, jobs.SETTLED)  # somebody finds it lost while it stands still
        jobs.interrupt(key, {"batch_id": 7})
        ended.append(progress.may_end())

    def wait(progress: jobs.Progress) -> None:
        while not known:
            time.sleep(0.01)
        work(progress)

    known: list[bool] = []
    with app.app_context():
        key = jobs.start(1, "de", wait, about={})
        known.append(True)
        while not ended:
            time.sleep(0.02)
        time.sleep(0.1)
        state = jobs.state(key)
        assert state is not None
        assert (ended, state.status, state.result) == ([False], "interrupted", {"batch_id": 7})
        assert jobs.private_folder(Path(app.config["HOME"]) / "jobs").stat().st_mode & 0o077 == 0
