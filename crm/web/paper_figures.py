"""The figures of a paper's text: what stands there, what cannot, and what is newer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from crm.errors import DomainError
from crm.models import ReportSnapshot
from crm.services.papers import newer_releases
from crm.web.citable import citable_of
from reports.catalogue import REPORTS
from reports.papers.cite import Figures, Part
from reports.papers.make import POINT, paragraphs


@dataclass(frozen=True)
class Shown:
    """``now``: what a newer release says instead; ``refused``: why nothing stands there."""

    text: str
    name: str = ""
    refused: str = ""
    release: ReportSnapshot | None = None
    now: str = ""


@dataclass(frozen=True)
class Paragraph:
    parts: tuple[Shown, ...]
    is_point: bool


@dataclass(frozen=True)
class Newer:
    """A release that came after the one that the paper cites, and how many figures differ."""

    old: ReportSnapshot
    new: ReportSnapshot
    differs: int


class PaperFigures:
    def __init__(self, releases: Iterable[ReportSnapshot], newer: Iterable[ReportSnapshot] = ()):
        self.releases = {each.report: each for each in releases}
        self.newer = {each.report: each for each in newer}
        self.figures = figures_of(self.releases.values())
        self._newer = figures_of(self.newer.values())

    def paragraphs(self, text: str) -> list[Paragraph]:
        return [
            Paragraph(
                tuple(self._shown(part) for part in self.figures.parts(each.removeprefix(POINT))),
                each.startswith(POINT),
            )
            for each in paragraphs(text)
        ]

    def _shown(self, part: Part) -> Shown:
        if not part.name:
            return Shown(part.text)
        if part.refused:
            return Shown(part.text, part.name, self._why(part.name, part.refused))
        return Shown(part.text, part.name, "", self._release(part), self._now(part))

    def _why(self, name: str, refused: DomainError) -> str:
        """Of all figures of a report that has no release here, one sentence."""
        report = next((each for each in REPORTS if each.name == name.partition(".")[0]), None)
        if report is None or report.name in self.releases:
            return refused.said(_)
        message = _("The text cites figures of “%(title)s”, of which no release belongs to the"
                    " paper. Choose one when you change it.", title=_(report.title))  # fmt: skip
        return str(message)

    def _release(self, part: Part) -> ReportSnapshot:
        return self.releases[part.name.partition(".")[0]]

    def _now(self, part: Part) -> str:
        """Empty where it is the same."""
        if part.name.partition(".")[0] not in self.newer:
            return ""
        newest = next(each for each in self._newer.parts(f"{{{{ {part.name} }}}}") if each.name)
        said = _("not to be cited") if newest.refused else newest.text
        return "" if said == part.text else said

    def changed(self, text: str) -> Iterator[Newer]:
        """Releases that are newer than those the paper cites."""
        shown = [part for each in self.paragraphs(text) for part in each.parts]
        for report, new in self.newer.items():
            old = self.releases[report]
            yield Newer(
                old, new, len({one.name for one in shown if one.release is old and one.now})
            )


def figures_of(releases: Iterable[ReportSnapshot]) -> Figures:
    """Without those of reports that there are no more."""
    known = {each.name for each in REPORTS}
    return Figures({each.report: citable_of(each) for each in releases if each.report in known})


def with_newer(session: Session, releases: Iterable[ReportSnapshot]) -> PaperFigures:
    known = list(releases)
    return PaperFigures(known, newer_releases(session, known))
