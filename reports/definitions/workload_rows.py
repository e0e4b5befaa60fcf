"""Where the rows of the workbook on workload come from: of those whose figures may be shown."""

from pandas import DataFrame

from crm.rules.fold import sort_key
from reports.asked import Asked
from reports.definitions.coverage_rows import ADDED
from reports.measures.activity import activity
from reports.measures.workload import workload
from reports.report import Row
from reports.source.source import Source

BEFORE = ("shared", "hours")


def workload_beside(source: Source, asked: Asked) -> DataFrame:
    """By name. Whoever had something to do in the period before alone has a row, too."""
    now = workload(source, asked.period, reference_day=asked.reference_day).set_index("advisor")
    then = workload(source, asked.period.previous()).set_index("advisor")
    keys = list(dict.fromkeys([*now.index, *then.index[then["participations"] > 0]]))
    names = {**then["name"], **now["name"]}
    old = then.reindex(keys)[list(BEFORE)].fillna(0).add_suffix("_before")
    rows = now.reindex(keys).drop(columns="name").fillna(0).join(old)
    rows = rows.assign(name=[names[key] for key in keys]).reset_index(names="advisor")
    return _shown(rows, asked)


def workload_total(source: Source, asked: Asked) -> Row:
    """A firm may be in the care of two: that column has no sum."""
    rows = workload_beside(source, asked)
    added = (*ADDED, *(f"{each}_before" for each in BEFORE))
    return {**{key: rows[key].sum() for key in added}, "companies_in_care": None}


def kinds(source: Source, asked: Asked) -> DataFrame:
    names = {row.id: row.name for row in source.frame(source.advisors).itertuples()}
    rows = activity(source, asked.period)
    return _shown(rows.assign(name=rows["advisor"].map(names)), asked)


def _shown(rows: DataFrame, asked: Asked) -> DataFrame:
    rows = rows.sort_values("name", key=lambda names: names.map(sort_key))
    seen = rows if asked.advisors is None else rows[rows["advisor"].isin(asked.advisors)]
    return seen.reset_index(drop=True)
