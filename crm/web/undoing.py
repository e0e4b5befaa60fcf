"""An import is taken back, or that is tried, beside the request that asked for it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext

from crm.db import sessions
from crm.register.undo import undo
from crm.web import jobs
from crm.web.formats import day
from crm.web.languages import current_language

SHOWN_FIRMS = 100
UNDO = "undo an import"


@dataclass(frozen=True)
class Undoing:
    batch_id: int
    read_at: str
    """With it the number is of this import alone, in a restored database too."""
    dry_run: bool


def begin_undo(undoing: Undoing, user_id: int) -> str:
    """The key of the job; the same one when this import is being taken back already, or is."""
    once = None if undoing.dry_run else f"{UNDO} {undoing.batch_id} {undoing.read_at}"
    return jobs.start(UNDO, user_id, current_language(), asdict(undoing), once=once)


@jobs.work(UNDO)
def _undo(job: jobs.Job) -> dict[str, Any]:
    undoing = Undoing(**job.about)
    with sessions(current_app.extensions["crm_engine"])() as session:
        undone = undo(
            session, undoing.batch_id, dry_run=undoing.dry_run, progress=job.progress,
            user_id=job.user_id,
        )  # fmt: skip
        told = undone.as_json(gettext)
        for kept in ("kept", "kept_contacts"):
            told |= {kept: told[kept][:SHOWN_FIRMS], f"{kept}_count": len(told[kept])}
        for contact in told["kept_contacts"]:
            contact["day"] = day(date.fromisoformat(contact["day"]))
        return told if undoing.dry_run else job.commit(session, told)
