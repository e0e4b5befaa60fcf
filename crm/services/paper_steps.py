"""The way of a council paper: into its route, back, released and locked, and dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm.enums import N_, PaperAct, PaperState
from crm.errors import DomainError, Refusals
from crm.models import CouncilPaper, PaperFile, PaperMeeting
from crm.models.base import utc_now
from crm.rules.paper import route_problems
from crm.services.papers import note, refuse_unless


@dataclass(frozen=True)
class Approval:
    """As the head of the paper names it; both may be lacking."""

    on: date | None = None
    by: str | None = None


@dataclass(frozen=True)
class Made:
    """The text with all figures, and the document made of it."""

    text: str
    document: bytes


def send(session: Session, paper: CouncilPaper, user_id: int | None) -> None:
    refuse_unless(paper, PaperState.DRAFT)
    meetings = [{"body": each.body, "day": each.day} for each in paper.meetings]
    found = list(route_problems({"text": paper.text, "meetings": meetings}))
    if found:
        raise Refusals(found)
    _move(paper, PaperState.IN_ROUTE, PaperAct.SENT, user_id)
    session.flush()


def take_back(session: Session, paper: CouncilPaper, reason: str, user_id: int | None) -> None:
    refuse_unless(paper, PaperState.IN_ROUTE)
    if not reason.strip():
        raise DomainError(N_("Say why the paper is taken back."))
    _move(paper, PaperState.DRAFT, PaperAct.TAKEN_BACK, user_id, reason.strip())
    session.flush()


def approve(paper: CouncilPaper, approval: Approval) -> None:
    """What its document says of it must stand there before that is made."""
    refuse_unless(paper, PaperState.IN_ROUTE)
    if bool(approval.on) != bool(approval.by):
        raise DomainError(N_("An approval has its day and says who approved."))
    if approval.on and approval.on < paper.dated_on:
        raise DomainError(N_("The approval lies before the day of the paper."))
    paper.approved_on, paper.approved_by = approval.on, approval.by


def release(session: Session, paper: CouncilPaper, made: Made, user_id: int | None) -> PaperFile:
    """From now on nothing of it changes; its releases cannot be removed either."""
    refuse_unless(paper, PaperState.IN_ROUTE)
    digest = sha256(made.document).hexdigest()
    paper.locked = PaperFile(
        text=made.text, document=made.document, sha256=digest, locked_at=utc_now()
    )
    _move(paper, PaperState.RELEASED, PaperAct.RELEASED, user_id)
    _done_where_all_met(paper)
    session.flush()
    return paper.locked


def hold(
    session: Session,
    paper: CouncilPaper,
    meeting: PaperMeeting,
    today: date,
    user_id: int | None,
) -> None:
    """The meeting took place. After the last one of a released paper it is dealt with."""
    refuse_unless(paper, PaperState.IN_ROUTE, PaperState.RELEASED)
    if meeting.day is None or meeting.day > today:
        raise DomainError(N_("The day of this meeting has not come yet."))
    if meeting.is_held:
        return
    meeting.is_held = True
    paper.changed_at = utc_now()
    note(paper, PaperAct.MEETING_HELD, user_id, meeting.body)
    _done_where_all_met(paper)
    session.flush()


def _done_where_all_met(paper: CouncilPaper) -> None:
    if paper.state is PaperState.RELEASED and all(each.is_held for each in paper.meetings):
        paper.state = PaperState.HELD


def _move(
    paper: CouncilPaper,
    state: PaperState,
    act: PaperAct,
    user_id: int | None,
    words: str | None = None,
) -> None:
    paper.state = state
    paper.changed_at = utc_now()
    note(paper, act, user_id, words)


def known_file(session: Session, content: bytes) -> PaperFile | None:
    """The released paper whose document, or PDF, this is to the byte."""
    digest = sha256(content).hexdigest()
    same = or_(PaperFile.sha256 == digest, PaperFile.pdf_sha256 == digest)
    return session.scalars(select(PaperFile).where(same)).first()


def keep_pdf(session: Session, file: PaperFile, pdf: bytes) -> None:
    """The first that was made stays: LibreOffice writes the hour into each."""
    if file.pdf is None:
        file.pdf, file.pdf_sha256 = pdf, sha256(pdf).hexdigest()
        session.flush()
