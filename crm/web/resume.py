"""Words that arrived too late are not lost: expired session, stale page, database away.

The posted fields are put on a page with a button that sends them again under a fresh token. Who is
not signed in any more signs in on that page; the words travel with the sign-in and come back.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from crm.web.api.answers import Refusal, refusal
from crm.web.carried import Carried

TOKEN_HEADER = "Authorization"  # noqa: S105

csrf = CSRFProtect()


def page(message: str, status: int, carried: Carried | None = None) -> Response:
    carried = carried or Carried.of_request()
    text = render_template("resume.html", message=message, carried=carried, status=status)
    return make_response(text, status)


def is_api() -> bool:
    return request.path.startswith("/api/")


def install(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)
    app.before_request(_check_token)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(HTTPException, _refused)


def _check_token() -> Response | None:
    """Every request that changes something, except those that carry no cookie's authority."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    if is_api() and request.headers.get(TOKEN_HEADER, "").startswith("Bearer "):
        return None
    if is_api() and (not current_user.is_authenticated or request.path.endswith("/login")):
        return None  # no session whose authority could be abused
    if not current_user.is_authenticated and request.form and not _is_open():
        return page(_("Your session has ended. Sign in; what you typed is kept here."), 401)
    csrf.protect()
    return None


def _is_open() -> bool:
    return request.blueprint in current_app.config["OPEN_VIEWS"]


def _stale_page(error: CSRFError) -> Response:
    if is_api():
        return Refusal(400, _("Send the page's CSRF token as X-CSRFToken.")).answer()
    return page(_("This page was open for too long. What you typed is still here."), 400)


def _database_away(_error: OperationalError) -> Response:
    current_app.logger.exception("database")
    _without_database()
    message = _("The database is busy or away. Please try again in a moment.")
    if is_api():
        return Refusal(503, message).answer()
    return page(message, 503)


def _refused(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    if is_api():
        return refusal(error).answer()
    if error.code >= 500:
        _without_database()
    g.setdefault("user", current_user)  # not yet there where the body itself was refused
    text = render_template("error.html", code=error.code, error=error)
    return make_response(text, error.code)


def _without_database() -> None:
    """The page that says so must not ask the database who is reading it."""
    current_app.appbuilder.session.rollback()  # type: ignore[attr-defined]
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
