"""How the columns of a kind are compared, and what their values look like in JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.sql.type_api import TypeEngine

from crm.models.base import LARGEST_NUMBER, UtcDateTime
from crm.web.api.fields import LINE, storable

Condition = ColumnElement[bool]

COMPARISONS: dict[str, Callable[[Any, Any], Condition]] = {
    "eq": lambda column, value: column == value,
    "neq": lambda column, value: column != value,
    "gt": lambda column, value: column > value,
    "ge": lambda column, value: column >= value,
    "lt": lambda column, value: column < value,
    "le": lambda column, value: column <= value,
    "in": lambda column, values: column.in_(values),
    "ct": lambda column, value: column.icontains(value, autoescape=True),
    "sw": lambda column, value: column.istartswith(value, autoescape=True),
    "null": lambda column, value: column.is_(None) if value else column.is_not(None),
}
ORDERED = ("eq", "neq", "gt", "ge", "lt", "le")
BY_TYPE: dict[type[Any], tuple[str, ...]] = {
    bool: ("eq",),
    int: (*ORDERED, "in"),
    float: ORDERED,
    date: ORDERED,
    datetime: ORDERED,
    StrEnum: ("eq", "neq", "in"),
    str: ("eq", "neq", "in", "ct", "sw"),
}
LONGEST_LIST = 100


def python_type(kind: TypeEngine[Any]) -> type[Any]:
    return datetime if isinstance(kind, UtcDateTime) else kind.python_type


def some(value: Any) -> list[Any]:
    if not isinstance(value, list) or not 0 < len(value) <= LONGEST_LIST:
        raise ValueError
    return value


def read_value(kind: type[Any], value: Any) -> Any:
    if kind is bool:
        return flag(value)
    if kind in (int, float):
        return _number(kind, value)
    if not isinstance(value, str) or len(value) > LINE or not storable(value):
        raise ValueError
    if kind is datetime:
        return _instant(value)
    return date.fromisoformat(value) if kind is date else kind(value)


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _number(kind: type[Any], value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, kind)) or abs(value) > LARGEST_NUMBER:
        raise ValueError
    return value


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError
    return instant
