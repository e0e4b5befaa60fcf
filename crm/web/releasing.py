"""Reports are released, and held against today's data, beside the request that asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from crm.db import sessions
from crm.models import ReportSnapshot
from crm.web import jobs
from crm.web.publishing import Publishing
from crm.web.workbooks import meta_of
from reports.frozen.before import last_release, released_before
from reports.frozen.explain import Explained
from reports.frozen.in_words import Titles
from reports.frozen.release import Order, release
from reports.frozen.verify import Kept
from reports.source.live import reading

RELEASE, COMPARE = "release", "compare"
MOST_SHOWN = 100
"""Differences, and firms of each cause: a page that is read, not a list to work through."""


def begin_release(publishing: Publishing, user_id: int) -> str:
    """The key of the job."""
    return jobs.start(RELEASE, user_id, publishing.language, asdict(publishing))


@jobs.work(RELEASE)
def _release(job: jobs.Job) -> dict[str, Any]:
    wanted, engine = Publishing(**job.about), current_app.extensions["crm_engine"]
    meta = replace(meta_of(), author=wanted.author)
    order = Order(wanted.report, wanted.period, meta, wanted.language, gettext)
    with sessions(engine)() as session:
        earlier = released_before(session, wanted.report, wanted.period)
        last = last_release(session, wanted.report, wanted.period, wanted.language, gettext)
    with reading(engine) as connection:
        snapshot = release(connection, order, job.progress, earlier, last)
    snapshot.released_by_id = job.user_id
    with sessions(engine)() as session:
        session.add(snapshot)
        session.flush()
        result: dict[str, Any] = job.commit(session, {"id": snapshot.id})
        return result


@dataclass(frozen=True)
class Comparing:
    snapshot_id: int


def begin_comparing(comparing: Comparing, user_id: int, language: str) -> str:
    """The key of the job."""
    return jobs.start(COMPARE, user_id, language, asdict(comparing))


@jobs.work(COMPARE)
def _compare(job: jobs.Job) -> dict[str, Any]:
    """Of firms the numbers alone: who reads it is shown the names that they may see."""
    engine = current_app.extensions["crm_engine"]
    with sessions(engine)() as session:
        snapshot = session.get_one(ReportSnapshot, Comparing(**job.about).snapshot_id)
        kept = Kept(snapshot, words_of(snapshot.language))
        others = len(kept.others())
        with reading(engine) as connection:
            explained = kept.explained(connection, job.progress)
    return {"others": others, **_told(kept, explained)}


def words_of(language: str) -> Callable[[str], str]:
    """Of the language in which a report was released."""

    def said(message: str) -> str:
        with force_locale(language):
            return str(gettext(message)) if message else message

    return said


def _told(kept: Kept, explained: Explained) -> dict[str, Any]:
    titles = Titles(kept.sheets, gettext)
    return {
        "number": len(explained.differences),
        "differences": [
            {
                "what": titles.of(each.place),
                "is_share": titles.is_share(each.place),
                "then": each.then,
                "now": each.now,
                "steps": [[step.cause.value, step.before, step.after] for step in each.steps],
            }
            for each in explained.differences[:MOST_SHOWN]
        ],
        "causes": [
            {
                "cause": cause.value,
                "changes": len(changes),
                "firms": len(explained.firms.get(cause, {})),
                "named": list(explained.firms.get(cause, {}))[:MOST_SHOWN],
            }
            for cause, changes in explained.changes.items()
        ],
    }
