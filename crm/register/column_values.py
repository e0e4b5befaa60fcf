"""Values of a row's columns as JSON and back, to the last digit."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table


def as_json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def from_json(text: str, table: Table) -> dict[str, Any]:
    return {name: _typed(value, table.c[name]) for name, value in json.loads(text).items()}


def _typed(value: Any, column: Column[Any]) -> Any:
    kind = column.type.python_type
    if value is None:
        return None
    if issubclass(kind, (date, datetime)):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
