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
    trial: str = ""
    """The job that tried it; what it leads to is done once, however often the button is pressed."""


def begin_replay(replaying: Replaying, user_id: int) -> str:
    """The key of the job; the same one when this trial has led to one already."""
    once = f"{REPLAY} {user_id} {replaying.trial}" if replaying.trial else None
    return jobs.start(REPLAY, user_id, current_language(), asdict(replaying), once=once)


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
