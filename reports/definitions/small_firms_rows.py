"""Where the rows of the workbook on small firms come from: the coverage of those alone."""

from datetime import date

from pandas import DataFrame

from reports.asked import Asked
from reports.definitions.beside import Rate, row_beside, rows_beside, with_district_names
from reports.joint_sections import joint
from reports.measures.coverage import coverage_and_behind
from reports.period import Period
from reports.report import Row
from reports.segment import SMALL_FIRMS, Segment
from reports.source.source import Source

SMALL = Segment(size_class=SMALL_FIRMS)
COVERAGE: Rate = (("reached",), "companies")


def small_total(source: Source, asked: Asked) -> Row:
    now, then = (_asked(source, period) for period in (asked.period, asked.period.previous()))
    return row_beside(now, then, COVERAGE)


def small_by_district(source: Source, asked: Asked) -> DataFrame:
    return with_district_names(source, _beside_before(source, asked, "district"))


def small_by_section(source: Source, asked: Asked) -> DataFrame:
    rows = _beside_before(source, asked, "section")
    return rows.assign(section_title=rows["section"])


def small_by_month(source: Source, asked: Asked) -> DataFrame:
    """Months that have not begun have no row."""
    rows = _asked(source, asked.period, "month")
    begun = asked.period.months_begun(asked.today)
    rows = rows[rows["month"].isin(begun)].reset_index(drop=True)
    return rows.assign(month=[date.fromisoformat(f"{month}-01") for month in rows["month"]])


def _beside_before(source: Source, asked: Asked, by: str) -> DataFrame:
    now, then = (_asked(source, period, by) for period in (asked.period, asked.period.previous()))
    return rows_beside(now, then, by, COVERAGE)


def _asked(source: Source, period: Period, *by: str) -> DataFrame:
    """Sections of both editions of the WZ together."""
    rows = coverage_and_behind(source, period, by, SMALL)
    rows = joint(rows) if by == ("section",) else rows
    return rows.assign(reached=rows["individual"] + rows["events_only"])
