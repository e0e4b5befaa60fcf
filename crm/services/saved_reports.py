"""Reports kept under a name: copied by whoever reads them, and ordered by mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from crm.models import ReportReader, SavedReport
from crm.rules.saved_report import LONGEST_NAME
from crm.services.scope import Viewer, own_saved_reports, visible_saved_reports

MOST = 200


def seen(session: Session, viewer: Viewer, today: date) -> list[SavedReport]:
    """One's own first, then those of the team."""
    query = (
        select(SavedReport)
        .where(visible_saved_reports(viewer, today))
        .options(joinedload(SavedReport.owner))
        .order_by(~own_saved_reports(viewer), SavedReport.name, SavedReport.id)
    )
    return list(session.scalars(query.limit(MOST)).unique())


def ordered_by(session: Session, user_id: int) -> set[int]:
    """The reports that somebody has by mail."""
    query = select(ReportReader.report_id).where(ReportReader.user_id == user_id)
    return set(session.scalars(query))


def copied(session: Session, report: SavedReport, user_id: int, called: str) -> SavedReport:
    """As one's own, not shared; ``called`` is what a copy is named, with ``%(name)s``."""
    mine = select(SavedReport.name).where(SavedReport.owner_id == user_id)
    name = _free_name(report.name, set(session.scalars(mine)), called)
    copy = SavedReport(owner_id=user_id, name=name, choice=report.choice)
    session.add(copy)
    session.flush()
    return copy


def _free_name(name: str, taken: Iterable[str], called: str) -> str:
    """Its own name where that is free."""
    if name not in taken:
        return name
    for number in count(2):
        found = f"{(called % {'name': name})[: LONGEST_NAME - 4]} {number}".removesuffix(" 2")
        if found not in taken:
            return found
    raise AssertionError("numbers never end")


def order(session: Session, report: SavedReport, user_id: int, language: str, today: date) -> None:
    """From the first of the next month on."""
    if report.id not in ordered_by(session, user_id):
        session.add(
            ReportReader(
                report_id=report.id, user_id=user_id, language=language, sent_for=month_of(today)
            )
        )
        session.flush()


def stop(session: Session, report_id: int, user_id: int) -> None:
    mine = (ReportReader.report_id == report_id) & (ReportReader.user_id == user_id)
    session.execute(delete(ReportReader).where(mine))


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def due(session: Session, today: date) -> list[int]:
    """The orders of which this month's letter is not written yet. Asked without writing."""
    query = select(ReportReader.id).where(ReportReader.sent_for < month_of(today))
    return list(session.scalars(query.order_by(ReportReader.id)))


def claim(session: Session, order_id: int, today: date) -> bool:
    """Whether it is this process's to write; in one transaction with the letter."""
    month = month_of(today)
    mine = update(ReportReader).where(ReportReader.id == order_id, ReportReader.sent_for < month)
    return bool(session.execute(mine.values(sent_for=month)).rowcount)  # type: ignore[attr-defined]
