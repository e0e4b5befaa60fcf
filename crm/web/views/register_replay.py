"""A source's kept rows are read again: first what would change, then one button does it."""

from __future__ import annotations

from flask import Response, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.register.source import Source
from crm.web import jobs
from crm.web.fact_changes import SHOWN, download
from crm.web.page import Page
from crm.web.register_sources import source_or_404, source_title, sources
from crm.web.replaying import REPLAY, Replaying, begin_replay
from crm.web.views.job import own_job


class ReplayView(Page):
    route_base = "/register/replay"
    class_permission_name = "Register"
    default_view = "choose"
    default_view_permission = "delete"

    @expose("/")
    @has_access
    @permission_name("delete")
    def choose(self) -> str:
        title = _("Read kept rows again")
        known = [(each.name, each.title) for each in sources().values() if isinstance(each, Source)]
        return str(self.render_template("replay.html", title=title, sources=known))

    @expose("/<source>/<any(try, earnest):how>", methods=["POST"])
    @has_access
    @permission_name("delete")
    def begin(self, source: str, how: str) -> AnyResponse:
        source_or_404(source)
        trial = request.form.get("trial", "") if how == "earnest" else ""
        key = begin_replay(Replaying(source, how == "try", trial), g.user.id)
        return redirect(url_for("ReplayView.progress", key=key))

    @expose("/running/<key>")
    @has_access
    @permission_name("delete")
    def progress(self, key: str) -> str:
        state, replaying = self._job(key)
        title = _("Read the rows of %(source)s again", source=source_title(replaying.source))
        return str(
            self.render_template(
                "replay_running.html",
                title=title,
                state=state,
                replaying=replaying,
                key=key,
                shown=SHOWN,
            )
        )

    @expose("/running/<key>/firms.csv")
    @has_access
    @permission_name("export")
    def firms(self, key: str) -> Response:
        self._job(key)
        return download(key)

    def _job(self, key: str) -> tuple[jobs.State, Replaying]:
        state = own_job(key, REPLAY)
        return state, Replaying(**state.about)
