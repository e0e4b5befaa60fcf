"""Where the rows of the coverage workbook come from: each asks a measure and shapes its answer."""

from datetime import date
from typing import Any

from pandas import DataFrame

from reports.measures import coverage as measure
from reports.measures.coverage import coverage
from reports.measures.intensity import intensity
from reports.measures.outside import outside
from reports.measures.reach import reach
from reports.measures.recency import recency
from reports.measures.visit_penetration import visit_penetration
from reports.measures.workload import workload
from reports.period import Period
from reports.report import Row
from reports.segment import UNKNOWN
from reports.source.source import Source

SIZE = ("size_class",)


def city(source: Source, period: Period) -> Row:
    return measure.total(source, period)


def by_size(source: Source, period: Period) -> DataFrame:
    return coverage(source, period, SIZE)


def by_band(source: Source, period: Period) -> DataFrame:
    return coverage(source, period, ("size_band",))


def by_district(source: Source, period: Period) -> DataFrame:
    rows = coverage(source, period, ("district",))
    known = source.frame(source.districts.select("number", "name"))
    names = dict(zip(known["number"], known["name"], strict=True))
    return rows.assign(district_name=[names.get(number, number) for number in rows["district"]])


def by_section(source: Source, period: Period) -> DataFrame:
    rows = coverage(source, period, ("section",))
    return rows.assign(section_title=rows["section"])


def by_month(source: Source, period: Period) -> DataFrame:
    """One row per month, a column per kind; ``reached`` counts a firm once in each month."""
    cells = coverage(source, period, ("month", "kind"))
    kinds = cells.pivot_table(index="month", columns="kind", values="contacts", aggfunc="sum")
    months = coverage(source, period, ("month",)).set_index("month")
    rows = kinds.assign(contacts=months["contacts"], reached=_reached(months)).reset_index()
    return rows.assign(month=[date.fromisoformat(f"{month}-01") for month in rows["month"]])


def all_months(source: Source, period: Period) -> Row:
    kinds = coverage(source, period, ("kind",))
    total = measure.total(source, period)
    contacts = {"contacts": total["contacts"], "reached": _reached(total)}
    return dict(zip(kinds["kind"], kinds["contacts"], strict=True)) | contacts


def reach_of_small(source: Source, period: Period) -> DataFrame:
    """The rates come as formulas over the counts; beside them the firms of unknown size."""
    rows = reach(source, period)
    sizes = coverage(source, period, SIZE)
    unknown = sizes[sizes["size_class"] == UNKNOWN].sum(numeric_only=True)
    return DataFrame(
        {
            "group": rows["group"],
            "companies": rows["companies"],
            "reached": rows["contacted"],
            "none": rows["companies"] - rows["contacted"],
            "unknown_reached": int(_reached(unknown)),
            "unknown_none": int(unknown["none"]),
        }
    )


def reach_of_all(source: Source, period: Period) -> Row:
    total = measure.total(source, period)
    return {key: total[key] for key in ("companies", "none")} | {"reached": _reached(total)}


def recency_by_size(source: Source, period: Period) -> DataFrame:
    return recency(source, period.last, SIZE)


def recency_city(source: Source, period: Period) -> Row:
    return _only(recency(source, period.last))


def visits_by_size(source: Source, period: Period) -> DataFrame:
    visited = visit_penetration(source, period.last, SIZE)
    reached = coverage(source, period, SIZE, reference_day=period.last)
    return visited.assign(reached=_reached(reached))


def visits_city(source: Source, period: Period) -> Row:
    total = measure.total(source, period, reference_day=period.last)
    return _only(visit_penetration(source, period.last)) | {"reached": _reached(total)}


def intensity_by_size(source: Source, period: Period) -> DataFrame:
    return intensity(source, period, SIZE)


def intensity_city(source: Source, period: Period) -> Row:
    return _only(intensity(source, period))


def outside_talks(source: Source, period: Period) -> DataFrame:
    counted = outside(source, period)
    return DataFrame({"talk": list(counted), "number": list(counted.values())})


def advisors(source: Source, period: Period) -> DataFrame:
    return workload(source, period)


def advisors_total(source: Source, period: Period) -> Row:
    """A firm may be in the care of two: that column has no sum."""
    rows = workload(source, period)
    sums = {key: rows[key].sum() for key in ("participations", "shared", "hours")}
    return {**sums, "companies_in_care": None}


def _reached(row: Any) -> Any:
    return row["individual"] + row["events_only"]


def _only(rows: DataFrame) -> dict[str, Any]:
    """The one row of a measure that is not broken down."""
    return {str(key): value for key, value in rows.iloc[0].items()}
