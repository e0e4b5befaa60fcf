"""The description of the API for programs, to whoever is signed in."""

from __future__ import annotations

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Response, current_app, request
from flask_appbuilder.api import BaseApi
from flask_appbuilder.api.manager import resolver

from crm import __version__
from crm.web.api.access import endpoint
from crm.web.api.answers import answer
from crm.web.api.arguments import expect_arguments
from crm.web.api.json_api import JsonApi

SCHEMES = {
    "jwt": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": "The browser's session; what changes something needs X-CSRFToken too.",
    },
}


class OpenApi(JsonApi):
    route_base = "/api/v1"
    class_permission_name = "Account"
    things = "the API"
    openapi_spec_tag = "Description"
    described: dict[str, Any] | None = None
    """The same for everybody, and a second's work: made once."""

    @endpoint("/_openapi", "GET", "show")
    def get(self) -> Response:
        """Describe
        ---
        get:
          summary: This description, OpenAPI 3.0
          responses:
            200:
              description: The description
              content: {application/json: {schema: {type: object}}}
          x-refuses: [400]
        """
        expect_arguments()
        if self.described is None:
            self.described = self._description()
        here = request.host_url.rstrip("/")
        return answer(200, **self.described, servers=[{"url": here}])

    def _description(self) -> dict[str, Any]:
        spec = _empty()
        for name, scheme in SCHEMES.items():
            spec.components.security_scheme(name, scheme)
        for api in current_app.appbuilder.baseviews:  # type: ignore[attr-defined]
            if isinstance(api, BaseApi):
                api.add_api_spec(spec)
        description: dict[str, Any] = spec.to_dict()
        return description


def _empty() -> APISpec:
    return APISpec(
        title=str(current_app.config["APP_NAME"]),
        version=__version__,
        openapi_version="3.0.3",
        info={"description": "What a business office knows of its firms and does for them."},
        security=[{"jwt": []}, {"session": []}],
        plugins=[MarshmallowPlugin(schema_name_resolver=resolver)],
    )
