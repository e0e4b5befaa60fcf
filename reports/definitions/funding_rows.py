"""Where the rows of the workbook on funding consultations come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.measures.funding import funding_and_behind
from reports.report import Row
from reports.source.source import Source


def total(source: Source, asked: Asked) -> Row:
    row: Row = funding_and_behind(source, asked.period).to_dict("records")[0]  # type: ignore[assignment]
    return row


def by_programme(source: Source, asked: Asked) -> DataFrame:
    rows = funding_and_behind(source, asked.period, "programme")
    known = source.frame(source.funding_programmes)
    names = dict(zip(known["id"], known["name"], strict=True))
    return rows.assign(name=[names.get(one, one) for one in rows["programme"]])


def by_size(source: Source, asked: Asked) -> DataFrame:
    return funding_and_behind(source, asked.period, "size_class")


def by_month(source: Source, asked: Asked) -> DataFrame:
    return funding_and_behind(source, asked.period, "month")
