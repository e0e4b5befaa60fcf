"""A register file is taken in, or tried, beside the request that asked for it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from flask import current_app
from flask_babel import gettext
from sqlalchemy.orm import Session

from crm.db import sessions
from crm.enums import N_
from crm.errors import DomainError
from crm.register.reasons import told
from crm.register.refused_rows import common_reasons, refused_rows
from crm.register.result import Result
from crm.register.take_in import take_in
from crm.web import jobs, uploads
from crm.web.languages import current_language
from crm.web.uploads import Upload

SHOWN_REFUSALS = 100
IMPORT = "import"


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


def begin(choice: Choice, user_id: int) -> str:
    """The key of the job; the same one when this choice is being taken in already, or is."""
    once = None if choice.dry_run else choice.once
    return jobs.start(IMPORT, user_id, current_language(), choice.as_json(), once=once)


@jobs.work(IMPORT)
def _take_in(job: jobs.Job) -> dict[str, Any]:
    choice = Choice.of(job.about)
    upload = uploads.kept(choice.upload, job.user_id)
    if upload is None:
        raise DomainError(N_("The file is not kept any more. Please choose it again."))
    with sessions(current_app.extensions["crm_engine"])() as session:
        told_of: dict[str, Any] = {}

        def at_end(result: Result) -> None:
            told_of.update(_shown(session, result))
            if choice.dry_run and result.refused:
                _keep_refused(session, result, upload)

        result = take_in(
            session, upload.path, choice.source, as_of=choice.as_of, gone=choice.gone,
            full=choice.full, many=choice.many, dry_run=choice.dry_run,
            progress=job.progress, user_id=job.user_id, at_end=at_end,
        )  # fmt: skip
        if choice.dry_run:
            return {**told_of, "batch_id": None}
        told_of["batch_id"] = result.batch_id
        job.commit(session, told_of)
    upload.forget()
    return told_of


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
        refused_rows(session, result.batch_id, gettext) as rows,
        upload.refused.open("wb") as file,
    ):
        shutil.copyfileobj(rows, file)


def begun_with(upload: str, user_id: int) -> str | None:
    """The job that took this kept file: a form sent twice leads to it."""
    return next(
        (
            key
            for key, state in jobs.states()
            if state.work == IMPORT
            and state.user_id == user_id
            and state.about.get("upload") == upload
            and not state.may_begin_again
        ),
        None,
    )
