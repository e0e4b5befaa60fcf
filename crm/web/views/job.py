"""What long work says of itself, and what whoever began it may tell it."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from werkzeug.wrappers import Response as AnyResponse

from crm.web import jobs
from crm.web.addresses import back_to
from crm.web.page import Page

SAY = {"pause": jobs.pause, "go-on": jobs.go_on, "cancel": jobs.cancel}


def own_job(key: str, work: str | None = None) -> jobs.State:
    """404 for what is no job of this kind, or somebody else's."""
    found = jobs.state(key)
    if found is None or found.user_id != g.user.id or work not in (None, found.work):
        abort(404)
    return found


class JobView(Page):
    """Whose job it is may do all of this; it was begun where that needed a permission."""

    route_base = "/jobs"
    class_permission_name = "Job"

    @expose("/<key>/state")
    @has_access
    @permission_name("show")
    def state(self, key: str) -> dict[str, Any]:
        return own_job(key).as_json()

    @expose("/<key>/<any(pause, 'go-on', cancel):how>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def tell(self, key: str, how: str) -> AnyResponse:
        own_job(key)
        SAY[how](key)
        return redirect(back_to(url_for("MyDayView.index")))
