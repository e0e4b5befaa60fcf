"""From a figure of the dashboard to the firms behind it, on screen and as a workbook."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.web.coverage_choice import Choice, Names
from crm.web.coverage_figures import Figures, Reasons
from crm.web.coverage_lookup import names, overviews, snapshot
from crm.web.file_names import file_name
from crm.web.firm_order import FirmOrder
from crm.web.firms_workbook import firms_workbook
from crm.web.names import reason_words, row_label
from crm.web.page import Page, page_of
from crm.web.sectors import code_title
from crm.web.telephones import to_call
from reports.measures.behind import BEHIND, BY_CONTACT

PAGE_SIZE = 50


class CoverageFirmsView(Page):
    """For those who may see firms; others see the figures alone."""

    route_base = "/coverage"
    class_permission_name = "Company"
    default_view = "firms"

    @expose("/firms")
    @has_access
    @permission_name("list")
    def firms(self) -> tuple[str, int]:
        known = names(self.session)
        choice, which = Choice.read(today(), known), _which()
        figures, order = Figures(snapshot(), choice, today()), FirmOrder.read()
        ids = order.of(self.session, figures.firms_behind(which))
        page = page_of(len(ids), PAGE_SIZE)
        return self._list(
            "coverage_firms.html",
            choice,
            ids=ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
            title=gettext(BEHIND[which]),
            which=which,
            on_day=None if which in BY_CONTACT else figures.reference_day,
            count=len(ids),
            page=page,
            names=known,
            order=order,
        )

    @expose("/never")
    @has_access
    @permission_name("list")
    def never(self) -> tuple[str, int]:
        """Small firms without an individual contact, the best next visits first."""
        known, order = names(self.session), FirmOrder.read()
        choice = Choice.read(today(), known)
        figures = Figures(snapshot(), choice, today())
        shown, reasons, count, page = self._never(figures, order)
        return self._list(
            "coverage_never.html",
            choice,
            ids=shown,
            title=_("No individual contact yet"),
            lead=_("Small firms without a single individual contact, best next visits first."),
            on_day=figures.reference_day,
            reasons=reasons,
            phones=to_call(self.session, shown, today()),
            count=count,
            page=page,
            names=known,
            order=order,
        )

    def _never(
        self, figures: Figures, order: FirmOrder
    ) -> tuple[list[int], dict[int, Reasons], int, int]:
        """Ids of a page, their reasons, how many there are, and which page it is."""
        if order:
            reasons = figures.never_reached()
            ids = order.of(self.session, list(reasons))
            page = page_of(len(ids), PAGE_SIZE)
            return ids[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], reasons, len(ids), page
        count = figures.never_count
        page = page_of(count, PAGE_SIZE)
        reasons = figures.never_reached(PAGE_SIZE, (page - 1) * PAGE_SIZE)
        return list(reasons), reasons, count, page

    def _list(
        self, template: str, choice: Choice, *, ids: list[int], **words: Any
    ) -> tuple[str, int]:
        rows = overviews(self.session, ids)
        page = self.render_template(
            template, choice=choice, rows=rows, size=PAGE_SIZE, code_title=code_title, **words
        )
        return str(page), 400 if choice.problems else 200

    @expose("/<any(firms, never):which>.xlsx")
    @has_access
    @permission_name("export")
    def export(self, which: str) -> Response:
        """The whole list as a workbook, narrowed and in the order of the page."""
        known, order = names(self.session), FirmOrder.read()
        choice = Choice.read(today(), known)
        if choice.problems:
            abort(400)
        figures = Figures(snapshot(), choice, today())
        if which == "never":
            title, reasons = gettext("No individual contact yet"), figures.never_reached()
            ids, said = list(reasons), {pk: reason_words(why) for pk, why in reasons.items()}
        else:
            title, said = gettext(BEHIND[_which()]), None
            ids = figures.firms_behind(_which())
        called = file_name(title, *_segment_words(choice, known), order.text, *_days(choice))
        return firms_workbook(self.session, order.of(self.session, ids), title, called, said)


def _which() -> str:
    which = request.args.get("contact", "all")
    return which if which in BEHIND else abort(400)


def _segment_words(choice: Choice, known: Names) -> list[str]:
    return [
        known.get(name, {}).get(value) or row_label(name, value)
        for name, value in choice.segment.chosen.items()
    ]


def _days(choice: Choice) -> tuple[str, str]:
    return choice.period.first.isoformat(), choice.period.last.isoformat()
