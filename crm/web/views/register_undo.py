"""An import is taken back: first what would go and what would stay, then one button does it."""

from __future__ import annotations

from flask import g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.models import ImportBatch
from crm.web import jobs
from crm.web.page import Page
from crm.web.undoing import SHOWN_FIRMS, UNDO, Undoing, begin_undo
from crm.web.views.job import own_job
from crm.web.views.register import batch_title


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
                title=_("Take back %(file)s", file=batch_title(batch)),
                state=state,
                undoing=undoing,
                batch=batch,
                key=key,
                shown=SHOWN_FIRMS,
            )
        )

    def _job(self, key: str) -> tuple[jobs.State, Undoing]:
        state = own_job(key, UNDO)
        return state, Undoing(**state.about)
