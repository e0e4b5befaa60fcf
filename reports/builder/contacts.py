"""Own reports on firms and the contacts with them."""

from collections.abc import Callable
from typing import Any

from pandas import DataFrame

from crm.enums import N_
from reports.asked import Asked
from reports.builder.joint import joint_over
from reports.builder.measure import Filters, Measure
from reports.definitions import columns as c
from reports.definitions import method
from reports.definitions.coverage import CITY, THREE_WAYS
from reports.measures.coverage import coverage
from reports.measures.intensity import intensity
from reports.measures.recency import BANDS, NEVER, recency
from reports.measures.visit_penetration import visit_penetration
from reports.segment import Segment
from reports.source.source import Source

OF_FIRMS = ("size_class", "size_band", "district", "section")
SEGMENT = ("team", "size_class", "district", "section")
SITES = N_(
    "District rows do not add up to the city: a firm with several sites counts once in the city"
    " and once in each of its districts."
)
SEVERAL = N_(
    "By month, kind of contact, team and advisor every row is about all firms: it says how many of"
    " them were reached in this way. A firm reached in several ways counts in each of these rows"
    " and once in the last one, so that rows do not add up."
)
NOTES = {"district": SITES, **dict.fromkeys(("month", "kind", "team", "advisor"), SEVERAL)}
Question = Callable[[Source, Asked, tuple[str, ...], Segment], DataFrame]


def _asking(question: Question) -> Callable[[Source, Asked, tuple[str, ...], Filters], DataFrame]:
    """Filters as a segment; sections of both editions as one row."""

    def ask(source: Source, asked: Asked, by: tuple[str, ...], filters: Filters) -> DataFrame:
        chosen: dict[str, Any] = dict(filters)
        rows = question(source, asked, by, Segment(**chosen))
        return joint_over(source, asked.period, rows, by) if "section" in by else rows

    return ask


COVERAGE = Measure(
    name="coverage",
    title=N_("Contact coverage"),
    question=N_("Which firms was the office in contact with, and how?"),
    definitions=(method.FIRM, method.PERIOD, method.CONTACT, method.SPLIT, method.COVERAGE),
    by=(*OF_FIRMS, "team", "advisor", "kind", "month"),
    filters=(*SEGMENT, "kind"),
    figures=c.SPLIT,
    ask=_asking(lambda source, asked, by, some: coverage(source, asked.period, by, some)),
    main="coverage",
    total_label=CITY,
    parts=THREE_WAYS,
    drawn=("individual", "events_only"),
    notes=NOTES,
    behind={"companies": "all", **{each: each for each in THREE_WAYS}},
)
VISITS = Measure(
    name="visit_penetration",
    title=N_("Visit penetration"),
    question=N_("Which firms had a visit in the 36 months up to the reference day?"),
    definitions=(method.FIRM, method.PERIOD, method.CONTACT, method.VISIT_PENETRATION),
    by=(*OF_FIRMS, "team"),
    filters=SEGMENT,
    figures=(c.ACTIVE, c.VISITED, c.VISIT_PENETRATION),
    ask=_asking(
        lambda source, asked, by, some: visit_penetration(source, asked.reference_day, by, some)[
            [*by, "companies", "visited"]
        ]
    ),
    main="visit_penetration",
    total_label=CITY,
    drawn=("visited",),
    notes=NOTES,
    behind={"visited": "visited"},
)
RECENCY = Measure(
    name="recency",
    title=N_("Time since the last individual contact"),
    question=N_("How long ago did somebody speak with the firm, on the reference day?"),
    definitions=(method.FIRM, method.PERIOD, method.CONTACT, method.RECENCY),
    by=OF_FIRMS,
    filters=SEGMENT,
    figures=(c.ACTIVE, *c.RECENCY_BANDS),
    ask=_asking(lambda source, asked, by, some: recency(source, asked.reference_day, by, some)),
    main=NEVER,
    total_label=CITY,
    parts=(*BANDS, NEVER),
    notes=NOTES,
    behind={each: each for each in (*BANDS, NEVER)},
)
INTENSITY = Measure(
    name="intensity",
    title=N_("Intensity of individual contact"),
    question=N_("How often were firms spoken to that were spoken to at all?"),
    definitions=(method.FIRM, method.PERIOD, method.CONTACT, method.INTENSITY),
    by=("size_class", "size_band", "district", "team", "advisor", "kind", "month"),
    filters=(*SEGMENT, "kind"),
    figures=(
        c.FIRMS_INDIVIDUALLY, c.INDIVIDUAL_CONTACTS, c.MEAN, c.MEDIAN, c.TOP_CONTACTS, c.TOP_SHARE,
    ),
    ask=_asking(lambda source, asked, by, some: intensity(source, asked.period, by, some)),
    main="mean",
    total_label=CITY,
    drawn=("contacts",),
    notes=NOTES,
    behind={"contacted": "individual"},
)  # fmt: skip
"""Not by sector: a median of sections of both editions is none of theirs."""
CONTACTS = (COVERAGE, VISITS, RECENCY, INTENSITY)
