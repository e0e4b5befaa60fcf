"""What the API answers: JSON always; refusals as sentences, each with the field it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from flask import Response, current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from marshmallow import ValidationError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from crm.errors import DomainError, sentence

SENTENCES = {
    400: _("The request could not be understood."),
    401: _("Sign in first: with a token or in the browser."),
    403: _("Your role does not allow this."),
    404: _("There is no such entry, or it is not for you to see."),
    405: _("This address does not do that."),
    409: _("Somebody else changed this in the meantime."),
    413: _("This is too much at once."),
    415: _("Send JSON, please, with Content-Type: application/json."),
    422: _("This cannot be saved as it is."),
    429: _("Too many attempts. Wait a minute, please."),
    500: _("Something went wrong on our side. It is written down for the administrator."),
}


class FieldError(dict[str, str]):
    """``field`` is a path like participations.0.company_id; empty when it is about the whole."""

    def __init__(self, field: str, message: Any) -> None:
        super().__init__(field=field, message=str(message))


class Refusal(Exception):
    """Ends a request. ``content`` is put beside message and errors."""

    def __init__(
        self,
        status: int,
        message: Any = None,
        errors: Iterable[FieldError] = (),
        **content: Any,
    ) -> None:
        super().__init__(str(message))
        self.status, self.message = status, message or SENTENCES[status]
        self.errors, self.content = list(errors), content

    def answer(self) -> Response:
        said = {"message": str(self.message), "errors": self.errors, **self.content}
        return answer(self.status, **said)


class Elsewhere(Refusal):
    """What is asked for stands at another address now; who asks there in the same way gets it."""

    def __init__(self, address: str) -> None:
        super().__init__(307, _("This firm was merged into another one. It is here: Location."))
        self.address = address

    def answer(self) -> Response:
        response = super().answer()
        response.location = self.address
        return response


def answer(status: int, **content: Any) -> Response:
    text = json.dumps(content, ensure_ascii=False, default=str)
    return Response(text + "\n", status, mimetype="application/json")


def answering(view: Callable[..., Response]) -> Callable[..., Response]:
    """Whatever a route raises becomes JSON; never SQL, never a stack trace."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> Response:
        try:
            return view(*args, **kwargs)
        except OperationalError:
            raise  # crm.web.resume says that the database is away
        except Exception as error:
            current_app.appbuilder.session.rollback()  # type: ignore[attr-defined]
            return refusal(error).answer()

    return answered


def refusal(error: Exception) -> Refusal:
    match error:
        case Refusal():
            return error
        case HTTPException():
            return _of_http(error)
        case ValidationError():
            return Refusal(422, errors=field_errors(error.messages))
        case DomainError():
            return Refusal(422, gettext(error.message, **error.values))
        case StaleDataError():
            return Refusal(409)
        case IntegrityError():
            return Refusal(422, gettext(sentence(error)))
        case DataError():
            return Refusal(422, _("A value is too large or not of its kind."))
    current_app.logger.error("api", exc_info=error)
    return Refusal(500)


def _of_http(error: HTTPException) -> Refusal:
    code = error.code if error.code in SENTENCES else 400
    return Refusal(code or 400)


def field_errors(messages: Any, path: str = "") -> list[FieldError]:
    """marshmallow's nested messages, flat: {"a": {0: {"b": ["No."]}}} -> a.0.b: No."""
    if isinstance(messages, dict):
        return [
            error
            for name, inner in messages.items()
            for error in field_errors(inner, _joined(path, name))
        ]
    listed = messages if isinstance(messages, list) else [messages]
    return [FieldError(path, message) for message in listed]


def _joined(path: str, name: Any) -> str:
    return path if name == "_schema" else f"{path}.{name}".strip(".")
