"""What can be worked out of the counts on contacts by adding and subtracting."""

from crm.enums import SizeBand, SizeClass
from reports.known import AddsUp, Counted, Finer, Known
from reports.measures.contact import INDIVIDUAL
from reports.segment import SMALL_FIRMS


def _adds_up(whole: str, *parts: str) -> AddsUp:
    return AddsUp(Counted(whole), tuple(map(Counted, parts)))


INDIVIDUAL_CONTACTS = AddsUp(
    Counted("individual_contacts"),
    tuple(Counted("contacts", (("kind", kind),)) for kind in INDIVIDUAL),
)
CLASSES = tuple(
    Finer(
        ("size_class", size.value),
        tuple(("size_band", band.value) for band in SizeBand if band.size_class is size),
    )
    for size in SizeClass
)
SMALL = Finer(
    ("size_class", SMALL_FIRMS),
    tuple(("size_class", size.value) for size in SizeClass if size.is_small_firm),
)
COVERAGE_KNOWN = Known(
    adds_up=(
        _adds_up("companies", "individual", "events_only", "none"),
        _adds_up("companies", "reached", "none"),
        _adds_up("reached", "individual", "events_only"),
        _adds_up("companies_before", "reached_before", "none_before"),
        INDIVIDUAL_CONTACTS,
    ),
    finer=(*CLASSES, SMALL),
    among=(
        ("reached", "companies"),
        ("active", "companies"),
        ("visited", "active"),
        ("reached_on_day", "active"),
        ("reached_on_day", "reached"),
    ),
    at_most=(
        ("reached", "contacts"),
        ("individual", "individual_contacts"),
        ("individual_contacts", "contacts"),
        ("top_contacts", "individual_contacts"),
    ),
)
