"""Sections of both editions of the WZ as one row, also within other dimensions."""

from pandas import DataFrame

from crm.rules.wz_sections import JOINT_OF, JOINT_SECTIONS
from reports.measures.dimensions import DIMENSIONS, Value
from reports.period import Period
from reports.source.source import Source

PLACES = {key: place for place, key in enumerate(JOINT_SECTIONS)}


def joint_over(source: Source, period: Period, rows: DataFrame, by: tuple[str, ...]) -> DataFrame:
    """``rows``: dimensions and counts, of which every firm is in one section."""
    named = rows.assign(section=[JOINT_OF.get(key, key) for key in rows["section"]])
    summed = named.groupby(list(by), sort=False, as_index=False).sum()
    ranks = {name: _ranks(source, period, name, list(summed[name].unique())) for name in by}
    return summed.sort_values(
        list(by), key=lambda column: column.map(ranks[str(column.name)]), kind="stable"
    ).reset_index(drop=True)


def _ranks(source: Source, period: Period, name: str, found: list[Value]) -> dict[Value, int]:
    if name == "section":
        return {each: PLACES.get(str(each), len(PLACES)) for each in found}
    dimension = DIMENSIONS[name]
    known = dimension.values(source, period)
    ordered = sorted(found, key=lambda value: dimension.order(value, known))
    return {value: rank for rank, value in enumerate(ordered)}
