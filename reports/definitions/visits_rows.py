"""Where the rows of the workbook on company visits come from."""

from datetime import date

from pandas import DataFrame

from crm.enums import SizeClass
from reports.asked import Asked
from reports.definitions.beside import Rate, row_beside, rows_beside, with_district_names
from reports.joint_sections import joint
from reports.measures import coverage as measure
from reports.measures.coverage import coverage, coverage_and_behind
from reports.measures.visit_penetration import visit_penetration
from reports.period import ReferenceDay
from reports.report import Row
from reports.source.source import Source

RATE: Rate = (("visited",), "companies")
SIZE = ("size_class",)
HELD = ("visits", "visited")


def city(source: Source, asked: Asked) -> Row:
    now, then = (visit_penetration(source, day) for day in _days(asked))
    return row_beside(now, then, RATE)


def city_and_reached(source: Source, asked: Asked) -> Row:
    day = asked.reference_day
    reached = measure.total(source, asked.period, reference_day=day)
    return {**city(source, asked), "reached": reached["individual"] + reached["events_only"]}


def by_size(source: Source, asked: Asked) -> DataFrame:
    reached = coverage(source, asked.period, SIZE, reference_day=asked.reference_day)
    met = reached["individual"] + reached["events_only"]
    known = dict(zip(reached["size_class"], met, strict=True))
    rows = _beside(source, asked, "size_class")
    return rows.assign(reached=[known.get(size, 0) for size in rows["size_class"]])


def by_district(source: Source, asked: Asked) -> DataFrame:
    return with_district_names(source, _beside(source, asked, "district"))


def by_section(source: Source, asked: Asked) -> DataFrame:
    rows = _beside(source, asked, "section")
    return rows.assign(section_title=rows["section"])


def by_month(source: Source, asked: Asked) -> DataFrame:
    """Months that have not begun have no row."""
    rows = coverage_and_behind(source, asked.period, ("month",))
    begun = asked.period.months_begun(asked.today)
    rows = rows[rows["month"].isin(begun)].reset_index(drop=True)
    return rows.assign(month=[date.fromisoformat(f"{month}-01") for month in rows["month"]])


def all_months(source: Source, asked: Asked) -> Row:
    (row,) = coverage_and_behind(source, asked.period).to_dict("records")
    return {str(key): value for key, value in row.items()}


def held(source: Source, asked: Asked) -> Row:
    now = all_months(source, asked)
    (then,) = coverage_and_behind(source, asked.period.previous()).to_dict("records")
    return {**now, **{f"{each}_before": then[each] for each in HELD}}


def held_by_size(source: Source, asked: Asked) -> DataFrame:
    """A size that firms had in the period before alone has its row, too."""
    now = coverage_and_behind(source, asked.period, SIZE).set_index("size_class")
    then = coverage_and_behind(source, asked.period.previous(), SIZE).set_index("size_class")
    sizes = [each.value for each in SizeClass if each.value in {*now.index, *then.index}]
    old = then.reindex(sizes, fill_value=0)
    rows = now.reindex(sizes, fill_value=0)
    rows = rows.assign(**{f"{each}_before": old[each] for each in HELD})
    return rows.reset_index(names="size_class")


def _beside(source: Source, asked: Asked, by: str) -> DataFrame:
    now, then = (_penetration(source, day, by) for day in _days(asked))
    return rows_beside(now, then, by, RATE)


def _penetration(source: Source, day: ReferenceDay, by: str) -> DataFrame:
    """Sections of both editions of the WZ together."""
    rows = visit_penetration(source, day, (by,)).drop(columns="rate")
    return joint(rows) if by == "section" else rows


def _days(asked: Asked) -> tuple[ReferenceDay, ReferenceDay]:
    return asked.reference_day, asked.reference_day_before
