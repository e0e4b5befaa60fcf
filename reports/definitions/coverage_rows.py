"""Where the rows of the coverage workbook come from: each asks a measure and shapes its answer."""

from datetime import date
from typing import Any

from pandas import DataFrame, Series

from crm.rules.fold import sort_key
from reports.asked import Asked
from reports.joint_sections import joint
from reports.measures import coverage as measure
from reports.measures.coverage import coverage
from reports.measures.intensity import intensity
from reports.measures.outside import outside
from reports.measures.reach import reach
from reports.measures.recency import recency
from reports.measures.visit_penetration import visit_penetration
from reports.measures.workload import workload
from reports.report import Row
from reports.segment import UNKNOWN
from reports.source.source import Source

SIZE = ("size_class",)
ADDED = ("participations", "shared", "hours", "open_inquiries")
"""Figures on advisors of which a sum says something."""


def city(source: Source, asked: Asked) -> Row:
    return measure.total(source, asked.period)


def city_before(source: Source, asked: Asked) -> Row:
    """With the coverage of the period before."""
    return {**city(source, asked), "before": _rate(measure.total(source, asked.period.previous()))}


def by_size(source: Source, asked: Asked) -> DataFrame:
    """With the coverage of the period before, by the sizes known then."""
    before = coverage(source, asked.period.previous(), SIZE).to_dict("records")
    rates = {row["size_class"]: _rate(row) for row in before}
    rows = coverage(source, asked.period, SIZE)
    return rows.assign(before=Series([rates.get(s) for s in rows["size_class"]], dtype="object"))


def by_band(source: Source, asked: Asked) -> DataFrame:
    return coverage(source, asked.period, ("size_band",))


def by_district(source: Source, asked: Asked) -> DataFrame:
    rows = coverage(source, asked.period, ("district",))
    known = source.frame(source.districts.select("number", "name"))
    names = dict(zip(known["number"], known["name"], strict=True))
    return rows.assign(district_name=[names.get(number, number) for number in rows["district"]])


def by_section(source: Source, asked: Asked) -> DataFrame:
    rows = joint(coverage(source, asked.period, ("section",)))
    return rows.assign(section_title=rows["section"])


def by_month(source: Source, asked: Asked) -> DataFrame:
    """One row per month, a column per kind; ``reached`` counts a firm once in each month.

    Months that have not begun have no row: nothing says zero that is still to come.
    """
    cells = coverage(source, asked.period, ("month", "kind"))
    kinds = cells.pivot_table(index="month", columns="kind", values="contacts", aggfunc="sum")
    months = coverage(source, asked.period, ("month",)).set_index("month")
    begun = asked.period.months_begun(asked.today)
    rows = kinds.assign(contacts=months["contacts"], reached=_reached(months)).reset_index()
    rows = rows[rows["month"].isin(begun)].reset_index(drop=True)
    return rows.assign(month=[date.fromisoformat(f"{month}-01") for month in rows["month"]])


def all_months(source: Source, asked: Asked) -> Row:
    kinds = coverage(source, asked.period, ("kind",))
    total = measure.total(source, asked.period)
    contacts = {"contacts": total["contacts"], "reached": _reached(total)}
    return dict(zip(kinds["kind"], kinds["contacts"], strict=True)) | contacts


def reach_of_small(source: Source, asked: Asked) -> DataFrame:
    """The rates come as formulas over the counts; beside them the firms of unknown size."""
    rows = reach(source, asked.period)
    sizes = coverage(source, asked.period, SIZE)
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


def reach_of_all(source: Source, asked: Asked) -> Row:
    """The unknown are among them already: none could come on top."""
    total = measure.total(source, asked.period)
    known = {key: total[key] for key in ("companies", "none")} | {"reached": _reached(total)}
    return known | {"unknown_reached": 0, "unknown_none": 0}


def recency_by_size(source: Source, asked: Asked) -> DataFrame:
    return recency(source, asked.reference_day, SIZE)


def recency_city(source: Source, asked: Asked) -> Row:
    return _only(recency(source, asked.reference_day))


def visits_by_size(source: Source, asked: Asked) -> DataFrame:
    visited = visit_penetration(source, asked.reference_day, SIZE)
    reached = coverage(source, asked.period, SIZE, reference_day=asked.reference_day)
    return visited.assign(reached=_reached(reached))


def visits_city(source: Source, asked: Asked) -> Row:
    total = measure.total(source, asked.period, reference_day=asked.reference_day)
    return _only(visit_penetration(source, asked.reference_day)) | {"reached": _reached(total)}


def intensity_by_size(source: Source, asked: Asked) -> DataFrame:
    return intensity(source, asked.period, SIZE)


def intensity_city(source: Source, asked: Asked) -> Row:
    return _only(intensity(source, asked.period))


def outside_talks(source: Source, asked: Asked) -> DataFrame:
    counted = outside(source, asked.period)
    return DataFrame({"talk": list(counted), "number": list(counted.values())})


def advisors(source: Source, asked: Asked) -> DataFrame:
    rows = workload(source, asked.period, reference_day=asked.reference_day)
    rows = rows.sort_values("name", key=lambda names: names.map(sort_key))
    return rows if asked.advisors is None else rows[rows["advisor"].isin(asked.advisors)]


def advisors_total(source: Source, asked: Asked) -> Row:
    """A firm may be in the care of two: that column has no sum."""
    rows = advisors(source, asked)
    sums = {key: rows[key].sum() for key in ADDED}
    return {**sums, "companies_in_care": None}


def _reached(row: Any) -> Any:
    return row["individual"] + row["events_only"]


def _rate(row: Any) -> float | None:
    return _reached(row) / row["companies"] if row["companies"] else None


def _only(rows: DataFrame) -> dict[str, Any]:
    """The one row of a measure that is not broken down."""
    return {str(key): value for key, value in rows.iloc[0].items()}
