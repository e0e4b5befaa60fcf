"""A council paper that is on file, as it is written into a document."""

from datetime import datetime, time

from crm.models import CouncilPaper, PaperMeeting
from reports.papers.paper import Motion, Paper, Station


def paper_of(row: CouncilPaper) -> Paper:
    return Paper(
        kind=row.kind,
        city=row.city,
        office=row.office,
        number=row.number,
        on=row.dated_on,
        subject=row.subject,
        text=row.text,
        motion=_motion(row),
        route=tuple(_station(each) for each in row.meetings),
        deputy=row.deputy or "",
        approved_on=row.approved_on,
        approved_by=row.approved_by or "",
        contact=row.contact or "",
        signed_by=row.signed_by or "",
    )


def _motion(row: CouncilPaper) -> Motion | None:
    if not (row.motion_number and row.motion_by and row.motion_on):
        return None
    return Motion(row.motion_number, row.motion_by, row.motion_on)


def _station(meeting: PaperMeeting) -> Station:
    """Without a time its day alone is printed."""
    if meeting.day is None:
        return Station(meeting.body)
    at = meeting.starts_at
    return Station(
        meeting.body, datetime.combine(meeting.day, at or time()), has_time=at is not None
    )
