"""Own reports for those who lead: what advisors did, and the firms that are in trouble."""

from typing import Any

from pandas import DataFrame

from crm.enums import N_
from reports.asked import Asked
from reports.builder.measure import Filters, Measure
from reports.definitions import columns as c
from reports.definitions import method
from reports.definitions import red_flags as red_flags_report
from reports.definitions.coverage import ADVISORS
from reports.definitions.coverage_rows import ADDED
from reports.measures import red_flags, workload
from reports.report import Row
from reports.segment import Segment
from reports.source.source import Source


def _workload(source: Source, asked: Asked, _by: tuple[str, ...], filters: Filters) -> DataFrame:
    some: dict[str, Any] = dict(filters)
    return workload.workload(source, asked.period, Segment(**some), asked.reference_day)


def _together(rows: DataFrame) -> Row:
    """Of the rows that are shown. A firm may be in the care of two: that column has no sum."""
    return {**{key: rows[key].sum() for key in ADDED}, "companies_in_care": None}


def _flags(source: Source, asked: Asked, by: tuple[str, ...], _filters: Filters) -> DataFrame:
    rows = red_flags.red_flags(source, asked.period, asked.reference_day)
    if by:
        return rows.rename(columns={"kind": "red_flag"})
    return DataFrame([red_flags.total(rows)])


WORKLOAD = Measure(
    name="workload",
    title=N_("Workload"),
    question=N_("Who had how much to do?"),
    definitions=(method.PERIOD, method.WORKLOAD),
    by=("advisor",),
    filters=("team", "kind"),
    figures=(c.PARTICIPATIONS, c.SHARED, c.HOURS, c.OPEN_INQUIRIES, c.IN_CARE),
    ask=_workload,
    main="participations",
    total_label=N_("Together"),
    notes={"advisor": ADVISORS.notes[0]},
    always=("advisor",),
    most=1,
    for_team_leads=True,
    total=_together,
)
RED_FLAGS = Measure(
    name="red_flags",
    title=N_("Red flags"),
    question=N_("Which trouble of firms was noticed, and what came of it?"),
    definitions=(method.PERIOD, method.RED_FLAGS),
    by=("red_flag",),
    filters=(),
    figures=red_flags_report.FLAGS.columns[1:],
    ask=_flags,
    main="raised",
    total_label=N_("All red flags"),
    drawn=("open", "closed"),
    most=1,
    for_team_leads=True,
)
PEOPLE = (WORKLOAD, RED_FLAGS)
