"""Fields that name rows by their ids: what is not there, or out of scope, is refused alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app
from marshmallow import ValidationError, fields
from sqlalchemy import ColumnElement, select

from crm.web.api.fields import WORDS, Spoken, Whole

Scope = Callable[[], ColumnElement[bool]]


class Reference(Whole):
    """The id of a row, which must be there and within ``scope``; looked up when it is read."""

    def __init__(self, model: type[Any], scope: Scope | None = None, **kwargs: Any) -> None:
        super().__init__(least=1, **kwargs)
        self.model, self.scope = model, scope

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        row_id = super()._deserialize(value, attr, data, **kwargs)
        if not found(self.model, {row_id}, self.scope):
            raise self.make_error("gone")
        return row_id


class References(Spoken, fields.List):
    """Ids of rows, looked up at once."""

    def __init__(self, model: type[Any], scope: Scope | None = None, **kwargs: Any) -> None:
        super().__init__(Whole(least=1), **kwargs)
        self.model, self.scope = model, scope

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[int]:
        ids = super()._deserialize(value, attr, data, **kwargs)
        missing = set(ids) - found(self.model, set(ids), self.scope)
        if missing:
            where = {number: [str(WORDS["gone"])] for number, i in enumerate(ids) if i in missing}
            raise ValidationError(where)
        return list(dict.fromkeys(ids))


def found(model: type[Any], ids: set[int], scope: Scope | None = None) -> set[int]:
    """Those of the ids that there are, and that the scope lets through."""
    query = select(model.id).where(model.id.in_(ids))
    if scope is not None:
        query = query.where(scope())
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    return set(session.scalars(query)) if ids else set()
