"""The base of every route under /api/v1: JSON, session or token, described in OpenAPI."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from apispec import APISpec, yaml_utils
from flask import Response, current_app
from flask_appbuilder.api import BaseApi
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from crm.models.base import LARGEST_NUMBER
from crm.web.api.answers import SENTENCES, Refusal

DESCRIBED = {
    400: "A parameter or the JSON is not understood.",
    401: "Nobody is signed in, or the token has ended.",
    403: "The role, or who took part, does not allow it.",
    404: "Not there, or not for the caller to see.",
    409: "Somebody else changed it; both versions are in the answer.",
    415: "The body is not JSON.",
    422: "The values cannot be saved; errors names the fields.",
    429: "Too many attempts.",
}


PK = {
    "in": "path",
    "name": "pk",
    "required": True,
    "schema": {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER},
}


class FieldErrorSchema(Schema):
    field = fields.String(metadata={"example": "ended_on"})
    message = fields.String(metadata={"example": "The end lies before the beginning."})


class RefusalSchema(Schema):
    message = fields.String(metadata={"example": "This cannot be saved as it is."})
    errors = fields.List(fields.Nested(FieldErrorSchema))


class JsonApi(BaseApi):
    """Routes are made with crm.web.api.access.endpoint; their docstrings are their OpenAPI."""

    allow_browser_login = True
    csrf_exempt = False
    things: ClassVar[str]
    """What the resource holds, in the documentation's words."""
    examples: ClassVar[dict[str, Any]] = {}
    """Method name -> example of the body that is sent; tests send them."""
    extra_schemas: ClassVar[Sequence[type[Schema]]] = ()
    responses = {
        str(code): {
            "description": text,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
        }
        for code, text in DESCRIBED.items()
    }

    @property
    def session(self) -> Session:
        return current_app.appbuilder.session  # type: ignore[attr-defined]

    def response_401(self) -> Response:
        return Refusal(401).answer()

    def response_403(self) -> Response:
        return Refusal(403, SENTENCES[403]).answer()

    def _register_urls(self) -> None:
        """The address of a list works with and without its last slash."""
        self.blueprint.add_url_rule = partial(self.blueprint.add_url_rule, strict_slashes=False)
        super()._register_urls()

    def add_apispec_components(self, api_spec: APISpec) -> None:
        for code, response in self.responses.items():
            if code not in api_spec.components.responses:
                api_spec.components.response(code, response)
        schemas: list[type[Schema]] = [RefusalSchema, *self.extra_schemas]
        for schema in schemas:
            name = schema.__name__.removesuffix("Schema")
            if name not in api_spec.components.schemas:
                api_spec.components.schema(name, schema=schema)

    def path_helper(self, *args: Any, **kwargs: Any) -> str:
        return str(super().path_helper(*args, **kwargs)).rstrip("/")

    def operation_helper(
        self, path: Any = None, operations: Any = None, methods: Any = None, func: Any = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        for method in methods:
            described = self._described(func.__doc__ or "")[method.lower()]
            described["operationId"] = f"{self.endpoint}.{func.__name__}"
            if func.__name__ in self.examples:
                body = described["requestBody"]["content"]["application/json"]
                body["example"] = self.examples[func.__name__]
            operations[method.lower()] = complete(described, path)

    def signs(self) -> dict[str, str]:
        """What stands for what in the descriptions of routes."""
        return {"{{api}}": type(self).__name__, "{{things}}": self.things}

    def _described(self, docstring: str) -> dict[str, Any]:
        for sign, meaning in self.signs().items():
            docstring = docstring.replace(sign, meaning)
        return dict(yaml_utils.load_operations_from_docstring(docstring))


def complete(operation: dict[str, Any], path: str) -> dict[str, Any]:
    """Adds what every operation of its kind has: the id in the path, the ways of refusing."""
    refusals = {401, 403, *operation.pop("x-refuses", ())}
    if "{pk}" in path:
        operation["parameters"] = [PK, *operation.get("parameters", ())]
        refusals |= {404}
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
        refusals |= {400, 415, 422}
    for code in sorted(refusals):
        operation["responses"][str(code)] = {"$ref": f"#/components/responses/{code}"}
    return operation
