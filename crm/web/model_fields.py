"""The form field of a model's column, where FAB's own converter gives one that we do not want."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Boolean, Column, Date, Enum
from wtforms import BooleanField
from wtforms.validators import DataRequired, Optional

from crm.web.fields import EnumField, LocalDateField


def field_of(column: Column[Any], label: Any) -> Any | None:
    """For flags (FAB wants them ticked), days (FAB refuses 23.11.2026) and enums; else None."""
    presence = [Optional()] if column.nullable else [DataRequired()]
    if isinstance(column.type, Boolean):
        return BooleanField(label)
    if isinstance(column.type, Date):
        return LocalDateField(label, presence)
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        blank = "" if column.nullable else None
        kind = cast(type[StrEnum], column.type.enum_class)
        return EnumField(label, presence, enum=kind, blank=blank)
    return None
