"""Where the rows of the workbook on consulting days come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.measures.consulting import slots
from reports.measures.founders import founders
from reports.report import Row
from reports.source.source import Source


def all_slots(source: Source, asked: Asked) -> Row:
    return slots(source, asked.period).to_dict("records")[0]  # type: ignore[return-value]


def slots_by_team(source: Source, asked: Asked) -> DataFrame:
    rows = slots(source, asked.period, "team")
    known = source.frame(source.teams.select("code", "name"))
    names = dict(zip(known["code"], known["name"], strict=True))
    return rows.assign(name=[names[code] for code in rows["team"]])


def slots_by_month(source: Source, asked: Asked) -> DataFrame:
    return slots(source, asked.period, "month")


def all_founders(source: Source, asked: Asked) -> Row:
    return _founders(source, asked, None).to_dict("records")[0]  # type: ignore[return-value]


def founders_by_section(source: Source, asked: Asked) -> DataFrame:
    return _founders(source, asked, "section")


def founders_by_month(source: Source, asked: Asked) -> DataFrame:
    return _founders(source, asked, "month")


def _founders(source: Source, asked: Asked, by: str | None) -> DataFrame:
    """As of today: what became of founders a year later lies beyond the period."""
    return founders(source, asked.period, by, asked.today)
