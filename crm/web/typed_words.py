"""What somebody typed, under the labels that stood beside it: fields of every form there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    PasswordField,
    StringField,
    TextAreaField,
    TimeField,
)

from crm.web.formats import day

WORDS = (StringField, TextAreaField, DateField, IntegerField, TimeField)
LOOSE = {"lines": _("One firm in a line"), "name": _("Name"), "reason": _("Reason")}
"""Fields of forms that are only markup."""
NO_WORDS = (HiddenField, PasswordField)
TYPED = "-typed"
"""What was typed into a box and not chosen from its list."""


@dataclass(frozen=True, slots=True)
class _Label:
    text: Any
    is_typed: bool
    is_day: bool = False


def typed_words(fields: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(label, words); what was chosen or only carried along says nothing without its page."""
    labels = _labels()
    for name, value in fields:
        label = labels.get(name.removesuffix(TYPED).rpartition("-")[2])
        if label is None or not value.strip():
            continue
        if label.is_typed or name.endswith(TYPED):
            yield str(label.text), _written(value) if label.is_day else value


@cache
def _labels() -> dict[str, _Label]:
    loose = {name: _Label(text, True) for name, text in LOOSE.items()}
    return loose | {name: label for form in _forms(FlaskForm) for name, label in _fields(form)}


def _forms(form: type[Any]) -> Iterator[type[Any]]:
    for each in form.__subclasses__():
        yield each
        yield from _forms(each)


def _fields(form: type[Any]) -> Iterator[tuple[str, _Label]]:
    for name in dir(form):
        field = getattr(form, name)
        if hasattr(field, "field_class"):
            kind = field.field_class
            text = field.kwargs.get("label") or next(iter(field.args), None)
            if text:
                typed = issubclass(kind, WORDS) and not issubclass(kind, NO_WORDS)
                yield name, _Label(text, typed, issubclass(kind, DateField))


def _written(value: str) -> str:
    """2026-11-23, as browsers send it, as people write it."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value
