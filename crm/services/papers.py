"""Council papers: written down, changed while they are drafts, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import Session, undefer

from crm.enums import N_, PaperAct, PaperState
from crm.errors import DomainError
from crm.models import CouncilPaper, PaperMeeting, PaperStep, ReportSnapshot
from crm.models.base import new_client_key, utc_now
from crm.rules import Values

PLAIN = (
    "number", "kind", "city", "office", "dated_on", "subject", "motion_number", "motion_by",
    "motion_title", "motion_on", "deputy", "contact", "signed_by", "text",
)  # fmt: skip
LONGEST_WORDS = 200


def add_paper(session: Session, values: Values, user_id: int | None) -> CouncilPaper:
    paper = CouncilPaper(client_key=values.get("client_key") or new_client_key())
    _write(session, paper, values)
    note(paper, PaperAct.WRITTEN, user_id)
    session.add(paper)
    session.flush()
    return paper


def change_paper(
    session: Session, paper: CouncilPaper, values: Values, user_id: int | None
) -> None:
    """DomainError for what is no draft."""
    refuse_unless(paper, PaperState.DRAFT)
    _write(session, paper, values)
    note(paper, PaperAct.CHANGED, user_id)
    session.flush()


def _write(session: Session, paper: CouncilPaper, values: Values) -> None:
    for name in PLAIN:
        if name in values:
            setattr(paper, name, values[name])
    paper.changed_at = utc_now()
    if "meetings" in values:
        _route(paper, values["meetings"])
    if "release_ids" in values:
        wanted = select(ReportSnapshot).where(ReportSnapshot.id.in_(values["release_ids"]))
        paper.releases = list(session.scalars(wanted.order_by(ReportSnapshot.id)))
        _refuse_two_of_a_report(paper.releases)


def _route(paper: CouncilPaper, meetings: Iterable[Values]) -> None:
    """Rows are written over in their order: a place in the route is no entry of its own."""
    wanted = [each for each in meetings if each.get("body")]
    for at, each in enumerate(wanted):
        if at == len(paper.meetings):
            paper.meetings.append(PaperMeeting(position=at, body=each["body"]))
        meeting = paper.meetings[at]
        if (meeting.body, meeting.day) != (each["body"], each.get("day")):
            meeting.is_held = False
        meeting.body, meeting.day = each["body"], each.get("day")
        meeting.starts_at = each.get("starts_at")
    del paper.meetings[len(wanted) :]


def _refuse_two_of_a_report(releases: Sequence[ReportSnapshot]) -> None:
    """Their figures would have the same names."""
    names = [each.report for each in releases]
    double = next((each for each in releases if names.count(each.report) > 1), None)
    if double is not None:
        message = N_("Of each report one release: %(title)s is chosen twice.")
        raise DomainError(message, title=double.title)


def note(paper: CouncilPaper, act: PaperAct, user_id: int | None, words: str | None = None) -> None:
    cut = words[:LONGEST_WORDS] if words else None
    paper.steps.append(PaperStep(act=act, by_id=user_id, words=cut, happened_at=utc_now()))


def refuse_unless(paper: CouncilPaper, *states: PaperState) -> None:
    if paper.state in states:
        return
    if paper.state.is_locked:
        raise DomainError(N_("The paper is released. Nothing in it changes any more."))
    if paper.state is PaperState.IN_ROUTE:
        raise DomainError(N_("The paper is in its route. Take it back before you change it."))
    raise DomainError(N_("The paper is a draft. Send it into its route first."))


def newer_releases(
    session: Session, releases: Iterable[ReportSnapshot]
) -> Sequence[ReportSnapshot]:
    """Of each the latest that was released since, of the same days or later ones; with figures."""
    since = [
        (ReportSnapshot.report == each.report)
        & (ReportSnapshot.id > each.id)
        & (ReportSnapshot.last_day >= each.last_day)
        for each in releases
    ]
    latest = select(func.max(ReportSnapshot.id)).where(or_(false(), *since))
    whole = select(ReportSnapshot).options(undefer(ReportSnapshot.figures))
    mine = whole.where(ReportSnapshot.id.in_(latest.group_by(ReportSnapshot.report)))
    return session.scalars(mine).all()


def take_over(
    session: Session,
    paper: CouncilPaper,
    snapshot: ReportSnapshot,
    words: str,
    user_id: int | None,
) -> None:
    """The paper cites this release from now on, instead of the one of the same report."""
    refuse_unless(paper, PaperState.DRAFT)
    paper.releases = [
        snapshot if each.report == snapshot.report else each for each in paper.releases
    ]
    paper.changed_at = utc_now()
    note(paper, PaperAct.TAKEN_OVER, user_id, words)
    session.flush()


def on_the_day(paper: CouncilPaper, today: date) -> list[PaperMeeting]:
    """Meetings that may be ticked off: their day has come."""
    return [each for each in paper.meetings if not each.is_held and each.day and each.day <= today]
