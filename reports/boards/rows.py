"""Where the rows come from that only dashboards show."""

from datetime import date, timedelta
from typing import Any

from pandas import DataFrame, Series

from crm.enums import SizeClass
from reports.asked import Asked
from reports.definitions import coverage_rows
from reports.definitions.columns import of_size
from reports.measures.cohorts import cohorts, met, there, years
from reports.measures.coverage import coverage
from reports.measures.inquiry_funnel import inquiry_funnel
from reports.measures.kept_promises import kept_promises
from reports.measures.response import response
from reports.measures.visits_by_day import visits_by_day
from reports.period import Period
from reports.report import Row
from reports.source.source import Source

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CALENDAR_MONTHS = 12
MAP_YEARS = 5


def map_years(asked: Asked) -> tuple[int, ...]:
    last = asked.reference_day.year
    return tuple(range(last - MAP_YEARS + 1, last + 1))


def year_until(year: int, asked: Asked) -> Period:
    """The whole year, or up to the reference day where that lies in it."""
    return Period(date(year, 1, 1), min(date(year, 12, 31), asked.reference_day))


def shares_by_size(source: Source, asked: Asked) -> DataFrame:
    """Coverage of each size class in columns of their own; None where there is no such firm."""
    rows = coverage_rows.by_district_and_size(source, asked)
    for size in SizeClass:
        rows[size.value] = _share(rows, size.value)
    return rows


def _share(rows: DataFrame, size: str) -> "Series[Any]":
    pairs = zip(rows[of_size("reached", size)], rows[of_size("companies", size)], strict=True)
    return Series([_divided(some, firms) for some, firms in pairs], dtype="object")


def by_year(source: Source, asked: Asked) -> DataFrame:
    """The districts' coverage in each of the last years, the last one up to the reference day."""
    rows = coverage_rows.by_district(source, asked)[["district", "district_name"]].copy()
    for year in map_years(asked):
        found = coverage(source, year_until(year, asked), ("district",), asked.segment)
        rates = {row["district"]: _rate(row) for row in found.to_dict("records")}
        rows[str(year)] = Series([rates.get(number) for number in rows["district"]], dtype="object")
    return rows


def city_by_year(source: Source, asked: Asked) -> Row:
    totals = {
        year: coverage(source, year_until(year, asked), (), asked.segment).iloc[0]
        for year in map_years(asked)
    }
    return {str(year): _rate(row) for year, row in totals.items()}


def calendar(source: Source, asked: Asked) -> DataFrame:
    """A row for each week of the last twelve months, a column for each weekday; None outside."""
    days = calendar_days(asked)
    found = visits_by_day(source, days, asked.segment)
    visits = dict(zip(found["day"], found["visits"], strict=True))
    monday, rows = days.first - timedelta(days.first.weekday()), []
    while monday <= days.last:
        week = [monday + timedelta(number) for number in range(7)]
        counts = [visits.get(day, 0) if days.first <= day <= days.last else None for day in week]
        cells = dict(zip(WEEKDAYS, counts, strict=True))
        rows.append({"week": monday, **cells, "visits": sum(filter(None, counts))})
        monday += timedelta(7)
    return DataFrame(rows, columns=["week", *WEEKDAYS, "visits"], dtype="object")


def calendar_days(asked: Asked) -> Period:
    """The period up to the reference day, of it the last twelve months at most."""
    last = max(asked.reference_day, asked.period.first)
    return Period(max(asked.period.first, Period.up_to(last, CALENDAR_MONTHS).first), last)


def all_visits(source: Source, asked: Asked) -> Row:
    rows = calendar(source, asked)
    return {name: int(rows[name].fillna(0).sum()) for name in (*WEEKDAYS, "visits")}


def kept_up(source: Source, asked: Asked) -> DataFrame:
    """Of each cohort that is not empty: how many of those that existed were met, year by year."""
    rows = _cohorts(source, asked)
    for year in years(asked.reference_day):
        pairs = zip(rows[met(year)], rows[there(year)], strict=True)
        rows[str(year)] = Series([_divided(some, firms) for some, firms in pairs], dtype="object")
    return rows


def cohort_met(source: Source, asked: Asked) -> DataFrame:
    return _only(_cohorts(source, asked), asked, met)


def cohort_there(source: Source, asked: Asked) -> DataFrame:
    return _only(_cohorts(source, asked), asked, there)


def _cohorts(source: Source, asked: Asked) -> DataFrame:
    rows = cohorts(source, asked.reference_day, asked.segment)
    return rows[rows["firms"] > 0].reset_index(drop=True)


def _only(rows: DataFrame, asked: Asked, which: Any) -> DataFrame:
    return rows.rename(columns={which(year): str(year) for year in years(asked.reference_day)})


def funnel(source: Source, asked: Asked) -> DataFrame:
    rows = inquiry_funnel(source, asked.period, _owner(asked))
    whole = int(rows["inquiries"].iloc[0])
    shares = [_divided(some, whole) for some in rows["inquiries"]]
    return rows.assign(of_all=Series(shares, dtype="object"))


def inquiries_by_month(source: Source, asked: Asked) -> DataFrame:
    return response(source, asked.period, "month", asked.reference_day)


def all_inquiries(source: Source, asked: Asked) -> Row:
    rows = response(source, asked.period, None, asked.reference_day)
    return {str(name): value for name, value in rows.iloc[0].items()}


def my_inquiries(source: Source, asked: Asked) -> DataFrame:
    return _mine(response(source, asked.period, "owner", asked.reference_day), asked)


def my_promises(source: Source, asked: Asked) -> DataFrame:
    return _mine(kept_promises(source, asked.period, "owner", asked.reference_day), asked)


def _mine(rows: DataFrame, asked: Asked) -> DataFrame:
    """The one row of the advisor that is asked for; of nothing, where there is nothing."""
    mine = rows[rows["owner"] == _owner(asked)].drop(columns="owner")
    counts = {str(name): 0 for name in mine.columns}
    found = mine if len(mine) else DataFrame([counts], dtype="object")
    return found.assign(whose="mine").reset_index(drop=True)


def _owner(asked: Asked) -> int | None:
    advisor = asked.segment.advisor
    return advisor if isinstance(advisor, int) else None


def _rate(row: Any) -> float | None:
    return _divided(row["individual"] + row["events_only"], row["companies"])


def _divided(over: int, under: int) -> float | None:
    return float(over / under) if under else None
