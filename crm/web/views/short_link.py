"""The short address on a brochure: to the public page, which then knows brochure and counter."""

from __future__ import annotations

from flask import redirect, url_for
from flask_appbuilder import expose
from werkzeug.wrappers import Response

from crm.services.materials import find_code
from crm.web.page import Page


class ShortLinkView(Page):
    """A code that is mistyped, or older than the database, leads to the same page."""

    route_base = "/m"
    is_public = True
    default_view = "follow"

    @expose("/<code>")
    def follow(self, code: str) -> Response:
        found = find_code(self.session, code)
        return redirect(url_for("PublicView.index", m=found.code if found else None))
