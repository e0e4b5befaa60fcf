"""What the pages of a council paper show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from crm.clock import today
from crm.models import CouncilPaper, PaperStep, ReportSnapshot, TextBlock
from crm.services.papers import on_the_day
from crm.web.citable import citable
from crm.web.page import Page
from crm.web.paper_figures import PaperFigures, Paragraph, with_newer
from crm.web.paper_form import PaperForm
from crm.web.paper_motion import FilledIn
from reports.pdf import can_be_made

WHOLE = (
    selectinload(CouncilPaper.meetings),
    selectinload(CouncilPaper.steps).joinedload(PaperStep.by),
    selectinload(CouncilPaper.releases).undefer(ReportSnapshot.figures),
    joinedload(CouncilPaper.locked),
)


class PaperPage(Page):
    route_base = "/papers"
    class_permission_name = "Paper"
    default_view_permission = "show"

    def paper(self, pk: int) -> CouncilPaper:
        found: CouncilPaper = self.find(CouncilPaper, pk, None, *WHOLE)
        return found

    def page(self, paper: CouncilPaper, **more: Any) -> str:
        figures = self._figures(paper)
        return str(
            self.render_template(
                "paper.html",
                title=f"{paper.number}: {paper.subject}",
                paper=paper,
                paragraphs=_as_it_will_be(paper, figures),
                newer=list(figures.changed(paper.text)),
                may_tick={each.id for each in on_the_day(paper, today())},
                pdf_can_be_made=can_be_made(),
                **more,
            )
        )

    def _figures(self, paper: CouncilPaper) -> PaperFigures:
        """What is released is not held against anything newer."""
        if paper.state.is_locked:
            return PaperFigures(paper.releases)
        return with_newer(self.session, paper.releases)

    def form_page(
        self,
        form: PaperForm,
        paper: CouncilPaper | None,
        releases: Iterable[ReportSnapshot],
        read: FilledIn | None,
    ) -> str:
        chosen = list(releases)
        preview = None
        if "preview" in request.form:
            preview = PaperFigures(chosen).paragraphs(form.text.data or "")
        blocks = select(TextBlock).order_by(TextBlock.position, TextBlock.id)
        return str(
            self.render_template(
                "paper_form.html",
                title=_("Change the paper") if paper else _("New paper"),
                form=form,
                paper=paper,
                blocks=self.session.scalars(blocks).all(),
                citable=list(citable(chosen)),
                preview=preview,
                read=read,
            )
        )


def _as_it_will_be(paper: CouncilPaper, figures: PaperFigures) -> list[Paragraph]:
    """What is released is shown as it was, also where its figures are not found by name any more:
    reports change over the years.
    """
    found = figures.paragraphs(paper.text)
    if paper.locked and any(part.refused for each in found for part in each.parts):
        return PaperFigures(()).paragraphs(paper.locked.text)
    return found
