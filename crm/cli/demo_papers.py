"""The demo's council papers: one released in 2004, one in its route, one being written."""

from io import BytesIO
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.cli.language import _
from crm.clock import today
from crm.models import CouncilPaper, Login
from crm.services import paper_steps, papers
from reports.papers.cite import Figures
from reports.papers.make import write
from reports.papers.on_file import paper_of

WRITER = "berichte"


def add_papers(session: Session) -> None:
    """Where there are none yet."""
    from seed.papers import paper_values

    if session.scalar(select(CouncilPaper.id).limit(1)) is not None:
        return
    writer = session.scalar(select(Login.id).where(Login.username == WRITER))
    of_2004, in_route, _draft = (
        (papers.add_paper(session, values, writer), values) for values in paper_values(today())
    )
    for paper, _values in (of_2004, in_route):
        paper_steps.send(session, paper, writer)
    _release(session, *of_2004, writer)
    for paper in (of_2004[0], in_route[0]):
        for meeting in papers.on_the_day(paper, today()):
            paper_steps.hold(session, paper, meeting, today(), writer)


def _release(
    session: Session, paper: CouncilPaper, values: dict[str, Any], writer: int | None
) -> None:
    approval = paper_steps.Approval(values["approved_on"], values["approved_by"])
    paper_steps.approve(paper, approval)
    document = BytesIO()
    write(paper_of(paper), Figures({}), _, document)
    made = paper_steps.Made(paper.text, document.getvalue())
    paper_steps.release(session, paper, made, writer)
