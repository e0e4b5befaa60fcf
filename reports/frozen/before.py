"""What was released of a period before: nobody is to subtract one file from another."""

from collections.abc import Callable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.models import ReportSnapshot
from reports.asked import Asked
from reports.catalogue import report_named
from reports.frozen.cells import cells
from reports.frozen.since import Last
from reports.frozen.tables import source_over
from reports.frozen.verify import Kept
from reports.period import Period
from reports.protect.earlier import Earlier, renamed
from reports.translate import Translate
from reports.words import long_day

BEFORE, AFTER = "_before", "_after"
"""Reports show the period before beside their own, under such names."""


def released_before(session: Session, report: str, period: Period) -> list[Earlier]:
    """The oldest first, counted again from the rows that were kept: of all reports of the period,
    and of the periods beside it where the later report shows the earlier one's.
    """
    first, last = ReportSnapshot.first_day, ReportSnapshot.last_day
    near = or_(last < period.first, first > period.last)
    same = (first == period.first) & (last == period.last)
    snapshots = session.scalars(
        select(ReportSnapshot).where(or_(same, near)).order_by(ReportSnapshot.id)
    )
    found = ((snapshot, _name(snapshot, report, period)) for snapshot in snapshots)
    return [renamed(_earlier(snapshot), name) for snapshot, name in found if name]


def last_release(
    session: Session, report: str, period: Period, language: str, translate: Translate
) -> Last | None:
    """Of the same report and period, as it was published; its day in the ``language``."""
    of_the_same = (
        (ReportSnapshot.report == report)
        & (ReportSnapshot.first_day == period.first)
        & (ReportSnapshot.last_day == period.last)
    )
    newest = select(ReportSnapshot).where(of_the_same).order_by(ReportSnapshot.id.desc()).limit(1)
    snapshot = session.scalars(newest).first()
    if snapshot is None:
        return None
    kept = Kept(snapshot, translate)
    day = long_day(kept.made_at.date(), language)
    return Last(report, snapshot.mark, day, cells(kept.published()))


def period_of(snapshot: ReportSnapshot) -> Period:
    return Period(snapshot.first_day, snapshot.last_day)


def _name(snapshot: ReportSnapshot, report: str, ours: Period) -> Callable[[str], str] | None:
    """What we call a measure of theirs; None where the two have nothing to do with each other."""
    theirs = period_of(snapshot)
    if theirs == ours:
        return lambda measure: measure
    if theirs == ours.previous() and _shows_before(report):
        return lambda measure: f"{measure}{BEFORE}"
    if theirs.previous() == ours and _shows_before(snapshot.report):
        return _without_before
    return None


def _shows_before(report: str) -> bool:
    """Whether it prints counts of the period before its own."""
    return any(
        sheet.lines or any(each.counts.endswith(BEFORE) for each in (*sheet.columns, *sheet.unseen))
        for sheet in report_named(report).sheets
    )


def _without_before(measure: str) -> str:
    bare = measure.removesuffix(BEFORE)
    return bare if bare != measure else f"{measure}{AFTER}"


def _earlier(snapshot: ReportSnapshot) -> Earlier:
    """Slow to import what solves the programmes, and only publications need it."""
    from reports.protect.protected import published_before

    kept, known = Kept(snapshot, str), report_named(snapshot.report).known
    assert known is not None, "else it would not have been released"
    with source_over(kept.tables, snapshot.mark) as source:
        book = kept.made(source)
    asked = Asked(period_of(snapshot), snapshot.as_of)
    return published_before(book, known(asked), kept.withheld)
