"""What was posted and could not be taken: shown, kept, and sent again to where it was going."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from crm.web.typed_words import typed_words

NOT_CARRIED = ("csrf_token", "password", "conf_password", "old_password")

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Carried:
    """``path`` is an address of this application that takes a POST, or None."""

    path: str | None
    fields: Fields
    had_files: bool = False

    @classmethod
    def of_request(cls) -> Carried:
        """This request, without secrets and tokens."""
        fields = [
            (name, value)
            for name, values in request.form.lists()
            if name not in NOT_CARRIED
            for value in values
        ]
        path = request.full_path if request.query_string else request.path
        return cls(_ours(path), fields, bool(request.files))

    @classmethod
    def of_sign_in(cls) -> Carried:
        """What the page that asked for the sign-in held."""
        try:
            given = json.loads(request.form.get("carried", "[]"))
            fields = [(str(name), str(value)) for name, value in given]
        except (ValueError, TypeError):
            fields = []
        return cls(_ours(request.form.get("carried_to", "")), fields)

    @property
    def packed(self) -> str:
        return json.dumps(self.fields, ensure_ascii=False)

    @property
    def shown(self) -> Fields:
        """What a person typed, under the names that stood beside it."""
        return list(typed_words(self.fields))


def _ours(path: str) -> str | None:
    """The path if a view of ours takes a POST there; never another host's address."""
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    adapter = current_app.create_url_adapter(request)
    try:
        if adapter is not None:
            adapter.match(path.partition("?")[0], method="POST")
            return path
    except HTTPException:
        return None
    return None
