"""Who asks: by token or by the browser's session; and what their role allows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, current_app, g, request
from flask_appbuilder.api import expose
from flask_appbuilder.security.decorators import permission_name, protect
from flask_babel import lazy_gettext as _
from flask_jwt_extended import verify_jwt_in_request
from flask_jwt_extended.exceptions import JWTExtendedException
from flask_login import current_user
from jwt import PyJWTError

from crm.web.api.answers import Refusal, answering

Route = Callable[..., Response]
PERMISSIONS = {"info": "list", "get_list": "list", "get": "show", "post": "add", "put": "edit",
               "delete": "delete"}  # fmt: skip
"""What a resource's routes need; one that differs says so in ``method_permission_name``, whole:
Flask-AppBuilder takes the name of a method that is missing there for its permission.
"""


def endpoint(url: str, method: str, permission: str) -> Callable[[Route], Route]:
    """A route that declares its permission; from outside in: address, sign-in, role, answer."""

    def make(view: Route) -> Route:
        permitted = protect()(permission_name(permission)(view))

        @wraps(permitted)
        @answering
        def entered(*args: Any, **kwargs: Any) -> Response:
            identify()
            return permitted(*args, **kwargs)

        exposed: Route = expose(url, methods=(method,))(entered)
        return exposed

    return make


def identify(*, refresh: bool = False) -> None:
    """Who sends a token is who the token says, whatever the cookie; else the cookie holds."""
    if sends_token():
        _read_token(refresh=refresh)
        g._login_user = g.user  # where flask_login keeps current_user during a request
        current_app.appbuilder.session.info["user_id"] = g.user.id  # type: ignore[attr-defined]
    if not current_user.is_authenticated or (refresh and not sends_token()):
        raise Refusal(401)


def sends_token() -> bool:
    return request.headers.get("Authorization", "").startswith("Bearer ")


def _read_token(*, refresh: bool) -> None:
    try:
        verify_jwt_in_request(refresh=refresh)
    except (JWTExtendedException, PyJWTError) as error:
        raise Refusal(
            401, _("This token does not hold, or not any more. Sign in again.")
        ) from error
