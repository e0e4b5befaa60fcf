"""Where the rows of the workbook on gatherings come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.definitions.beside import with_district_names
from reports.definitions.coverage_rows import SIZE
from reports.measures import coverage as measure
from reports.measures.coverage import coverage
from reports.measures.turnout import turnout_and_behind
from reports.report import Row
from reports.source.source import Source


def total(source: Source, asked: Asked) -> Row:
    return turnout_and_behind(source, asked.period).to_dict("records")[0]  # type: ignore[return-value]


def by_kind(source: Source, asked: Asked) -> DataFrame:
    return turnout_and_behind(source, asked.period, "kind")


def by_size(source: Source, asked: Asked) -> DataFrame:
    return turnout_and_behind(source, asked.period, "size_class")


def by_district(source: Source, asked: Asked) -> DataFrame:
    return with_district_names(source, turnout_and_behind(source, asked.period, "district"))


def by_month(source: Source, asked: Asked) -> DataFrame:
    return turnout_and_behind(source, asked.period, "month")


def events_only(source: Source, asked: Asked) -> DataFrame:
    return coverage(source, asked.period, SIZE)


def events_only_total(source: Source, asked: Asked) -> Row:
    return measure.total(source, asked.period)
