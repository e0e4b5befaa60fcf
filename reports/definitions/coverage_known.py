"""What can be worked out of the counts on contacts by adding and subtracting."""

from dataclasses import replace

from crm.enums import InteractionKind, SizeBand, SizeClass
from reports.asked import Asked
from reports.known import AddsUp, Counted, Finer, Known, NoMore, adds_up, at_most
from reports.measures.contact import INDIVIDUAL
from reports.measures.recency import BANDS
from reports.segment import SMALL_FIRMS

INDIVIDUAL_CONTACTS = AddsUp(
    Counted("individual_contacts"),
    tuple(Counted("contacts", (("kind", kind),)) for kind in INDIVIDUAL),
)
VISIT = (("kind", InteractionKind.VISIT.value),)
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
ALWAYS = Known(
    adds_up=(
        adds_up("companies", "individual", "events_only", "none"),
        adds_up("companies", "reached", "none"),
        adds_up("reached", "individual", "events_only"),
        adds_up("companies_before", "reached_before", "none_before"),
        INDIVIDUAL_CONTACTS,
    ),
    finer=(*CLASSES, SMALL),
    among=(
        ("reached", "companies"),
        ("active", "companies"),
        ("visited", "active"),
        ("reached_on_day", "active"),
        ("reached_on_day", "reached"),
        ("visited_in_period", "companies"),
        ("visited_before", "active_before"),
    ),
    at_most=(
        at_most("reached", "contacts"),
        NoMore((Counted("visited_in_period"),), (Counted("contacts", VISIT),)),
        NoMore((Counted("visited_in_period_before"),), (Counted("contacts_before", VISIT),)),
        at_most("individual", "individual_contacts"),
        at_most("individual_contacts", "contacts"),
        at_most("top_contacts", "individual_contacts"),
    ),
)


def coverage_known(asked: Asked) -> Known:
    """Who was last met by itself within the period was met in it; and whoever was met in it is
    in one of the bands that reach into it, unless it has ended since.
    """
    days = (asked.reference_day - asked.period.first).days
    inside = [code for code, (_low, high) in BANDS.items() if high is not None and high <= days]
    reaching = [code for code, (low, _high) in BANDS.items() if low <= days]
    individual, companies, active = map(Counted, ("individual", "companies", "active"))
    met = NoMore(tuple(map(_last_met, inside)), (individual,))
    found = NoMore((individual, active), (companies, *map(_last_met, reaching)))
    return replace(ALWAYS, at_most=(*ALWAYS.at_most, *([met] if inside else []), found))


def _last_met(band: str) -> Counted:
    return Counted("active", (("recency", band),))
