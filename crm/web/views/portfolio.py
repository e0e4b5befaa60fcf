"""Firms in care: next due by their class's rhythm, by district, so that a morning is a trip."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response, abort, flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from crm.clock import today
from crm.models.base import LARGEST_NUMBER
from crm.services.portfolio import Firm, firms_in_care, set_classes, some_of, trips
from crm.web.addresses import back_to
from crm.web.choices import advisors, care_classes
from crm.web.formats import show
from crm.web.languages import current_language
from crm.web.numbers import read_number
from crm.web.page import Page, page_of
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo
from reports.report import Column, Kind
from reports.writers.listing import write_csv, write_xlsx

MINE, TEAM = "mine", "team"
NO_CLASS = "none"
SIZE = 80
COLUMNS = (
    ("firm", _("Firm"), Kind.TITLE), ("address", _("Address"), Kind.TITLE),
    ("district", _("District"), Kind.LABEL), ("size_class", _("Size"), Kind.LABEL),
    ("care_class", _("Care class"), Kind.LABEL), ("advisor", _("Advisor"), Kind.LABEL),
    ("last_individual_on", _("Last individual contact"), Kind.DATE),
    ("due_on", _("Due on"), Kind.DATE), ("planned_on", _("Planned for"), Kind.DATE),
    ("no_contact_since", _("Wants no contact since"), Kind.DATE),
)  # fmt: skip


class PortfolioView(Page):
    """One's own firms; those who lead a team see its members'."""

    route_base = "/portfolio"
    class_permission_name = "Portfolio"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        firms = self._firms()
        due_only = request.args.get("due") == "1"
        shown = [firm for firm in firms if firm.is_due(today())] if due_only else firms
        page = page_of(len(shown), SIZE)
        return str(
            self.render_template(
                "portfolio.html",
                title=_("Firms in care"),
                lead=_("Who is to be spoken to next, district by district."),
                trips=some_of(trips(shown, today()), (page - 1) * SIZE, SIZE),
                count=len(firms),
                page=page,
                size=SIZE,
                shown=len(shown),
                address=self._address,
                due=sum(firm.is_due(today()) for firm in firms),
                unclassed=sum(firm.due_on is None for firm in firms),
                due_only=due_only,
                whose=self._whose(),
                people=self._people(),
                classes=care_classes(),
            )
        )

    def _address(self, **changes: Any) -> str:
        return url_for("PortfolioView.index", **{**request.args.to_dict(), **changes})

    @expose("/class", methods=["POST"])
    @has_access
    @permission_name("edit")
    def care_class(self) -> AnyResponse:
        before = {firm.row.id: firm.row.care_class_id for firm in self._firms()}
        wanted = {pk: chosen for pk, chosen in self._wanted() if pk in before}
        known = {None, *(each.id for each in care_classes())}
        if not known.issuperset(wanted.values()):
            abort(400)
        if not wanted:
            flash(_("Tick the firms and choose the class."), "danger")
        elif tap(self.session, lambda: set_classes(self.session, wanted)):
            said = ngettext("%(num)s firm has a new class.", "%(num)s firms have a new class.",
                            len(wanted))  # fmt: skip
            was = " ".join(f"{pk}:{before[pk] or NO_CLASS}" for pk in wanted)
            here = url_for("PortfolioView.care_class")
            flash_with_undo(said, here, was=was, advisor=self._whose())
        return redirect(back_to("/portfolio/"))

    def _wanted(self) -> list[tuple[int, int | None]]:
        """Those ticked with the class that was chosen, or each with the one that it had (undo)."""
        chosen = request.form.get("care_class", "")
        pairs = [(firm, chosen) for firm in request.form.getlist("firm") if chosen]
        was = [each.partition(":")[::2] for each in request.form.get("was", "").split()]
        return [
            (read_number(firm) or 0, None if code == NO_CLASS else read_number(code) or 0)
            for firm, code in pairs + was
        ]

    @expose("/export.<any(xlsx, csv):suffix>")
    @has_access
    @permission_name("export")
    def export(self, suffix: str) -> Response:
        stream = io.BytesIO()
        columns = [Column(name, str(label), kind) for name, label, kind in COLUMNS]
        if suffix == "xlsx":
            title = str(_("Firms in care"))
            language = current_language()
            write_xlsx(columns, self._cells(), stream, title=title, language=language)
        else:
            write_csv(columns, self._cells(), stream)
        stream.seek(0)
        name = _("firms-in-care")
        return send_file(stream, as_attachment=True, download_name=f"{name}.{suffix}")

    def _cells(self) -> Iterator[Sequence[Any]]:
        for trip in trips(self._firms(), today()):
            for firm in trip.firms:
                row = firm.row
                yield [row.firm, row.address, row.district, show(row.size_class), row.care_class,
                       row.advisor, row.last_individual_on, firm.due_on,
                       firm.planned_on, row.no_contact_since]  # fmt: skip

    def _firms(self) -> list[Firm]:
        whose = self._whose()
        ids = {
            MINE: {current_viewer.advisor_id} - {None},
            TEAM: current_viewer.advisor_ids,
        }.get(whose) or {read_number(whose) or 0}  # fmt: skip
        return firms_in_care(self.session, [pk for pk in ids if pk], today())

    def _whose(self) -> str:
        """mine, team, or the id of somebody whose work the viewer sees; else 400."""
        usual = TEAM if current_viewer.advisor_id is None else MINE
        whose = request.values.get("advisor", "") or usual
        number = min(read_number(whose) or 0, LARGEST_NUMBER)
        if whose not in (MINE, TEAM) and number not in {pk for pk, _name in self._people()}:
            abort(400)
        return whose

    def _people(self) -> list[tuple[int, str]]:
        """Whom those who lead may look at."""
        everybody = current_viewer.changes_everything
        theirs = current_viewer.colleague_ids
        return [(each.id, each.name) for each in advisors() if everybody or each.id in theirs]
