"""The search for duplicates runs beside the request that asked for it."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from crm.db import sessions
from crm.services.match_decisions import FindPairs, keep_pairs
from crm.services.similar_firms import similar_firms
from crm.web import jobs
from crm.web.languages import current_language

FIND_PAIRS: FindPairs = similar_firms
"""The engine; one that finds more takes its place here."""
ABOUT = {"duplicates": True}


def begin_search(user_id: int) -> str:
    """The key of the job; of one that is running already where there is one."""
    engine = current_app.extensions["crm_engine"]

    def work(progress: jobs.Progress) -> dict[str, Any]:
        # Read first and write then: while it looks, others can save.
        with Session(engine) as reader:
            pairs = list(FIND_PAIRS(reader, progress))
        with sessions(engine)() as session:
            new = keep_pairs(session, pairs)
            session.commit()
        return {"found": len(pairs), "new": new}

    return running() or jobs.start(user_id, current_language(), work, about=ABOUT)


def running() -> str | None:
    """The key of a search that is under way."""
    return next(
        (
            key
            for key, state in jobs.states()
            if state.about == ABOUT and state.status == "running" and not state.is_lost
        ),
        None,
    )


def search_state(key: str) -> jobs.State | None:
    state = jobs.state(key)
    return state if state and state.about == ABOUT else None
