"""Fields that name rows by their ids: what is not there, or out of scope, is refused alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app
from marshmallow import ValidationError
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from crm.web.api.answers import FieldError
from crm.web.api.fields import WORDS, Several, Whole

MOST = 100
Scope = Callable[[], ColumnElement[bool]]


class Reference(Whole):
    """The id of a row, which must be there and within ``scope``; looked up when it is read.

    ``listed``: so few rows that _info may name them.
    """

    def __init__(
        self,
        model: type[Any],
        scope: Scope | None = None,
        *,
        listed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(least=1, **kwargs)
        self.model, self.scope, self.listed = model, scope, listed

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        row_id = super()._deserialize(value, attr, data, **kwargs)
        if not found(self.model, {row_id}, self.scope):
            raise self.make_error("gone")
        return row_id


class References(Several):
    """Ids of rows, looked up at once."""

    def __init__(
        self,
        model: type[Any],
        scope: Scope | None = None,
        *,
        listed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(Whole(least=1), most=MOST, **kwargs)
        self.model, self.scope, self.listed = model, scope, listed

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
    return set(_session().scalars(_within(query, scope))) if ids else set()


def foreign(model: type[Any], named: Mapping[str, int | None]) -> list[FieldError]:
    """path -> id: an error for each that is not there, looked up at once however many."""
    known = found(model, {row_id for row_id in named.values() if row_id})
    gone = (path for path, row_id in named.items() if row_id and row_id not in known)
    return [FieldError(path, WORDS["gone"]) for path in gone]


def choices(model: type[Any], scope: Scope | None = None) -> list[dict[str, Any]]:
    query = _within(select(model).order_by(model.id), scope)
    return [{"id": row.id, "name": str(row)} for row in _session().scalars(query)]


def _within(query: Select[Any], scope: Scope | None) -> Select[Any]:
    return query if scope is None else query.where(scope())


def _session() -> Session:
    return current_app.appbuilder.session  # type: ignore[attr-defined]
