"""A report as PDF, printed from its workbook beside the request that asked for it: LibreOffice
takes seconds.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, send_file
from flask_babel import gettext

from crm.web import jobs
from crm.web.file_names import file_name
from crm.web.jobs.files import file_of
from crm.web.workbooks import TYPES, meta_of
from reports.build import PDF, build, write
from reports.period import Period
from reports.source.cache import SnapshotCache

PRINT = "print"


@dataclass(frozen=True)
class Printing:
    """For whom: with what team leads see, or without, and of which advisors; None: of all."""

    report: str
    first: str
    last: str
    language: str
    author: str
    team_leads: bool
    advisors: list[int] | None

    @property
    def period(self) -> Period:
        return Period(date.fromisoformat(self.first), date.fromisoformat(self.last))


def begin_printing(printing: Printing, user_id: int) -> str:
    """The key of the job."""
    return jobs.start(PRINT, user_id, printing.language, asdict(printing))


@jobs.work(PRINT)
def _print(job: jobs.Job) -> dict[str, Any]:
    printing = Printing(**job.about)
    cache: SnapshotCache = current_app.extensions["crm_figures"]
    job.progress(0, 2)
    book = build(
        printing.report,
        cache.current(current_app.extensions["crm_engine"]),
        printing.period,
        meta=replace(meta_of(), author=printing.author),
        translate=gettext,
        language=printing.language,
        include_advisors=printing.team_leads,
        advisors=None if printing.advisors is None else frozenset(printing.advisors),
    )
    job.progress(1, 2)
    write(book, _path(job.key))
    return {"title": book.title}


def _path(key: str) -> Path:
    return file_of(key).with_suffix(PDF)


def printed(key: str, state: jobs.State) -> Response:
    """404 when a day has passed."""
    if not _path(key).exists():
        abort(404)
    printing = Printing(**state.about)
    name = file_name(state.result["title"], printing.first, printing.last, suffix="pdf")
    return send_file(_path(key), mimetype=TYPES[PDF], as_attachment=True, download_name=name)
