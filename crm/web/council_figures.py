"""The council's dashboard: every number of it stands in the newest released report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import District, ReportSnapshot
from crm.web.board_figures import Panel, ShownTile
from reports.boards.board import Better
from reports.boards.released import PICTURES, released_pages
from reports.definitions.coverage import COVERAGE
from reports.report import TOTAL
from reports.writers.book import Page


def newest_release(session: Session) -> ReportSnapshot | None:
    """Of the coverage report, the one whose period ends last."""
    query = select(ReportSnapshot).where(ReportSnapshot.report == COVERAGE.name)
    order = ReportSnapshot.last_day.desc(), ReportSnapshot.id.desc()
    return session.scalars(query.order_by(*order).limit(1)).first()


def district_names(session: Session) -> dict[str, str]:
    return {row.number: row.name for row in session.execute(select(District.number, District.name))}


class CouncilFigures:
    def __init__(self, snapshot: ReportSnapshot, districts: Mapping[str, str]) -> None:
        self.snapshot = snapshot
        self.districts = districts

    @cached_property
    def pages(self) -> dict[str, Page]:
        return released_pages(self.snapshot, gettext, self.districts)

    @property
    def tiles(self) -> list[ShownTile]:
        return [
            ShownTile(
                gettext(figure.label), gettext(figure.note),
                next(c.kind for c in page.columns if c.key == figure.column),
                self._said(page, figure.row, figure.column), None, Better.NEITHER, None,
            )
            for figure in COVERAGE.key_figures
            for page in [self.pages[figure.sheet]]
        ]  # fmt: skip

    @staticmethod
    def _said(page: Page, row: str, column: str) -> Any:
        return page.value(row, column) if row in (TOTAL, *page.names) else None

    @property
    def panels(self) -> list[Panel]:
        return [self._panel(picture) for picture in PICTURES]

    def _panel(self, picture: Any) -> Panel:
        page = self.pages[picture.sheet.key]
        columns = tuple(column for column in page.columns if column.key in picture.shown)
        return Panel(picture, page, columns)

    @property
    def has_withheld(self) -> bool:
        return any(page.has_withheld for page in self.pages.values())
