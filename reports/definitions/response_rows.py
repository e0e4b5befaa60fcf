"""Where the rows of the workbook on response times come from."""

from typing import Any

from pandas import DataFrame

from reports.asked import Asked
from reports.measures.behind_counts import firms_of
from reports.measures.outcomes import outcomes_and_behind
from reports.measures.response import response_and_behind
from reports.report import Row
from reports.source.source import Source


def total(source: Source, asked: Asked) -> Row:
    return _asked(source, asked, None).to_dict("records")[0]  # type: ignore[return-value]


def by_channel(source: Source, asked: Asked) -> DataFrame:
    return _asked(source, asked, "channel")


def by_month(source: Source, asked: Asked) -> DataFrame:
    return _asked(source, asked, "month")


def by_partner(source: Source, asked: Asked) -> DataFrame:
    """With those that came in at the business office first, so that the rows add up."""
    return _named(source, asked, "partner", source.partners)


def by_topic(source: Source, asked: Asked) -> DataFrame:
    return _named(source, asked, "topic", source.topics)


def outcomes(source: Source, asked: Asked) -> DataFrame:
    return outcomes_and_behind(source, asked.period, asked.partner)


def all_outcomes(source: Source, asked: Asked) -> Row:
    row = total(source, asked)
    return {"inquiries": row["received"], firms_of("inquiries"): row[firms_of("received")]}


def _named(source: Source, asked: Asked, by: str, table: Any) -> DataFrame:
    """With the names that the office gave."""
    rows = _asked(source, asked, by)
    known = source.frame(table.select("id", "name"))
    names = dict(zip(known["id"], known["name"], strict=True))
    return rows.assign(name=[names.get(one, one) for one in rows[by]])


def _asked(source: Source, asked: Asked, by: str | None) -> DataFrame:
    return response_and_behind(source, asked.period, by, asked.reference_day, asked.partner)
