"""The form field of a model's column, where FAB's own converter gives one that we do not want."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, cast

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Column, Date, Enum, Float, Integer
from wtforms import BooleanField, FloatField, IntegerField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from crm.models.base import LARGEST_NUMBER
from crm.web.fields import EnumField, LocalDateField

BOUNDS = NumberRange(
    0, LARGEST_NUMBER, _("This must lie between 0 and %(most)s.", most=LARGEST_NUMBER)
)


def field_of(column: Column[Any], label: Any) -> Any | None:
    """Flags (FAB wants them ticked), days (FAB refuses 23.11.2026), enums, numbers (FAB takes any,
    the database does not); None for the rest.
    """
    presence = [Optional()] if column.nullable else [DataRequired()]
    if isinstance(column.type, Boolean):
        return BooleanField(label)
    if isinstance(column.type, Date):
        return LocalDateField(label, presence)
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        blank = "" if column.nullable else None
        kind = cast(type[StrEnum], column.type.enum_class)
        return EnumField(label, presence, enum=kind, blank=blank)
    if isinstance(column.type, Integer | Float):
        return _number(column, label)
    return None


def _number(column: Column[Any], label: Any) -> IntegerField | FloatField:
    kind = IntegerField if isinstance(column.type, Integer) else FloatField
    presence = Optional() if column.nullable else InputRequired()
    return kind(label, [presence, BOUNDS], default=getattr(column.default, "arg", None))
