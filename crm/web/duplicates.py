"""The search for duplicates runs beside the request that asked for it."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from crm.db import sessions
from crm.register.find_duplicates import pairs_on_file
from crm.services.match_decisions import keep_pairs
from crm.web import jobs
from crm.web.languages import current_language

SEARCH = "search for duplicates"


def begin_search(user_id: int) -> str:
    """The key of the job; of one that is under way already where there is one."""
    return under_way() or jobs.start(SEARCH, user_id, current_language(), {})


@jobs.work(SEARCH)
def _search(job: jobs.Job) -> dict[str, Any]:
    """Reads first and writes then: while it looks, others can save."""
    engine = current_app.extensions["crm_engine"]
    with Session(engine) as reader:
        pairs = list(pairs_on_file(reader, job.progress))
    with sessions(engine)() as session:
        new = keep_pairs(session, pairs)
        return dict(job.commit(session, {"found": len(pairs), "new": new}))


def under_way() -> str | None:
    """The key of a search that has not ended."""
    going_on = (jobs.Status.WAITING, jobs.Status.RUNNING)
    found = (key for key, each in jobs.states() if each.work == SEARCH and each.status in going_on)
    return next(found, None)
