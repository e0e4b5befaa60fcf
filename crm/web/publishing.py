"""A report is made for publication beside the request that asked for it: the choice of what is
withheld takes seconds, and longer in a large city.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Response, abort, current_app, flash, send_file
from flask_babel import gettext

from crm.clock import today
from crm.db import sessions
from crm.errors import DomainError
from crm.web import jobs
from crm.web.file_names import file_name
from crm.web.jobs.files import file_of
from crm.web.languages import current_language
from crm.web.period_choice import PeriodChoice
from crm.web.workbooks import TYPES, author, meta_of
from reports.build import WORKBOOK, WRITERS, Variant, build, write
from reports.catalogue import PUBLISHED
from reports.frozen.before import released_before
from reports.period import Period
from reports.protect.book_tables import all_printed
from reports.report import WITHHELD
from reports.source.cache import SnapshotCache
from reports.writers.book import Book

PUBLICATION = "publication"


@dataclass(frozen=True)
class Publishing:
    """``first`` and ``last`` day as ISO dates; ``author`` by name, as the cover states."""

    report: str
    first: str
    last: str
    language: str
    author: str

    @property
    def period(self) -> Period:
        return Period(date.fromisoformat(self.first), date.fromisoformat(self.last))


def asked_for(report: str) -> Publishing | None:
    """Of the period in the address; None, with a word to the reader, where that is no period. 404
    for a report that has no variant for publication.
    """
    if report not in {each.name for each in PUBLISHED}:
        abort(404)
    choice = PeriodChoice.read(today())
    if choice.problems:
        flash(gettext("Please choose the period again."), "warning")
        return None
    first, last = (day.isoformat() for day in (choice.period.first, choice.period.last))
    return Publishing(report, first, last, current_language(), author())


def begin_publication(publishing: Publishing, user_id: int) -> str:
    """The key of the job."""
    return jobs.start(PUBLICATION, user_id, publishing.language, asdict(publishing))


@jobs.work(PUBLICATION)
def _publish(job: jobs.Job) -> dict[str, Any]:
    publishing = Publishing(**job.about)
    cache: SnapshotCache = current_app.extensions["crm_figures"]
    engine = current_app.extensions["crm_engine"]
    with sessions(engine)() as session:
        earlier = released_before(session, publishing.report, publishing.period)
    book = build(
        publishing.report,
        cache.current(engine),
        publishing.period,
        meta=replace(meta_of(), author=publishing.author),
        translate=gettext,
        language=publishing.language,
        variant=Variant.PUBLIC,
        progress=job.progress,
        earlier=earlier,
    )
    return {"title": book.title, **_counted(book), "no_pdf": _written(book, job.key)}


def _written(book: Book, key: str) -> str:
    """Why there is no PDF, if there is none: it takes LibreOffice."""
    for kind in WRITERS:
        try:
            write(book, _path(key, kind))
        except DomainError as problem:
            return gettext(problem.message, **problem.values)
    return ""


def _counted(book: Book) -> dict[str, int]:
    tables = (table for page in book.pages for table in all_printed(page))
    values = [cell.value for table in tables for cell in table.cells]
    return {"numbers": len(values), "withheld": values.count(WITHHELD)}


def _path(key: str, kind: str) -> Path:
    return file_of(key).with_suffix(kind)


def download(key: str, state: jobs.State, kind: str = WORKBOOK) -> Response:
    """404 when a day has passed."""
    path = _path(key, kind)
    if not path.exists():
        abort(404)
    publishing = Publishing(**state.about)
    name = file_name(
        state.result["title"], gettext("for publication"), publishing.first, publishing.last,
        suffix=kind.removeprefix("."),
    )  # fmt: skip
    return send_file(path, mimetype=TYPES[kind], as_attachment=True, download_name=name)
