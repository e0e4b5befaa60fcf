"""Filters of a list, as data: a name in the address, a field on the page, a condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import abort, request
from flask_babel import gettext
from sqlalchemy import ColumnElement, Select

Condition = Callable[[Any], ColumnElement[bool]]
Choices = Callable[[], Sequence[tuple[str, Any]]]


@dataclass(frozen=True)
class Filter:
    """``kind`` is text, choice, day, month or flag; ``where`` makes a condition of what is read."""

    name: str
    label: Any
    where: Condition
    kind: str = "text"
    choices: Choices = field(default=lambda: ())
    placeholder: Any = ""
    advanced: bool = False
    """Shown only when asked for or set."""
    explains: Any = ""
    """What its label means, on demand."""
    default: Callable[[], str] = field(default=lambda: "")
    """What holds when the address says nothing; then the choices name what takes it away."""

    def raw(self) -> str:
        return request.args.get(self.name, "").strip() or self.default()

    def default_can_go(self) -> bool:
        """Whether the choices name what takes the default away."""
        return "all" in {key for key, _ in self.choices()}

    def is_set(self) -> bool:
        return self.raw() not in ("", self.default())

    def value(self) -> Any:
        """What stands in the address, read; None when nothing does, 400 when it is nonsense."""
        text = self.raw()[:200]
        if not text:
            return None
        if self.kind == "day":
            return read_day(text)
        if self.kind == "month":
            return read_month(text)
        if self.kind == "choice" and text not in {key for key, _ in self.choices()}:
            abort(400)
        return text

    def apply(self, query: Select[Any]) -> Select[Any]:
        value = self.value()
        return query if value is None else query.where(self.where(value))


def read_day(text: str) -> date:
    """2026-11-23 or 23.11.2026 from an address; 400 for anything else."""
    return day_or_none(text) or abort(400)


def read_month(text: str) -> date:
    """The first day of 2026-04 from an address; 400 for anything else."""
    return (day_or_none(f"{text}-01") if len(text) == len("2026-04") else None) or abort(400)


def day_or_none(text: str) -> date | None:
    try:
        if "." in text:
            day, month, year = text.split(".")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None


def enum_choices(enum: Any, only: Sequence[Any] | None = None) -> Choices:
    return lambda: [(m.value, gettext(m.label)) for m in (only or enum)]
