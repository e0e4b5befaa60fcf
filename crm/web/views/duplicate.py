"""Two firms that may be one, side by side: the same, two firms, or later; and the next two."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms.validators import InputRequired

from crm.clock import today
from crm.enums import MatchVerdict
from crm.models import Company, CompanyOverview, MatchDecision
from crm.models.base import LARGEST_NUMBER
from crm.services import match_decisions
from crm.services.compare_firms import compared, sides, who_stays
from crm.services.reasons import told
from crm.web import jobs
from crm.web.duplicates import SEARCH, begin_search, under_way
from crm.web.fields import RemoteSelectField
from crm.web.forms import CrmForm
from crm.web.page import Page, whole_number
from crm.web.tapping import tap

SAID = {
    MatchVerdict.SAME: _("Merged. Both histories stand together now."),
    MatchVerdict.DIFFERENT: _("Two firms. Nobody is asked about these two again."),
    MatchVerdict.LATER: _("Put off. These two come again after all others."),
}


class TwinForm(CrmForm):
    company = RemoteSelectField(
        _("The other firm"),
        [InputRequired(_("Choose the firm."))],
        model=CompanyOverview,
        endpoint="SearchView.suggest",
    )


class DuplicateView(Page):
    route_base = "/duplicates"
    class_permission_name = "Duplicate"
    default_view_permission = "list"

    @expose("/")
    @has_access
    @permission_name("list")
    def index(self) -> str:
        pair = self._asked_for() or match_decisions.next_waiting(self.session)
        return str(
            self.render_template(
                "duplicates.html",
                title=gettext("Check duplicates"),
                pair=pair,
                waiting=match_decisions.how_many(self.session),
                last=match_decisions.last_decided(self.session, g.user.id),
                searching=under_way(),
                **(self._compared(pair) if pair else {}),
            )
        )

    def _asked_for(self) -> MatchDecision | None:
        pk = whole_number("pair", 0, 0, LARGEST_NUMBER)
        found: MatchDecision | None = (
            self.find(MatchDecision, pk, match_decisions.waiting()) if pk else None
        )
        return found

    def _compared(self, pair: MatchDecision) -> dict[str, Any]:
        found = sides(self.session, [pk for pk in (pair.company_id, pair.other_id) if pk])
        stays, goes = who_stays(*found.values())
        if request.args.get("stays") == str(goes.company.id):
            stays, goes = goes, stays
        return {
            "stays": stays,
            "goes": goes,
            "lines": compared(stays, goes),
            "reasons": told(pair.reasons, gettext),
            "swapped": url_for("DuplicateView.index", pair=pair.id, stays=goes.company.id),
        }

    @expose("/<int:pk>/<any(same, different, later):verdict>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def decide(self, pk: int, verdict: str) -> Response:
        pair: MatchDecision = self.find(MatchDecision, pk)
        stays = request.form.get("stays", type=int)
        said = MatchVerdict(verdict)
        if tap(
            self.session,
            lambda: match_decisions.decide(self.session, pair, said, today(), stays),
        ):
            flash(str(SAID[said]), "success")
        return redirect(url_for("DuplicateView.index"))

    @expose("/<int:pk>/undo", methods=["POST"])
    @has_access
    @permission_name("edit")
    def undo(self, pk: int) -> Response:
        pair: MatchDecision = self.find(MatchDecision, pk)
        if tap(self.session, lambda: match_decisions.undo(self.session, pair)):
            flash(gettext("Taken back. Here are the two again."), "success")
            return redirect(url_for("DuplicateView.index", pair=pk))
        return redirect(url_for("DuplicateView.index"))

    @expose("/of/<int:pk>", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def of(self, pk: int) -> str | Response:
        """Somebody knows of two firms that they are one."""
        firm: Company = self.find(Company, pk)
        form = TwinForm()
        if form.is_submitted() and form.validate():
            twin = form.company.data
            asked: list[MatchDecision] = []
            if tap(self.session, lambda: asked.append(self._ask(firm.id, twin.id))):
                return redirect(url_for("DuplicateView.index", pair=asked[0].id))
        title = gettext("Which firm is the same as %(firm)s?", firm=firm)
        return str(self.render_template("duplicate_of.html", title=title, firm=firm, form=form))

    def _ask(self, company_id: int, other_id: int) -> MatchDecision:
        return match_decisions.ask_again(self.session, company_id, other_id)

    @expose("/search", methods=["POST"])
    @has_access
    @permission_name("edit")
    def search(self) -> Response:
        return redirect(url_for("DuplicateView.searching", key=begin_search(g.user.id)))

    @expose("/search/<key>")
    @has_access
    @permission_name("list")
    def searching(self, key: str) -> str | Response:
        title = gettext("Search for duplicates")
        return str(
            self.render_template(
                "duplicates_running.html", title=title, state=_search(key), key=key
            )
        )

    @expose("/search/<key>/state")
    @has_access
    @permission_name("list")
    def state(self, key: str) -> dict[str, Any]:
        """Whoever reviews may watch it, whoever began it."""
        return _search(key).as_json()


def _search(key: str) -> jobs.State:
    found = jobs.state(key)
    if found is None or found.work != SEARCH:
        abort(404)
    return found
