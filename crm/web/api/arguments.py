"""The argument ``q`` of a list: JSON (or Rison, which FAB's clients send), read strictly."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import prison  # type: ignore[import-untyped]
from flask import request
from flask_babel import gettext as _
from marshmallow import ValidationError, fields, validate

from crm.web.api.answers import FieldError, Refusal, field_errors
from crm.web.api.fields import Anything, Body, Part, Several, Spoken, Text, Whole
from crm.web.interface import COUNT_CAP, MAX_PAGE_SIZE

PAGE_SIZE = 25
MOST_FILTERS, MOST_COLUMNS = 20, 100
ALSO_ALLOWED = ("_l_",)
UNREADABLE = (
    prison.decoder.ParserException,
    ValueError,
    TypeError,
    LookupError,
    RecursionError,
)


class OneOf(Spoken, fields.String):
    """A word out of a few."""

    def __init__(self, *words: str, **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(words), **kwargs)

    def _validate(self, value: Any) -> None:
        try:
            super()._validate(value)
        except ValidationError:
            raise self.make_error("choice") from None


class ListFilter(Body):
    col = Text(required=True, metadata={"description": "What is compared, see _info."})
    opr = Text(required=True, metadata={"description": "How: eq, neq, gt, ge, lt, le, in, ..."})
    value = Anything(required=True)


class ListArguments(Body):
    filters = Several(
        Part(ListFilter),
        most=MOST_FILTERS,
        load_default=list,
        metadata={"description": "All of them hold."},
    )
    columns = Several(Text(), most=MOST_COLUMNS, load_default=list)
    order_column = Text(load_default="")
    order_direction = OneOf("asc", "desc", load_default="asc")
    page = Whole(load_default=0, metadata={"description": "From 0."})
    page_size = Whole(
        least=1,
        load_default=PAGE_SIZE,
        metadata={"description": f"More than {MAX_PAGE_SIZE} is {MAX_PAGE_SIZE}."},
    )


@dataclass(frozen=True)
class Arguments:
    filters: list[dict[str, Any]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    order_column: str = ""
    order_direction: str = "asc"
    page: int = 0
    page_size: int = PAGE_SIZE


def list_arguments() -> Arguments:
    """400 for whatever is not understood: nothing that was asked for is left out silently."""
    expect_arguments("q")
    try:
        read = Arguments(**ListArguments().load(_parsed(request.args.get("q", ""))))
    except ValidationError as error:
        raise Refusal(400, errors=field_errors(error.messages, "q")) from error
    return _within_bounds(read)


def expect_arguments(*names: str) -> None:
    unknown = [name for name in request.args if name not in (*names, *ALSO_ALLOWED)]
    if unknown:
        message = _("There is no such parameter.")
        raise Refusal(400, errors=[FieldError(name, message) for name in unknown])


def _parsed(text: str) -> Any:
    if not text:
        return {}
    try:
        return json.loads(text) if text.lstrip().startswith(("{", "[")) else prison.loads(text)
    except UNREADABLE:
        message = _('This is not readable. Write JSON, like {"page": 0}.')
        raise Refusal(400, errors=[FieldError("q", message)]) from None


def _within_bounds(read: Arguments) -> Arguments:
    size = min(read.page_size, MAX_PAGE_SIZE)
    if read.page * size >= COUNT_CAP:
        message = _(
            "Pages end at %(count)s entries. Narrow the list, or go on by a filter on id.",
            count=COUNT_CAP,
        )
        raise Refusal(400, errors=[FieldError("q.page", message)])
    return Arguments(
        read.filters, read.columns, read.order_column, read.order_direction, read.page, size
    )
