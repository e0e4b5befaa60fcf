"""A source's kept rows are read again, or that is tried, beside the request that asked for it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask import current_app

from crm.db import sessions
from crm.register.replay import replay
from crm.register.replayed import Replayed
from crm.web import jobs
from crm.web.fact_changes import told
from crm.web.languages import current_language

REPLAY = "replay"


@dataclass(frozen=True)
class Replaying:
    source: str
    dry_run: bool


def begin_replay(replaying: Replaying, user_id: int) -> str:
    """The key of the job; the one under way where there is one."""
    return _under_way(replaying, user_id) or jobs.start(
        REPLAY, user_id, current_language(), asdict(replaying)
    )


def _under_way(replaying: Replaying, user_id: int) -> str | None:
    """What a button pressed twice began; others' work is theirs to watch."""
    found = (
        key
        for key, each in jobs.states()
        if each.work == REPLAY and each.user_id == user_id and each.about == asdict(replaying)
        and each.status in (jobs.Status.WAITING, jobs.Status.RUNNING)
    )  # fmt: skip
    return next(found, None)


@jobs.work(REPLAY)
def _replay(job: jobs.Job) -> dict[str, Any]:
    replaying = Replaying(**job.about)
    with sessions(current_app.extensions["crm_engine"])() as session:
        result: dict[str, Any] = {}

        def at_end(replayed: Replayed) -> None:
            result.update(replayed.as_json(), **told(session, job.key, replayed.differences))

        replay(
            session, replaying.source, dry_run=replaying.dry_run, progress=job.progress,
            user_id=job.user_id, at_end=at_end,
        )  # fmt: skip
        return result if replaying.dry_run else dict(job.commit(session, result))
