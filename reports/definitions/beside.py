"""Rows of the period, with those of the period before beside them."""

from collections.abc import Sequence
from typing import Any

from pandas import DataFrame, Series

from reports.report import Row
from reports.segment import UNKNOWN
from reports.source.source import Source

Rate = tuple[Sequence[str], str]
"""Figures that are added, over another."""


def with_district_names(source: Source, rows: DataFrame) -> DataFrame:
    known = source.frame(source.districts.select("number", "name"))
    names = dict(zip(known["number"], known["name"], strict=True))
    return rows.assign(district_name=[names.get(number, number) for number in rows["district"]])


def rows_beside(now: DataFrame, then: DataFrame, by: str, rate: Rate) -> DataFrame:
    """``now`` with the figures of the rate as they were ``then``, and the rate as ``before``; what
    was there then alone has its row, too.
    """
    gone = [one for one in then[by] if one not in set(now[by])]
    keys = sorted([*now[by], *gone], key=lambda one: one == UNKNOWN)
    rows = now.set_index(by).reindex(keys, fill_value=0).reset_index(names=by)
    old = then.set_index(by).reindex(keys, fill_value=0).to_dict("records")
    found = DataFrame([figures_before(row, rate) for row in old], dtype="object")
    return rows.assign(**{str(name): Series(found[name]) for name in found})


def figures_before(then: Any, rate: Rate) -> dict[str, Any]:
    over, under = rate
    figures = {f"{name}_before": int(then[name]) for name in (*over, under)}
    share = sum(int(then[name]) for name in over) / then[under] if then[under] else None
    return {**figures, "before": share}


def row_beside(now: DataFrame, then: DataFrame, rate: Rate) -> Row:
    """The same of a single row."""
    (row,), (old,) = now.to_dict("records"), then.to_dict("records")
    found: dict[Any, Any] = {**row, **figures_before(old, rate)}
    return {str(key): value for key, value in found.items()}
