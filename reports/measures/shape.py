"""pandas' part: complete rows in the domain's order. Nothing is counted here."""

from typing import TYPE_CHECKING

import pandas as pd

from crm.rules.wz_sections import BOTH
from reports.measures.dimensions import Dimension, Of, Value

if TYPE_CHECKING:
    from reports.measures.question import Question


def completed(question: "Question", base: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Each row of the base with every value of the contacts' dimensions, zeros included."""
    rows = base
    for dimension in question.by:
        if dimension.of is Of.CONTACT:
            values = _known_and_found(question, dimension, figures)
            rows = rows.merge(pd.DataFrame({dimension.name: values}, dtype="object"), how="cross")
    counted = [str(name) for name in figures if name not in question.names()]
    merged = rows.merge(figures, how="left", on=question.names())
    merged[counted] = merged[counted].fillna(0).astype("int64")
    return ordered(question, merged)


def ordered(question: "Question", rows: pd.DataFrame) -> pd.DataFrame:
    """By the dimensions' own orders; of a dimension that is filtered only what was asked for."""
    names = question.names()
    if not names:
        return rows
    for name, value in question.segment.chosen.items():
        if name in names and name != "size_class":
            rows = rows[rows[name].isin(str(value).split(BOTH) if name == "section" else [value])]
    ranks = {one.name: _ranks(question, one, rows) for one in question.by}
    rows = rows.sort_values(names, key=lambda column: column.map(ranks[str(column.name)]))
    return rows[[*names, *(name for name in rows if name not in names)]].reset_index(drop=True)


def _known_and_found(question: "Question", dimension: Dimension, rows: pd.DataFrame) -> list[Value]:
    known = dimension.values(question.source, question.shown)
    return [*known, *(value for value in rows[dimension.name].unique() if value not in known)]


def _ranks(question: "Question", dimension: Dimension, rows: pd.DataFrame) -> dict[Value, int]:
    known = dimension.values(question.source, question.shown)
    found = sorted(rows[dimension.name].unique(), key=lambda value: dimension.order(value, known))
    return {value: rank for rank, value in enumerate(found)}
