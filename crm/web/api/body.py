"""What is sent: JSON of bounded size, with a key or a version."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _

from crm.models.base import LARGEST_NUMBER
from crm.web.api.answers import Refusal
from crm.web.api.fields import Body, Text, Whole

LARGEST_BODY = 1_000_000
ROW = f"/<int(max={LARGEST_NUMBER}):pk>"
"""The address of one entry; larger numbers are no ids and would trouble the database."""


class Keyed(Body):
    """A new entry with a key of the client's choosing: sent twice, it is stored once."""

    client_key = Text(
        longest=36, metadata={"description": "A UUID of yours; sent again, nothing is added."}
    )


class Versioned(Body):
    version = Whole(
        required=True, metadata={"description": "The version that was read.", "example": 1}
    )


def json_body() -> dict[str, Any]:
    request.max_content_length = LARGEST_BODY
    try:
        body = request.get_json()
    except RecursionError:
        raise Refusal(400) from None
    if not isinstance(body, dict):
        raise Refusal(400, _("Send an object: {...}."))
    return body


def sent_key(body: dict[str, Any]) -> str | None:
    """The client's key where there is a usable one."""
    key = body.get("client_key")
    if not isinstance(key, str) or Keyed().validate({"client_key": key}):
        return None
    return key.strip() or None
