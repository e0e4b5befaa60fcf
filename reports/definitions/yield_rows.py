"""Where the rows of the workbook on brochures come from."""

from pandas import DataFrame

from reports.asked import Asked
from reports.measures.campaign_progress import campaign_results_and_behind
from reports.measures.campaign_yield import campaign_yield_and_behind
from reports.report import Row
from reports.source.source import Source


def total(source: Source, asked: Asked) -> Row:
    row: Row = campaign_yield_and_behind(source, asked.period).to_dict("records")[0]  # type: ignore[assignment]
    return row


def by_material(source: Source, asked: Asked) -> DataFrame:
    rows = campaign_yield_and_behind(source, asked.period, "material")
    known = source.frame(source.materials.select("id", "title", "edition", "language"))
    names = {row.id: f"{row.title}, {row.edition} ({row.language})" for row in known.itertuples()}
    return rows.assign(name=[names.get(one, one) for one in rows["material"]])


def by_counter(source: Source, asked: Asked) -> DataFrame:
    rows = campaign_yield_and_behind(source, asked.period, "counter")
    known = source.frame(source.partners.select("id", "name"))
    names = dict(zip(known["id"], known["name"], strict=True))
    return rows.assign(name=[names.get(one, one) for one in rows["counter"]])


def by_campaign(source: Source, asked: Asked) -> DataFrame:
    rows = campaign_results_and_behind(source, asked.period)
    known = source.frame(source.campaigns.select("id", "title"))
    names = dict(zip(known["id"], known["title"], strict=True))
    return rows.assign(name=[names[one] for one in rows["campaign"]])


def by_month(source: Source, asked: Asked) -> DataFrame:
    return campaign_yield_and_behind(source, asked.period, "month")
