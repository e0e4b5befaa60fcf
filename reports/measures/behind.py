"""From a figure to the firms behind it: every figure of the dashboard has its list."""

from crm.enums import N_
from reports.measures.coverage import FIRMS, coverage_firms
from reports.measures.recency import recency_firms
from reports.measures.visit_penetration import visit_penetration_firms
from reports.period import Period, ReferenceDay
from reports.segment import Segment
from reports.source.source import Source

BY_CONTACT = {
    "all": N_("All firms"),
    "met": N_("Firms with contact"),
    "individual": N_("Firms with individual contact"),
    "events_only": N_("Firms met at events only"),
    "none": N_("Firms without contact"),
}
BY_VISIT = {
    "visited": N_("Firms visited in 36 months"),
    "not_visited": N_("Firms not visited in 36 months"),
}
BY_RECENCY = {
    "0-90": N_("Firms last spoken to individually 0 to 90 days before"),
    "91-180": N_("Firms last spoken to individually 91 to 180 days before"),
    "181-365": N_("Firms last spoken to individually 181 to 365 days before"),
    "366-730": N_("Firms last spoken to individually 366 to 730 days before"),
    "over_730": N_("Firms last spoken to individually more than 730 days before"),
    "never": N_("Firms without individual contact yet"),
}
BEHIND = {**BY_CONTACT, **BY_VISIT, **BY_RECENCY}
"""Code -> title. The first are about the period, the others about the reference day."""


def firms_behind(
    source: Source, period: Period, day: ReferenceDay, segment: Segment | None, which: str
) -> list[int]:
    """Company ids in order; as many as the figure says."""
    if which in FIRMS:
        found = coverage_firms(source, period, which, segment)
    elif which in BY_VISIT:
        found = visit_penetration_firms(source, day, which, segment)
    else:
        found = recency_firms(source, day, which, segment)
    return [int(one) for one in found.company_id]
