"""Signing in for programs: a short token, and a longer one that fetches new short ones."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, g
from flask_appbuilder.api import expose
from flask_appbuilder.security.api import SecurityApi
from flask_appbuilder.security.decorators import permission_name
from flask_appbuilder.utils.limit import Limit
from flask_babel import lazy_gettext as _
from flask_jwt_extended import create_access_token, create_refresh_token
from flask_limiter.util import get_remote_address
from marshmallow import Schema, fields

from crm.web.api.access import endpoint, identify
from crm.web.api.answers import Refusal, answer, answering
from crm.web.api.body import json_body
from crm.web.api.fields import Body, Flag, Spoken, Text
from crm.web.api.json_api import JsonApi


class Secret(Spoken, fields.String):
    """As it was typed: blanks are part of a password."""


class CredentialsSchema(Body):
    username = Text(required=True, metadata={"example": "anna"})
    password = Secret(required=True, metadata={"example": "drei-kleine-brote"})
    refresh = Flag(
        load_default=False, metadata={"description": "Whether to give a refresh token too."}
    )


class TokensSchema(Schema):
    access_token = fields.String()
    refresh_token = fields.String()
    expires_in = fields.Integer(metadata={"description": "Seconds that access_token holds."})


def _rate() -> str:
    return str(current_app.config["AUTH_RATE_LIMIT"])


class LoginApi(JsonApi, SecurityApi):
    """Tokens say Login.get_id(): they end with a log-out and with a new password."""

    resource_name = "security"
    class_permission_name = "Account"
    is_public = True
    things = "tokens"
    openapi_spec_tag = "Signing in"
    extra_schemas = (CredentialsSchema, TokensSchema)
    limits = [Limit(_rate, get_remote_address, methods=("POST",))]

    @expose("/login", methods=("POST",))
    @permission_name("show")
    @answering
    def login(self) -> Response:
        """Sign in
        ---
        post:
          summary: Get a token for a user name and a password
          security: []
          requestBody:
            content: {application/json: {schema: {$ref: '#/components/schemas/Credentials'}}}
          responses:
            200:
              description: Send access_token as Authorization, Bearer
              content: {application/json: {schema: {$ref: '#/components/schemas/Tokens'}}}
          x-refuses: [429]
        """
        given = CredentialsSchema().load(json_body())
        login = self.appbuilder.sm.auth_user_db(given["username"], given["password"])
        if login is None:
            raise Refusal(401, _("This user name and this password do not go together."))
        tokens = self._tokens(login)
        if given["refresh"]:
            tokens["refresh_token"] = create_refresh_token(login.get_id())
        return answer(200, **tokens)

    @expose("/refresh", methods=("POST",))
    @permission_name("show")
    @answering
    def refresh(self) -> Response:
        """Refresh
        ---
        post:
          summary: Get a new access token; send the refresh token as Authorization, Bearer
          responses:
            200:
              description: A new access_token
              content: {application/json: {schema: {$ref: '#/components/schemas/Tokens'}}}
          x-refuses: [429]
        """
        identify(refresh=True)
        return answer(200, **self._tokens(g.user))

    @endpoint("/logout", "POST", "edit")
    def logout(self) -> Response:
        """Sign out
        ---
        post:
          summary: End all tokens and sessions of the caller
          responses:
            200:
              description: Nothing holds any more
              content: {application/json: {schema: {type: object}}}
          x-refuses: [400, 429]
        """
        g.user.session_version += 1
        self.session.commit()
        return answer(200)

    def _tokens(self, login: Any) -> dict[str, Any]:
        seconds = int(current_app.config["JWT_ACCESS_TOKEN_EXPIRES"].total_seconds())
        return {"access_token": create_access_token(login.get_id()), "expires_in": seconds}
