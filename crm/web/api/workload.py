"""What advisors did and have still to do as JSON: the numbers of the page."""

from __future__ import annotations

from typing import Any

from crm.clock import today
from crm.services.open_follow_ups import open_follow_ups
from crm.web.api.figures import Asked, FiguresApi, PeriodArguments
from crm.web.security import current_viewer
from crm.web.workload_figures import Line, lines
from reports.definitions.method import WORKLOAD
from reports.measures import activity, workload
from reports.source.source import Source

PROMISED = ("open_follow_ups", "overdue_follow_ups")


class WorkloadApi(FiguresApi):
    """Those whom the caller leads, in the order of their names; nobody is ranked or added up."""

    resource_name = "workload"
    class_permission_name = "Workload"
    things = "what advisors did and have still to do"
    arguments, definition = PeriodArguments, WORKLOAD
    figures = (*workload.FIGURES, *activity.FIGURES, *PROMISED)
    always = ("advisor", "name")
    has_total = False

    def told(self, source: Source, asked: Asked) -> dict[str, Any]:
        promised = open_follow_ups(self.session, current_viewer, today())
        whose = current_viewer.seen_at_work
        found = lines(
            source, asked.period, asked.day, promised, lambda pk: whose is None or pk in whose, None
        )
        return {"rows": [_row(line) for line in found]}


def _row(line: Line) -> dict[str, Any]:
    open_ones = dict(zip(PROMISED, (line.promised.count, line.promised.overdue), strict=True))
    return {**line.work, "advisor": line.advisor, "name": line.name, **open_ones}
