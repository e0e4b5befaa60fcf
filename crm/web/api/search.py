"""What a list may be filtered by: a name, a column, and the comparisons its type allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import false, not_, or_

from crm.services.family import kin
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.comparisons import (
    BY_TYPE,
    COMPARISONS,
    Condition,
    flag,
    python_type,
    read_value,
    some,
)


@dataclass(frozen=True)
class Search:
    """``within`` puts the comparison where the column lives: Company.sites.any, for instance."""

    column: Any
    within: Callable[[Condition], Condition] = lambda condition: condition
    only: tuple[str, ...] | None = None

    @property
    def type(self) -> type[Any]:
        return python_type(self.column.type)

    @property
    def operators(self) -> tuple[str, ...]:
        family = next(kind for kind in BY_TYPE if issubclass(self.type, kind))
        null = ("null",) if getattr(self.column.expression, "nullable", False) else ()
        return self.only or (*BY_TYPE[family], *null)

    def condition(self, operator: str, value: Any) -> Condition:
        """ValueError when the value is not of the column's kind."""
        if operator == "null":
            read: Any = flag(value)
        elif operator == "in":
            read = [read_value(self.type, each) for each in some(value)]
        else:
            read = read_value(self.type, value)
        return self.within(COMPARISONS[operator](self.column, read))


@dataclass(frozen=True)
class OfFirm(Search):
    """A column of firms' ids: what is a firm's is found by whichever id it is known."""

    def condition(self, operator: str, value: Any) -> Condition:
        if operator not in ("eq", "in"):
            return super().condition(operator, value)
        ids = [read_value(int, each) for each in (some(value) if operator == "in" else [value])]
        return self.within(or_(false(), *(self.column.in_(kin(pk)) for pk in ids)))


@dataclass(frozen=True)
class Words:
    """A search by words: ``condition_of`` knows an index and forgives slips of the pen."""

    condition_of: Callable[[str], Condition]
    operators: tuple[str, ...] = ("ct",)

    def condition(self, _operator: str, value: Any) -> Condition:
        return self.condition_of(read_value(str, value))


@dataclass(frozen=True)
class Stands:
    """Whether something holds that no column says."""

    condition_of: Callable[[], Condition]
    operators: tuple[str, ...] = ("eq",)

    def condition(self, _operator: str, value: Any) -> Condition:
        holds = self.condition_of()
        return holds if flag(value) else not_(holds)


Searches = Mapping[str, Search | Words | Stands]


def columns(model: type[Any], *names: str) -> dict[str, Any]:
    return {name: getattr(model, name) for name in names}


def searched(model: type[Any], *names: str) -> dict[str, Search]:
    return {
        name: (OfFirm if name == "company_id" else Search)(column)
        for name, column in columns(model, *names).items()
    }


def conditions(searchable: Searches, wanted: Sequence[dict[str, Any]]) -> list[Condition]:
    """What the filters of a request mean; 400 with each one that means nothing."""
    meant, errors = [], []
    for number, each in enumerate(wanted):
        try:
            meant.append(_condition(searchable, each))
        except ValueError as error:
            errors.append(FieldError(f"q.filters.{number}", error))
    if errors:
        raise Refusal(400, errors=errors)
    return meant


def _condition(searchable: Searches, wanted: dict[str, Any]) -> Condition:
    name, operator = wanted["col"], wanted["opr"]
    if name not in searchable:
        raise ValueError(_("There is no filter %(name)s.", name=name))
    search = searchable[name]
    if operator not in search.operators:
        allowed = ", ".join(search.operators)
        raise ValueError(_("%(name)s can be compared by: %(allowed)s.", name=name, allowed=allowed))
    try:
        return search.condition(operator, wanted["value"])
    except (ValueError, OverflowError):
        raise ValueError(_("This is no value for %(name)s.", name=name)) from None
