"""Where the rows of the workbook on follow-ups come from."""

from pandas import DataFrame

from crm.rules.fold import sort_key
from reports.asked import Asked
from reports.measures.kept_promises import kept_promises_and_behind
from reports.report import Row
from reports.source.source import Source


def all_promises(source: Source, asked: Asked) -> Row:
    return _asked(source, asked, None).to_dict("records")[0]  # type: ignore[return-value]


def by_month(source: Source, asked: Asked) -> DataFrame:
    return _asked(source, asked, "month")


def by_owner(source: Source, asked: Asked) -> DataFrame:
    """Of those whose figures may be shown, by name."""
    rows = _asked(source, asked, "owner")
    names = {row.id: row.name for row in source.frame(source.advisors).itertuples()}
    rows = rows.assign(name=rows["owner"].map(names))
    rows = rows.sort_values("name", key=lambda found: found.map(sort_key))
    return rows if asked.advisors is None else rows[rows["owner"].isin(asked.advisors)]


def _asked(source: Source, asked: Asked, by: str | None) -> DataFrame:
    return kept_promises_and_behind(source, asked.period, by, asked.reference_day)
