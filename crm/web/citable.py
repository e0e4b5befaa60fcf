"""The figures that papers may cite, with the names under which they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from crm.models import ReportSnapshot
from crm.web.releasing import words_of
from reports.catalogue import REPORTS
from reports.papers.cite import written
from reports.papers.released import Released, released
from reports.report import TOTAL, Sheet


@dataclass(frozen=True)
class Cell:
    """A figure to be cited: ``name`` as in ``{{ name }}``; without one it is withheld."""

    text: str
    name: str = ""
    title: str = ""


def citable_of(snapshot: ReportSnapshot) -> Released:
    return released(snapshot, words_of(snapshot.language))


def citable(releases: Iterable[ReportSnapshot]) -> Iterator[tuple[ReportSnapshot, list[Cell]]]:
    """Of each release the figures of the first page, and its days."""
    known = {each.name for each in REPORTS}
    for snapshot in (each for each in releases if each.report in known):
        report = citable_of(snapshot)
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


def rows_of(
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
