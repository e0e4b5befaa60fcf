"""What _info says about fields: their kind, and the rows to choose from where those are few."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from crm.web.api import fields as ours
from crm.web.api.references import Reference, References, choices

KINDS: tuple[tuple[type[fields.Field], str], ...] = (
    (References, "references"),
    (Reference, "reference"),
    (ours.Choice, "choice"),
    (fields.Nested, "object"),
    (fields.List, "list"),
    (fields.Integer, "integer"),
    (fields.Float, "number"),
    (fields.Boolean, "boolean"),
    (fields.DateTime, "instant"),
    (fields.Date, "date"),
    (fields.Time, "time"),
    (fields.String, "text"),
)


def described_fields(schema: Schema) -> list[dict[str, Any]]:
    return [_described(name, field) for name, field in schema.fields.items()]


def _described(name: str, field: fields.Field) -> dict[str, Any]:
    kind = next((word for kind, word in KINDS if isinstance(field, kind)), "any")
    said: dict[str, Any] = {"name": name, "type": kind, "required": field.required}
    if isinstance(field, ours.Choice):
        said["choices"] = field.metadata["enum"]
    if isinstance(field, (Reference, References)) and field.listed:
        said["choices"] = choices(field.model, field.scope)
    if isinstance(field, ours.Text):
        said["longest"] = field.longest
    if isinstance(field, fields.List) and isinstance(field.inner, fields.Nested):
        said["fields"] = described_fields(field.inner.schema)
    if isinstance(field, fields.Nested):
        said["fields"] = described_fields(field.schema)
    return said


def page_of(rows: str) -> dict[str, Any]:
    """OpenAPI of one page of a list."""
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{rows}"}}
    numbers = {name: {"type": "integer"} for name in ("count", "page", "page_size")}
    capped = {"type": "boolean", "description": "Whether there are more than count says."}
    return {
        "type": "object",
        "properties": {**numbers, "count_is_capped": capped, "result": items},
    }


def entry_of(card: str) -> dict[str, Any]:
    """OpenAPI of one entry."""
    result = {"$ref": f"#/components/schemas/{card}"}
    return {"type": "object", "properties": {"id": {"type": "integer"}, "result": result}}
