"""A declaration in a language: its message ids replaced by words, everything else as it was."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

Translate = Callable[[str], str]
Thing = TypeVar("Thing")

TEXTS = {
    "description", "label", "lead", "names", "note", "notes", "question", "tab", "term", "text",
    "title", "total_label",
}  # fmt: skip
"""Fields of reports.report that hold message ids; keys and names of rows are none."""


def translated(thing: Thing, translate: Translate) -> Thing:
    if isinstance(thing, tuple):
        return cast(Thing, tuple(translated(part, translate) for part in thing))
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    values = {field.name: getattr(thing, field.name) for field in fields(thing)}
    changed = {
        name: words(value, translate) if name in TEXTS else translated(value, translate)
        for name, value in values.items()
    }
    return cast(Thing, replace(cast(Any, thing), **changed))


def words(value: Any, translate: Translate) -> Any:
    """A text, several, or codes with their texts; the empty text stays empty."""
    if isinstance(value, Mapping):
        return {code: translate(text) for code, text in value.items()}
    if isinstance(value, tuple):
        return tuple(translate(text) for text in value)
    return translate(value) if value else value
