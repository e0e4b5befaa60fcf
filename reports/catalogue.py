"""The reports, in reading order."""

from crm.enums import N_
from crm.errors import DomainError
from reports.definitions.completeness import COMPLETENESS
from reports.definitions.consulting import CONSULTING
from reports.definitions.coverage import COVERAGE
from reports.definitions.funding import FUNDING_CONSULTATIONS
from reports.definitions.gatherings import GATHERINGS
from reports.definitions.promises import PROMISES
from reports.definitions.response import RESPONSE_TIMES
from reports.definitions.yields import YIELDS
from reports.report import Report

REPORTS = (
    COVERAGE, RESPONSE_TIMES, GATHERINGS, CONSULTING, YIELDS, FUNDING_CONSULTATIONS, PROMISES,
    COMPLETENESS,
)  # fmt: skip


def report_named(name: str) -> Report:
    for report in REPORTS:
        if report.name == name:
            return report
    raise DomainError(N_("There is no report named %(name)s."), name=name)
