"""Figures of several dimensions at once, where what is counted stands in one row each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ibis
import pandas as pd

from crm.enums import N_
from crm.errors import DomainError
from reports.segment import UNKNOWN

Place = tuple[Any, ...]
Only = Mapping[str, Any]
"""Dimension -> the value that is asked for."""


def refuse_others(by: Iterable[str], possible: Sequence[str]) -> None:
    for name in by:
        if name not in possible:
            message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
            raise DomainError(message, name=name, possible=", ".join(possible))


def narrowed(rows: ibis.Table, only: Only, columns: Mapping[str, str]) -> ibis.Table:
    """Those whose column says so; ``unknown`` where it says nothing. Numbers may be written."""
    for name, value in only.items():
        column = rows[columns[name]]
        if column.type().is_integer():
            rows = rows.filter(column.isnull() if value == UNKNOWN else column == int(value))
        else:
            rows = rows.filter(column.fill_null(UNKNOWN) == value)
    return rows


def month_of(day: ibis.Deferred) -> Any:
    return day.cast("string").substr(0, 7)


def place(values: Sequence[Any]) -> Place:
    return tuple(UNKNOWN if pd.isna(value) else value for value in values)


def places(
    found: Iterable[Place], by: Sequence[str], always: Mapping[str, list[Any]]
) -> list[Place]:
    """In the domain's order. Of one dimension what ``always`` has a row, of several what occurs."""
    if not by:
        return [()]
    known = set(found)
    if len(by) == 1:
        known |= {(value,) for value in always.get(by[0], [])}
    ranks = [_ranks({each[at] for each in known}, always.get(name, []))
             for at, name in enumerate(by)]  # fmt: skip
    return sorted(known, key=lambda each: [r[v] for r, v in zip(ranks, each, strict=True)])


def _ranks(values: set[Any], always: list[Any]) -> dict[Any, int]:
    others = sorted(values - set(always), key=lambda one: (one == UNKNOWN, one))
    return {value: rank for rank, value in enumerate([*always, *others])}


def narrow_frame(
    by: Sequence[str], figures: Sequence[str], rows: Iterable[tuple[Place, Sequence[Any]]]
) -> pd.DataFrame:
    found = [(*where, *values) for where, values in rows]
    return pd.DataFrame(found, columns=[*by, *figures], dtype="object")
