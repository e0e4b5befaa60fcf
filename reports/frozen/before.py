"""What was released of a report and a period before: nobody is to subtract one from another."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import ReportSnapshot
from reports.asked import Asked
from reports.catalogue import report_named
from reports.frozen.tables import source_over
from reports.frozen.verify import Kept
from reports.period import Period
from reports.protect.earlier import Earlier


def released_before(session: Session, report: str, period: Period) -> list[Earlier]:
    """The oldest first; counted again from the rows that were kept."""
    of_it = (
        ReportSnapshot.report == report,
        ReportSnapshot.first_day == period.first,
        ReportSnapshot.last_day == period.last,
    )
    found = session.scalars(select(ReportSnapshot).where(*of_it).order_by(ReportSnapshot.id))
    return [_earlier(snapshot) for snapshot in found]


def _earlier(snapshot: ReportSnapshot) -> Earlier:
    """Slow to import what solves the programmes, and only publications need it."""
    from reports.protect.protected import published_before

    kept, known = Kept(snapshot, str), report_named(snapshot.report).known
    assert known is not None, "else it would not have been released"
    asked = Asked(Period(snapshot.first_day, snapshot.last_day), snapshot.as_of)
    with source_over(kept.tables, snapshot.mark) as source:
        book = kept.made(source)
    return published_before(book, known(asked), set(snapshot.hidden.splitlines()))
