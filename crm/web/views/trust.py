"""Which source is believed before which: arranged, tried, then done.

The order being arranged stands in the address until it is saved.
"""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response as AnyResponse

from crm.models import TrustChange
from crm.rules.trust import Places, as_text, from_text, moved
from crm.services.trust import order_of_trust
from crm.web import jobs
from crm.web.fact_changes import SHOWN, download
from crm.web.page import Page
from crm.web.trusting import TRUST, Trusting, begin_trust, in_words, known, title_of
from crm.web.views.job import own_job

CHANGES_SHOWN = 10


class TrustView(Page):
    route_base = "/administration/trust"
    class_permission_name = "Trust"
    default_view = "show"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def show(self) -> str | AnyResponse:
        sources = known(self.session)
        stored = order_of_trust(self.session, sources)
        asked = request.args.get("order")
        places = from_text(asked, sources) if asked else stored
        if places is None:
            abort(400)
        return str(
            self.render_template(
                "trust.html",
                title=_("Order of trust"),
                places=places,
                steps=_steps(places, sources),
                before=as_text(stored),
                after=as_text(places),
                title_of=title_of,
                in_words=in_words,
                changes=self._changes(),
            )
        )

    def _changes(self) -> list[TrustChange]:
        query = select(TrustChange).options(joinedload(TrustChange.created_by).lazyload("*"))
        last = query.order_by(TrustChange.id.desc()).limit(CHANGES_SHOWN)
        return list(self.session.scalars(last))

    @expose("/<any(try, earnest):how>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def begin(self, how: str) -> AnyResponse:
        before, after = request.form.get("before", ""), request.form.get("after", "")
        if before == after:
            return redirect(url_for("TrustView.show"))
        if from_text(after, known(self.session)) is None:
            flash(_("Since then a source has come or gone. Please arrange them anew."), "warning")
            return redirect(url_for("TrustView.show"))
        trial = request.form.get("trial", "") if how == "earnest" else ""
        key = begin_trust(Trusting(before, after, how == "try", trial), g.user.id)
        return redirect(url_for("TrustView.progress", key=key))

    @expose("/running/<key>")
    @has_access
    @permission_name("edit")
    def progress(self, key: str) -> str:
        state, trusting = self._job(key)
        return str(
            self.render_template(
                "trust_running.html",
                title=_("Change the order of trust"),
                state=state,
                trusting=trusting,
                in_words=in_words,
                key=key,
                shown=SHOWN,
            )
        )

    @expose("/running/<key>/firms.csv")
    @has_access
    @permission_name("edit")
    def firms(self, key: str) -> Response:
        self._job(key)
        return download(key)

    def _job(self, key: str) -> tuple[jobs.State, Trusting]:
        state = own_job(key, TRUST)
        return state, Trusting(**state.about)


def _steps(places: Places, sources: list[str]) -> dict[str, dict[str, Any]]:
    """By source, the orders that one step up and one step down lead to; none where there is no
    other.
    """
    now = as_text(places)
    return {
        source: {
            "up": _other(as_text(moved(places, source, up=True, known=sources)), now),
            "down": _other(as_text(moved(places, source, up=False, known=sources)), now),
        }
        for source in sources
    }


def _other(order: str, now: str) -> str | None:
    return None if order == now else order
