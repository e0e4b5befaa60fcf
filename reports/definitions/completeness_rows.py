"""Where the rows of the workbook on register completeness come from."""

from functools import partial
from typing import Any

from pandas import DataFrame

from crm.enums import OfficiallyCounted
from reports.asked import Asked
from reports.measures.official import years
from reports.measures.register_completeness import FIGURES, register_completeness
from reports.report import Row
from reports.source.source import Source

CHAMBER, CRAFT = OfficiallyCounted.CHAMBER, OfficiallyCounted.CRAFT
CONFIDENTIAL = "."
HIDDEN = ("official", "completeness", "official_coverage")


def year_of(source: Source, asked: Asked, counted: OfficiallyCounted) -> int | None:
    """The last one counted that had ended with the period, or else the first there is."""
    known = years(source, counted)
    ended = [year for year in known if year <= asked.period.last.year]
    return next(iter([*ended, *known[-1:]]), None)


def by_year(counted: OfficiallyCounted, source: Source, asked: Asked) -> DataFrame:
    """The earliest first, up to the year in which the period ends."""
    known = sorted(year for year in years(source, counted) if year <= asked.period.last.year)
    rows = [_city(counted, source, year) for year in known]
    return DataFrame(rows, columns=["year", *FIGURES], dtype="object")


def total(counted: OfficiallyCounted, source: Source, asked: Asked) -> Row:
    year = year_of(source, asked, counted)
    return _city(counted, source, year) if year else dict.fromkeys(("year", *FIGURES))


def broken_down(by: str, counted: OfficiallyCounted, source: Source, asked: Asked) -> DataFrame:
    """With what districts and groups are called."""
    year = year_of(source, asked, counted)
    if year is None:
        names = ["district", "district_name", "group", "group_title"]
        return DataFrame(columns=[*names, "year", *FIGURES], dtype="object")
    rows = _dotted(register_completeness(source, counted, year, by)).assign(year=str(year))
    known = source.frame(source.districts.select("number", "name"))
    called = dict(zip(known["number"], known["name"], strict=True))
    if "district" in rows:
        rows = rows.assign(district_name=[called.get(each, each) for each in rows["district"]])
    return rows.assign(group_title=rows["group"]) if "group" in rows else rows


by_district, by_group, by_both = (
    partial(broken_down, by, CHAMBER) for by in ("district", "group", "both")
)
chamber_by_year, craft_by_year = partial(by_year, CHAMBER), partial(by_year, CRAFT)
chamber_total, craft_total = partial(total, CHAMBER), partial(total, CRAFT)
craft_by_district = partial(broken_down, "district", CRAFT)


def _city(counted: OfficiallyCounted, source: Source, year: int) -> dict[str, Any]:
    (row,) = _dotted(register_completeness(source, counted, year)).to_dict("records")
    return {"year": str(year), **{str(name): value for name, value in row.items()}}


def _dotted(rows: DataFrame) -> DataFrame:
    """A dot for what is confidential, and for what would be worked out of it."""
    hidden = rows["confidential"].astype(bool)
    dotted = {name: rows[name].astype("object").mask(hidden, CONFIDENTIAL) for name in HIDDEN}
    return rows.assign(**dotted)
