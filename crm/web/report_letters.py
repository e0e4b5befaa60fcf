"""On the first of each month own reports go by mail to those who ordered them.

Each letter is a transaction of its own: claimed and written, or neither. Who may not read a report
any more, or whose report cannot be worked out, is told so once, and it is ordered no longer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from flask import current_app, render_template
from flask_babel import force_locale, gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from crm.clock import zone
from crm.db import looking
from crm.enums import N_
from crm.errors import DomainError
from crm.models import ReportReader, SavedReport
from crm.permissions import ADMINISTRATOR, TEAM_LEAD, may
from crm.services import saved_reports
from crm.services.mail import Letter, write
from crm.services.scope import Viewer, viewer, visible_saved_reports
from crm.web.file_names import file_name
from crm.web.public_address import public_address
from crm.web.saved_choice import is_seen
from crm.web.sending import has_mail_server
from crm.web.workbooks import XLSX, meta_of
from reports.build import WORKBOOK
from reports.build import write as write_book
from reports.builder.book import own_book
from reports.builder.wanted import from_kept
from reports.source.cache import SnapshotCache
from reports.writers.book import Book

NOT_SHARED = N_("It is not shared with you any more.")
FROM_HOUR = 6
AT_ONCE = 20
"""Letters of one look: after it the others of the house have their turn."""


@dataclass(frozen=True)
class Reader:
    """Somebody who ordered a report, with what they may see at this moment."""

    order: ReportReader
    viewer: Viewer
    roles: frozenset[str]

    def may(self, permission: str, resource: str) -> bool:
        return any(may(role, permission, resource) for role in self.roles)


def send_reports(now: datetime | None = None) -> None:
    """From six o'clock of the first day on, or of the first on which the server runs."""
    local = now or datetime.now(zone())
    if not has_mail_server() or local.hour < FROM_HOUR:
        return
    reading = looking(current_app.extensions["crm_engine"])
    with reading() as session:
        due = saved_reports.due(session, local.date())[:AT_ONCE]
    for pk in due:
        with reading() as session:
            reader = _reader(session, pk, local)
            letter = None if reader is None else _letter(session, reader, local)
        _keep(pk, letter, local)


def _keep(pk: int, letter: Letter | None, now: datetime) -> None:
    """The workbook is made before anything is written, so that nobody waits for it."""
    session: Session = current_app.appbuilder.session  # type: ignore[attr-defined]
    try:
        if not saved_reports.claim(session, pk, now.date()):
            return
        if letter is not None:
            write(session, letter)
            if not letter.files:
                session.delete(session.get_one(ReportReader, pk))
        session.commit()
    finally:
        session.rollback()


def _reader(session: Session, pk: int, now: datetime) -> Reader | None:
    """None for who has left, or has no address."""
    options = joinedload(ReportReader.report), joinedload(ReportReader.user)
    order = session.get(ReportReader, pk, options=options)
    if order is None or not order.user.active or not order.user.email:
        return None
    manager = current_app.appbuilder.sm  # type: ignore[attr-defined]
    roles = frozenset(role.name for role in manager.get_user_roles(order.user))
    seen = viewer(
        session,
        order.user_id,
        changes_everything=ADMINISTRATOR in roles,
        leads=TEAM_LEAD in roles,
        today=now.date(),
    )
    return Reader(order, seen, roles)


def _letter(session: Session, reader: Reader, now: datetime) -> Letter:
    order, month = reader.order, saved_reports.month_of(now.date())
    with force_locale(order.language):
        try:
            book, refusal = _book(session, reader, now), ""
        except DomainError as error:
            book, refusal = None, error.said(gettext)
        text = render_template(
            "mail/own_report.txt",
            report=order.report.name,
            book=book,
            refusal=refusal,
            name=current_app.config["OFFICE"],
            address=public_address("SavedReports.index"),
        )
        subject = gettext("Report: %(name)s", name=order.report.name)
    files = () if book is None else ((_called(book), XLSX, _content(book)),)
    key = f"own-report {order.id} {month}"
    return Letter(key, order.user.email, subject, text, order.language, files=files)


def _book(session: Session, reader: Reader, now: datetime) -> Book:
    """With what the reader may see today, whatever it was when the report was ordered."""
    order = reader.order
    scope = visible_saved_reports(reader.viewer, now.date())
    found = session.scalar(select(SavedReport).where(SavedReport.id == order.report_id, scope))
    leads = reader.may("can_show", "Workload")
    if found is None or not reader.may("can_export", "OwnReport") or not is_seen(found, leads):
        raise DomainError(NOT_SHARED)
    cache: SnapshotCache = current_app.extensions["crm_figures"]
    written = now.replace(tzinfo=None)
    return own_book(
        cache.current(current_app.extensions["crm_engine"]),
        from_kept(json.loads(found.choice)),
        meta=replace(meta_of(), author=found.owner.get_full_name(), created_at=written),
        translate=gettext,
        language=order.language,
        name=found.name,
        advisors=reader.viewer.seen_at_work,
    )


def _called(book: Book) -> str:
    return file_name(book.title, book.first_day, book.last_day)


def _content(book: Book) -> bytes:
    stream = BytesIO()
    write_book(book, stream, WORKBOOK)
    return stream.getvalue()
