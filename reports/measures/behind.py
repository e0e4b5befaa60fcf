"""From a figure of the coverage to the firms behind it."""

from crm.enums import N_
from reports.measures.coverage import coverage_firms
from reports.period import Period
from reports.segment import Segment
from reports.source.source import Source

BEHIND = {
    "all": N_("All firms"),
    "met": N_("Firms with contact"),
    "individual": N_("Firms with individual contact"),
    "events_only": N_("Firms met at events only"),
    "none": N_("Firms without contact"),
}


def firms_behind(source: Source, period: Period, segment: Segment | None, which: str) -> list[int]:
    """Company ids in order; as many as the figure says."""
    return [int(one) for one in coverage_firms(source, period, which, segment).company_id]
