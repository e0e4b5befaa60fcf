"""An import is taken back: first what would go and what would stay, then one button does it."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.models import ImportBatch
from crm.web import jobs
from crm.web.page import Page
from crm.web.undoing import SHOWN_FIRMS, Undoing, begin_undo


class UndoView(Page):
    route_base = "/register"
    class_permission_name = "Register"

    @expose("/<int:pk>/undo/<any(try, earnest):how>", methods=["POST"])
    @has_access
    @permission_name("delete")
    def begin(self, pk: int, how: str) -> AnyResponse:
        batch = self.find(ImportBatch, pk)
        undoing = Undoing(batch.id, batch.created_at.isoformat(), dry_run=how == "try")
        key = begin_undo(undoing, g.user.id)
        return redirect(url_for("UndoView.progress", key=key))

    @expose("/undoing/<key>")
    @has_access
    @permission_name("delete")
    def progress(self, key: str) -> str:
        state, undoing = self._job(key)
        batch = self.find(ImportBatch, undoing.batch_id)
        return str(
            self.render_template(
                "import_undo.html",
                title=_("Take back %(file)s", file=batch.file_name),
                state=state,
                undoing=undoing,
                batch=batch,
                key=key,
                shown=SHOWN_FIRMS,
            )
        )

    @expose("/undoing/<key>/state")
    @has_access
    @permission_name("delete")
    def state(self, key: str) -> dict[str, Any]:
        return self._job(key)[0].as_json()

    def _job(self, key: str) -> tuple[jobs.State, Undoing]:
        state = jobs.state(key)
        undoing = Undoing.of(state.about) if state else None
        if state is None or undoing is None or state.user_id != g.user.id:
            abort(404)
        return state, undoing
