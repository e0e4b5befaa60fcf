"""Where the rows of the coverage workbook come from: each asks a measure and shapes its answer."""

from datetime import date
from typing import Any

from pandas import DataFrame, concat

from crm.enums import SizeClass
from crm.rules.fold import sort_key
from reports.asked import Asked
from reports.definitions.beside import with_district_names
from reports.definitions.columns import firms_of, of_size
from reports.joint_sections import joint
from reports.measures import coverage as measure
from reports.measures.coverage import coverage, coverage_and_behind
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
    """With the firms behind its visits, too."""
    return _only(coverage_and_behind(source, asked.period, (), asked.segment))


def city_before(source: Source, asked: Asked) -> Row:
    """With the coverage of the period before, and what it stands on."""
    before = measure.total(source, asked.compared_with, asked.segment)
    return {**city(source, asked), **_before(before)}


def by_size(source: Source, asked: Asked) -> DataFrame:
    """With the coverage of the period before, by the sizes known then; a size that firms had then
    alone has its row, too.
    """
    before = coverage(source, asked.compared_with, SIZE, asked.segment).to_dict("records")
    known = {row["size_class"]: _before(row) for row in before}
    rows = coverage_and_behind(source, asked.period, SIZE, asked.segment).set_index("size_class")
    sizes = [each.value for each in SizeClass if each.value in {*rows.index, *known}]
    rows = rows.reindex(sizes, fill_value=0).reset_index()
    found = [known.get(size, NOBODY_BEFORE) for size in sizes]
    return concat([rows, DataFrame(found, dtype="object")], axis=1)


def _before(row: Any) -> dict[str, Any]:
    return {
        "before": _rate(row),
        "companies_before": int(row["companies"]),
        "reached_before": int(_reached(row)),
        "none_before": int(row["none"]),
    }


NOBODY_BEFORE = {"before": None, "companies_before": 0, "reached_before": 0, "none_before": 0}


def by_band(source: Source, asked: Asked) -> DataFrame:
    return coverage_and_behind(source, asked.period, ("size_band",), asked.segment)


def by_district(source: Source, asked: Asked) -> DataFrame:
    rows = coverage_and_behind(source, asked.period, ("district",), asked.segment)
    return with_district_names(source, rows)


def by_district_and_size(source: Source, asked: Asked) -> DataFrame:
    """A row for each district; firms, and firms reached, of each size in columns of their own."""
    cells = coverage(source, asked.period, ("district", "size_class"), asked.segment)
    cells = cells.assign(reached=_reached(cells))
    parts = [_across(cells, figure) for figure in ("companies", "reached")]
    rows = by_district(source, asked).set_index("district")
    rows = concat([rows.assign(reached=_reached(rows)), *parts], axis=1).fillna(0)
    return rows.reset_index(names="district")


def city_by_size(source: Source, asked: Asked) -> Row:
    known = {
        row["size_class"]: row
        for row in coverage(source, asked.period, SIZE, asked.segment).to_dict("records")
    }
    across = {}
    for size in SizeClass:
        row = known.get(size.value)
        across[of_size("companies", size.value)] = row["companies"] if row else 0
        across[of_size("reached", size.value)] = _reached(row) if row else 0
    total = city(source, asked)
    return {**total, "reached": _reached(total), **across}


def _across(cells: DataFrame, figure: str) -> DataFrame:
    """A column for each size class, also for one of which there is no firm."""
    cells = cells.assign(key=[of_size(figure, size) for size in cells["size_class"]])
    wide = cells.pivot_table(index="district", columns="key", values=figure, aggfunc="sum")
    known = [of_size(figure, size.value) for size in SizeClass]
    return wide.reindex(columns=known).fillna(0).astype("int64")


def by_section(source: Source, asked: Asked) -> DataFrame:
    rows = joint(coverage_and_behind(source, asked.period, ("section",), asked.segment))
    return rows.assign(section_title=rows["section"])


def by_month(source: Source, asked: Asked) -> DataFrame:
    """One row per month, a column per kind, and the firms behind each; ``reached`` counts a firm
    once in each month.

    Months that have not begun have no row: nothing says zero that is still to come.
    """
    cells = coverage(source, asked.period, ("month", "kind"), asked.segment)
    cells = cells.assign(firms=_reached(cells), names=cells["kind"].map(firms_of))
    kinds = cells.pivot_table(index="month", columns="kind", values="contacts", aggfunc="sum")
    behind = cells.pivot_table(index="month", columns="names", values="firms", aggfunc="sum")
    months = coverage(source, asked.period, ("month",), asked.segment).set_index("month")
    begun = asked.period.months_begun(asked.today)
    rows = concat([kinds, behind, months[["individual", "events_only", "contacts"]]], axis=1)
    rows = rows.assign(reached=_reached(months)).reset_index()
    rows = rows[rows["month"].isin(begun)].reset_index(drop=True)
    return rows.assign(month=[date.fromisoformat(f"{month}-01") for month in rows["month"]])


def all_months(source: Source, asked: Asked) -> Row:
    kinds = coverage(source, asked.period, ("kind",), asked.segment)
    total = city(source, asked)
    firms = dict(zip(kinds["kind"].map(firms_of), _reached(kinds), strict=True))
    contacts = dict(zip(kinds["kind"], kinds["contacts"], strict=True))
    return {**total, **contacts, **firms, "reached": _reached(total)}


def reach_of_small(source: Source, asked: Asked) -> DataFrame:
    """The rates come as formulas over the counts; beside them the firms of unknown size."""
    rows = reach(source, asked.period, asked.segment)
    sizes = coverage(source, asked.period, SIZE, asked.segment)
    unknown = sizes[sizes["size_class"] == UNKNOWN].sum(numeric_only=True)
    return DataFrame(
        {
            "group": rows["group"],
            "size_class": rows["group"],
            "companies": rows["companies"],
            "reached": rows["contacted"],
            "none": rows["companies"] - rows["contacted"],
            "unknown_reached": int(_reached(unknown)),
            "unknown_none": int(unknown["none"]),
        }
    )


def reach_of_all(source: Source, asked: Asked) -> Row:
    """The unknown are among them already: none could come on top."""
    total = measure.total(source, asked.period, asked.segment)
    known = {key: total[key] for key in ("companies", "none")} | {"reached": _reached(total)}
    return known | {"unknown_reached": 0, "unknown_none": 0}


def recency_by_size(source: Source, asked: Asked) -> DataFrame:
    return recency(source, asked.reference_day, SIZE, asked.segment)


def recency_city(source: Source, asked: Asked) -> Row:
    return _only(recency(source, asked.reference_day, (), asked.segment))


def visits_by_size(source: Source, asked: Asked) -> DataFrame:
    visited = visit_penetration(source, asked.reference_day, SIZE, asked.segment)
    reached = coverage(source, asked.period, SIZE, asked.segment, reference_day=asked.reference_day)
    return visited.assign(reached=_reached(reached))


def visits_city(source: Source, asked: Asked) -> Row:
    total = measure.total(source, asked.period, asked.segment, reference_day=asked.reference_day)
    return _only(visit_penetration(source, asked.reference_day, (), asked.segment)) | {
        "reached": _reached(total)
    }


def intensity_by_size(source: Source, asked: Asked) -> DataFrame:
    return intensity(source, asked.period, SIZE, asked.segment)


def intensity_city(source: Source, asked: Asked) -> Row:
    return _only(intensity(source, asked.period, (), asked.segment))


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
