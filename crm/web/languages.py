"""German first, English complete. The choice is a cookie and part of nobody's data."""

from flask import Flask, current_app, redirect, request
from flask_appbuilder import BaseView, expose
from flask_appbuilder.utils.base import get_safe_redirect
from werkzeug.wrappers import Response

COOKIE = "language"
NAMES = {"de": "Deutsch", "en": "English"}
A_YEAR = 31_536_000
FROM_OUTSIDE = ("/api/", "/kontakt/", "/anmeldung/", "/termin/")


def current_language() -> str:
    """The address decides, then the reader's choice. Programs, and strangers who have not chosen
    yet, say it in Accept-Language; colleagues begin in German whatever their browser was made for.
    """
    wanted = request.args.get("_l_") or request.cookies.get(COOKIE) or ""
    if not wanted and request.path.startswith(FROM_OUTSIDE):
        wanted = request.accept_languages.best_match(list(NAMES)) or ""
    return wanted if wanted in NAMES else str(current_app.config["BABEL_DEFAULT_LOCALE"])


class LanguageView(BaseView):
    """Open to everybody: the login page has the switch too."""

    route_base = "/language"
    default_view = "choose"
    is_public = True

    @expose("/", methods=["POST"])
    def choose(self) -> Response:
        wanted = request.form.get("language", "")
        response = redirect(get_safe_redirect(request.form.get("next") or "/"))
        if wanted in NAMES:
            response.set_cookie(
                COOKIE,
                wanted,
                max_age=A_YEAR,
                secure=request.is_secure,
                httponly=True,
                samesite="Lax",
            )
        return response


def install(app: Flask) -> None:
    """FAB's own selector reads the session and writes into it on every GET; ours reads a cookie."""
    app.extensions["babel"].locale_selector = current_language
    app.jinja_env.globals.update(current_language=current_language, languages=NAMES)
