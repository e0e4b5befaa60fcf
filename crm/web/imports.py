"""A register file is taken in, or tried, beside the request that asked for it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Self

from flask import current_app
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from crm.db import sessions
from crm.enums import N_, ImportStatus
from crm.errors import DomainError
from crm.models import ImportBatch
from crm.register.reasons import told
from crm.register.refused_rows import common_reasons, refused_rows_csv
from crm.register.result import Result
from crm.register.take_in import take_in
from crm.register.text_file import sha256_of
from crm.web import jobs, uploads
from crm.web.languages import current_language
from crm.web.uploads import Upload

SHOWN_REFUSALS = 100
INTERRUPTED = N_("interrupted, nothing was kept")


@dataclass(frozen=True)
class Choice:
    """What somebody chose: the kept file under its key, and how it shall be read."""

    upload: str
    file_name: str
    source: str
    as_of: date
    gone: bool
    dry_run: bool
    once: str
    """Under this name it is taken in at most once; trials may be repeated."""
    full: bool = False
    many: bool = False
    """A list of all firms; also if more than a tenth of those on file are not in it."""

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "as_of": self.as_of.isoformat()}

    @classmethod
    def of(cls, about: Mapping[str, Any]) -> Self:
        return cls(**{**about, "as_of": date.fromisoformat(about["as_of"])})

    def in_earnest(self) -> Self:
        return replace(self, dry_run=False)


def begin(choice: Choice, upload: Upload, user_id: int) -> str:
    """The key of the job; the same one when this choice is being taken in already, or is."""
    new_session = sessions(current_app.extensions["crm_engine"])

    def work(progress: jobs.Progress) -> dict[str, Any]:
        with new_session() as session:
            told_of: dict[str, Any] = {}

            def at_end(result: Result) -> None:
                told_of.update(_shown(session, result))
                if choice.dry_run and result.refused:
                    _keep_refused(session, result, upload)

            result = take_in(
                session, upload.path, choice.source, as_of=choice.as_of, gone=choice.gone,
                full=choice.full, many=choice.many,
                dry_run=choice.dry_run, progress=progress, user_id=user_id, at_end=at_end,
            )  # fmt: skip
            if not progress.may_end():
                raise DomainError(INTERRUPTED)
            session.commit()
        if not choice.dry_run:
            upload.forget()
        return {**told_of, "batch_id": None if choice.dry_run else result.batch_id}

    once = None if choice.dry_run else choice.once
    return jobs.start(user_id, current_language(), work, about=choice.as_json(), once=once)


def _shown(session: Session, result: Result) -> dict[str, Any]:
    """What a page shows of it: a file of refused rows is not kept beside the database."""
    refused = [row.as_json(gettext) for row in result.refused[:SHOWN_REFUSALS]]
    reasons = common_reasons(session, result.batch_id)
    return {
        **result.as_json(gettext),
        "refused": refused,
        "refused_count": len(result.refused),
        "reasons": [(told(reason, gettext), count) for reason, count in reasons],
        "new_districts": result.new_districts,
    }


def _keep_refused(session: Session, result: Result, upload: Upload) -> None:
    with (
        refused_rows_csv(session, result.batch_id, gettext) as rows,
        upload.refused.open("wb") as file,
    ):
        shutil.copyfileobj(rows, file)


def note_interrupted() -> None:
    """Imports whose server was stopped get their line in the history; trials need none.

    While a file is being read the database may be all its own: then they wait for the next look.
    """
    found = list(jobs.states())
    if any(state.status == "running" and not state.is_lost for _key, state in found):
        return
    for key, state in found:
        unnoted = state.is_lost and state.status == "running" and state.about
        if unnoted and jobs.mark(key, jobs.SETTLED):
            choice = Choice.of(state.about)
            try:
                batch_id = None if choice.dry_run else _interrupted(choice, state)
            except OperationalError:  # somebody else is writing: the next look notes it
                jobs.unmark(key, jobs.SETTLED)
                return
            jobs.interrupt(key, {"batch_id": batch_id})


def _interrupted(choice: Choice, state: jobs.State) -> int:
    upload = uploads.kept(choice.upload, state.user_id)
    begun = datetime.fromtimestamp(state.started, UTC)
    with sessions(current_app.extensions["crm_engine"]).begin() as session:
        batch = ImportBatch(
            source=choice.source,
            file_name=choice.file_name,
            sha256=sha256_of(upload.path) if upload else "",
            as_of=choice.as_of,
            is_gone_list=choice.gone,
            is_full_list=choice.full,
            status=ImportStatus.FAILED,
            message=INTERRUPTED,
            created_at=begun,
            created_by_id=state.user_id,
        )
        session.add(batch)
        session.flush()
        return batch.id


def begun_with(upload: str, user_id: int) -> str | None:
    """The job that took this kept file: a form sent twice leads to it."""
    return next(
        (
            key
            for key, state in jobs.states()
            if state.user_id == user_id
            and state.about.get("upload") == upload
            and not state.may_begin_again
        ),
        None,
    )


def job_of(batch_id: int, user_id: int) -> str | None:
    """The interrupted job of the last day that stands in the history as this batch."""
    return next(
        (
            key
            for key, state in jobs.states()
            if state.user_id == user_id
            and state.status == "interrupted"
            and state.result["batch_id"] == batch_id
        ),
        None,
    )
