"""An import is taken back, or that is tried, beside the request that asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from flask import current_app
from flask_babel import gettext

from crm.db import sessions
from crm.errors import DomainError
from crm.register.undo import undo
from crm.web import jobs
from crm.web.imports import INTERRUPTED
from crm.web.languages import current_language

SHOWN_FIRMS = 100


@dataclass(frozen=True)
class Undoing:
    """``batch_id`` is the import, ``undoes`` tells this job from others."""

    batch_id: int
    read_at: str
    """With it the number is of this import alone, in a restored database too."""
    dry_run: bool
    undoes: bool = True

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, about: Mapping[str, Any]) -> Self | None:
        return cls(**about) if about.get("undoes") else None


def begin_undo(undoing: Undoing, user_id: int) -> str:
    """The key of the job; the same one when this import is being taken back already, or is."""
    new_session = sessions(current_app.extensions["crm_engine"])

    def work(progress: jobs.Progress) -> dict[str, Any]:
        with new_session() as session:
            dry_run = undoing.dry_run
            undone = undo(
                session, undoing.batch_id, dry_run=dry_run, progress=progress, user_id=user_id
            )
            if not progress.may_end():
                raise DomainError(INTERRUPTED)
            session.commit()
        told = undone.as_json(gettext)
        return {**told, "kept": told["kept"][:SHOWN_FIRMS], "kept_count": len(undone.kept)}

    once = None if undoing.dry_run else f"undo {undoing.batch_id} {undoing.read_at}"
    return jobs.start(user_id, current_language(), work, about=undoing.as_json(), once=once)
