"""Fields of what is sent: what they take is narrow, and what they refuse they say in words."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from marshmallow import RAISE, Schema, ValidationError, fields

from crm.models.base import LARGEST_NUMBER

LINE, PAGE = 200, 50_000
"""The longest one-line text and the longest note, in characters."""

WORDS = {
    "required": _("This is needed."),
    "null": _("This cannot be empty."),
    "invalid": _("This is not of the kind that belongs here."),
    "invalid_utf8": _("This is not of the kind that belongs here."),
    "too_large": _("This number is too large."),
    "special": _("This number is too large."),
    "format": _("Write days as 2026-11-23, times as 14:30, instants as 2026-11-23T14:30:00Z."),
    "signs": _("This contains signs that cannot be stored."),
    "long": _("This is too long."),
    "gone": _("This entry is not there, or not for you to use."),
    "choice": _("Please choose from the list."),
    "type": _("This is not of the kind that belongs here."),
}


class Spoken(fields.Field):
    """Says what is wrong in the reader's language."""

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return ValidationError(str(WORDS.get(key, WORDS["invalid"])))


class Text(Spoken, fields.String):
    """Trimmed; nothing but blanks is nothing. Only ``lines=True`` takes more than one line."""

    def __init__(self, *, longest: int = LINE, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest, self.kept = (longest, "\n\r\t" if lines else "")
        self.metadata.setdefault("maxLength", longest)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str | None:
        text = super()._deserialize(value, attr, data, **kwargs).strip()
        if not storable(text, self.kept):
            raise self.make_error("signs")
        if len(text) > self.longest:
            raise self.make_error("long")
        if not text and not self.allow_none:
            raise self.make_error("null")
        return text or None


def storable(text: str, besides: str = "") -> bool:
    """No control signs and no halves of a sign: databases and readers choke on them."""
    return not any(unicodedata.category(c) in ("Cc", "Cs") and c not in besides for c in text)


class Whole(Spoken, fields.Integer):
    def __init__(self, *, least: int = 0, most: int = LARGEST_NUMBER, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most
        self.metadata.update(minimum=least, maximum=most)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> int:
        if type(value) is not int:
            raise self.make_error("invalid")
        if not self.least <= value <= self.most:
            raise self.make_error("too_large" if value > self.most else "invalid")
        return value


class Flag(Spoken, fields.Boolean):
    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Degrees(Spoken, fields.Float):
    """A latitude or longitude; the rules know their limits."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if type(value) not in (int, float):
            raise self.make_error("invalid")
        return super()._deserialize(value, attr, data, **kwargs)


class Day(Spoken, fields.Date):
    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return super().make_error("format" if key == "invalid" else key)


class Clock(Spoken, fields.Time):
    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return super().make_error("format" if key == "invalid" else key)


class Moment(Spoken, fields.AwareDateTime):
    """With its offset, or in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)

    def make_error(self, key: str, **kwargs: Any) -> ValidationError:
        return super().make_error("format" if key.startswith("invalid") else key)


class Choice(Spoken, fields.String):
    """A member of an enum, written as its code."""

    def __init__(self, enum: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.enum = enum
        self.metadata.setdefault("enum", [member.value for member in enum])

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> StrEnum:
        try:
            return self.enum(super()._deserialize(value, attr, data, **kwargs))
        except ValueError:
            raise self.make_error("choice") from None


class Anything(Spoken, fields.Raw):
    """Looked at by whoever uses it."""


class Part(Spoken, fields.Nested):
    pass


class Several(Spoken, fields.List):
    def __init__(self, inner: Any, *, most: int, **kwargs: Any) -> None:
        super().__init__(inner, **kwargs)
        self.most = most
        self.metadata["maxItems"] = most

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[Any]:
        if isinstance(value, list) and len(value) > self.most:
            raise ValidationError(gettext("At most %(count)s at once.", count=self.most))
        read: list[Any] = super()._deserialize(value, attr, data, **kwargs)
        return read


class Body(Schema):
    """What may be sent. A field that is not declared is refused, not overlooked."""

    error_messages = {
        "unknown": _("This field is not there, or not for you to set."),
        "type": _("Send an object: {...}."),
    }

    class Meta:
        unknown = RAISE
