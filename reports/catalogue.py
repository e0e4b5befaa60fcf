"""The reports, in reading order."""

from crm.enums import N_
from crm.errors import DomainError
from reports.definitions.completeness import COMPLETENESS
from reports.definitions.consulting import CONSULTING
from reports.definitions.coverage import COVERAGE
from reports.definitions.funding import FUNDING_CONSULTATIONS
from reports.definitions.gatherings import GATHERINGS
from reports.definitions.never_reached import NEVER_REACHED_FIRMS
from reports.definitions.promises import PROMISES
from reports.definitions.recency import RECENCY
from reports.definitions.red_flags import RED_FLAGS_AND_JOBS
from reports.definitions.response import RESPONSE_TIMES
from reports.definitions.small_firms import SMALL_FIRM_REACH
from reports.definitions.targets import TARGET_PROGRESS
from reports.definitions.visits import VISITS
from reports.definitions.workload import WORKLOADS
from reports.definitions.year import YEAR
from reports.definitions.yields import YIELDS
from reports.report import Report

REPORTS = (
    YEAR, COVERAGE, SMALL_FIRM_REACH, NEVER_REACHED_FIRMS, RECENCY, VISITS, RESPONSE_TIMES,
    GATHERINGS, CONSULTING, YIELDS, FUNDING_CONSULTATIONS, PROMISES, COMPLETENESS, WORKLOADS,
    RED_FLAGS_AND_JOBS, TARGET_PROGRESS,
)  # fmt: skip
PUBLISHED = tuple(report for report in REPORTS if report.known)
"""Those of which there is a variant for publication."""


def report_named(name: str) -> Report:
    for report in REPORTS:
        if report.name == name:
            return report
    raise DomainError(N_("There is no report named %(name)s."), name=name)


def reports_for(team_leads: bool) -> tuple[Report, ...]:
    """Those that somebody may know of."""
    return tuple(report for report in REPORTS if team_leads or not report.for_team_leads)
