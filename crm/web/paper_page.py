"""What the pages of a council paper show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from crm.clock import today
from crm.models import CouncilPaper, PaperStep, ReportSnapshot, TextBlock
from crm.services.papers import on_the_day
from crm.web.page import Page
from crm.web.paper_figures import PaperFigures, Paragraph, figures_of, with_newer
from crm.web.paper_form import PaperForm
from crm.web.paper_motion import FilledIn
from crm.web.releasing import words_of
from reports.papers.as_pdf import can_be_made
from reports.papers.cite import written
from reports.papers.released import Released, released
from reports.report import TOTAL, Sheet

WHOLE = (
    selectinload(CouncilPaper.meetings),
    selectinload(CouncilPaper.steps).joinedload(PaperStep.by),
    selectinload(CouncilPaper.releases).undefer(ReportSnapshot.figures),
    joinedload(CouncilPaper.locked),
)


@dataclass(frozen=True)
class Cell:
    """A figure to be cited: ``name`` as in ``{{ name }}``; without one it is withheld."""

    text: str
    name: str = ""
    title: str = ""


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
                citable=list(_citable(chosen)),
                preview=preview,
                read=read,
            )
        )

    def sheet_page(self, snapshot: ReportSnapshot, key: str) -> str:
        report = released(snapshot, words_of(snapshot.language))
        sheet = report.sheets.get(key) or next(iter(report.sheets.values()))
        return str(
            self.render_template(
                "paper_figures.html",
                title=snapshot.title,
                snapshot=snapshot,
                sheet=sheet,
                sheet_title=_(sheet.title),
                tabs=[(each.key, _(each.tab)) for each in report.sheets.values()],
                columns=[(c.key, _(c.label)) for c in sheet.columns if not c.kind.is_text],
                rows=list(_rows(snapshot, report, sheet)),
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


def _citable(releases: Iterable[ReportSnapshot]) -> Iterator[tuple[ReportSnapshot, list[Cell]]]:
    """Of each release the figures of the first page, and its days."""
    for snapshot in releases:
        report = figures_of([snapshot]).releases[snapshot.report]
        period = Cell(report.period, f"{snapshot.report}.period", _("Period"))
        firsts = [_cell(snapshot, report, one.name, _(one.label)) for one in report.key_figures]
        yield snapshot, [period, *(each for each in firsts if each)]


def _cell(snapshot: ReportSnapshot, report: Released, name: str, title: str) -> Cell | None:
    """None where the release says nothing."""
    cited = report.find(name)
    if cited is None:
        return None
    if cited.value is None:
        return Cell(_("withheld"), "", title)
    return Cell(written(cited, report.language), f"{snapshot.report}.{name}", title)


def _rows(
    snapshot: ReportSnapshot, report: Released, sheet: Sheet
) -> Iterator[tuple[str, str, list[Cell | None]]]:
    """Code, label and cells of each row."""
    names = sheet.columns[0].names or {}
    for row in report.rows(sheet):
        label = _(sheet.total_label or "Total") if row == TOTAL else names.get(row, row)
        cells = [
            _cell(snapshot, report, f"{sheet.key}.{row}.{column.key}", "")
            for column in sheet.columns
            if not column.kind.is_text
        ]
        if any(cells):
            yield row, (_(label) if label else row), cells
