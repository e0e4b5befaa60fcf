"""Drafts: what a form sends while somebody types, and how they go on with it."""

from __future__ import annotations

import json

from flask import abort, g, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_appbuilder.utils.base import get_safe_redirect
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from crm.models import Draft
from crm.models.base import utc_now
from crm.web.addresses import back_to
from crm.web.page import Page

LARGEST = 200_000
NOT_KEPT = ("csrf_token", "draft_address", "draft_title")


class DraftView(Page):
    route_base = "/drafts"
    class_permission_name = "Draft"

    @expose("/<key>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def keep(self, key: str) -> Response:
        values = {k: v for k, v in request.form.lists() if k not in NOT_KEPT}
        text = json.dumps(values, ensure_ascii=False)
        if len(text) > LARGEST or len(key) > 40:
            abort(413)
        try:
            self._keep(key, text)
        except IntegrityError:  # two tabs at once, and neither had one yet
            self.session.rollback()
            self._keep(key, text)
        return Response(status=204)

    def _keep(self, key: str, values: str) -> None:
        draft = self._mine(key) or Draft(user_id=g.user.id, client_key=key)
        draft.values, draft.changed_at = values, utc_now()
        draft.address = request.form.get("draft_address", "/")[:200]
        draft.title = request.form.get("draft_title", "")[:200]
        self.session.add(draft)
        self.session.commit()

    @expose("/<key>/go-on")
    @has_access
    @permission_name("list")
    def go_on(self, key: str) -> Response:
        draft = self._mine(key) or abort(404)
        joint = "&" if "?" in draft.address else "?"
        return redirect(get_safe_redirect(f"{draft.address}{joint}draft={key}"))

    @expose("/<key>/discard", methods=["POST"])
    @has_access
    @permission_name("delete")
    def discard(self, key: str) -> Response:
        mine = (Draft.user_id == g.user.id) & (Draft.client_key == key)
        self.session.execute(delete(Draft).where(mine))
        self.session.commit()
        return redirect(back_to(url_for("MyDayView.index")))

    def _mine(self, key: str) -> Draft | None:
        query = select(Draft).where(Draft.user_id == g.user.id, Draft.client_key == key)
        return self.session.scalar(query)


def drafted_values(session: object) -> MultiDict[str, str] | None:
    """What the draft named in the address holds, as a form would post it; None without one."""
    key = request.args.get("draft")
    if not key:
        return None
    query = select(Draft.values).where(Draft.user_id == g.user.id, Draft.client_key == key)
    text = session.scalar(query)  # type: ignore[attr-defined]
    return MultiDict(json.loads(text)) if text else None
