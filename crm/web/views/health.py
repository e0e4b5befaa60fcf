"""Whether the server and its database answer, for whoever watches over them."""

from __future__ import annotations

from flask import Response, current_app, make_response
from flask_appbuilder import BaseView, expose
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError


class HealthView(BaseView):
    """Open to everybody, and tells nobody more than that."""

    route_base = "/health"
    default_view = "index"
    is_public = True

    @expose("")
    def index(self) -> Response:
        engine: Engine = current_app.extensions["crm_engine"]
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT version_num FROM alembic_version"))
        except SQLAlchemyError:
            return make_response({"status": "unavailable"}, 503)
        return make_response({"status": "ok"})
