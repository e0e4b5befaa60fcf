"""Own reports on what came in, what was promised and what was held."""

from collections.abc import Callable
from typing import Any

from pandas import DataFrame

from crm.enums import N_
from reports.asked import Asked
from reports.builder.contacts import SITES
from reports.builder.measure import Ask, Filters, Measure
from reports.definitions import consulting, funding, gatherings, method, promises, response, yields
from reports.measures.campaign_yield import campaign_yield
from reports.measures.consulting import slots
from reports.measures.funding import funding_over
from reports.measures.kept_promises import kept_promises_over
from reports.measures.response import response_over
from reports.measures.turnout import turnout_over
from reports.source.source import Source

Only = tuple[tuple[str, Any], ...]
OCCURS = N_("Of several dimensions at once only what occurs has a row.")
ONCE = N_(
    "“Firms that came” counts each firm once in each row and once in the last one: that column does"
    " not add up."
)
IN_EACH = N_(
    "A gathering counts in each row of which a firm was on its list: “Gatherings” does not add up."
)


def _over(question: Callable[[Source, Asked, tuple[str, ...], Only], DataFrame]) -> Ask:
    def ask(source: Source, asked: Asked, by: tuple[str, ...], filters: Filters) -> DataFrame:
        return question(source, asked, by, tuple(sorted(filters.items())))

    return ask


def _one(question: Callable[[Source, Asked, str | None], DataFrame]) -> Ask:
    """Of a measure that can be broken down by one dimension alone."""

    def ask(source: Source, asked: Asked, by: tuple[str, ...], filters: Filters) -> DataFrame:
        return question(source, asked, by[0] if by else None)

    return ask


def _turnout(source: Source, asked: Asked, by: tuple[str, ...], only: Only) -> DataFrame:
    """Of all kinds of contact the gatherings alone can be asked for."""
    called = {"gathering": "kind"}
    names = tuple(called.get(each, each) for each in by)
    some = tuple((called.get(name, name), value) for name, value in only)
    rows = turnout_over(source, asked.period, names, some)
    return rows.rename(columns={"kind": "gathering"})


INQUIRIES = Measure(
    name="response",
    title=N_("Inquiries and response times"),
    question=response.RESPONSE_TIMES.question,
    definitions=(method.PERIOD, method.RESPONSE),
    by=("channel", "partner", "topic", "outcome", "owner", "month"),
    filters=("channel", "partner", "topic"),
    figures=response.FIGURES,
    ask=_over(
        lambda source, asked, by, only: response_over(
            source, asked.period, by, only, asked.reference_day
        )
    ),
    main="share",
    total_label=response.ALL,
    drawn=response.ANSWERED,
    some=OCCURS,
)
FOLLOW_UPS = Measure(
    name="promises",
    title=N_("Follow-ups done in time"),
    question=N_("What was promised for when, and was it done by then?"),
    definitions=(method.PERIOD, method.FOLLOW_UP_RATE),
    by=("month", "owner"),
    filters=(),
    figures=promises.FIGURES,
    ask=_over(
        lambda source, asked, by, _only: kept_promises_over(
            source, asked.period, by, asked.reference_day
        )
    ),
    main="rate",
    total_label=N_("All follow-ups"),
    drawn=("in_time", "late", "open"),
    some=OCCURS,
    most=2,
)
TURNOUT = Measure(
    name="turnout",
    title=N_("Gatherings and who comes"),
    question=N_("Who was invited to which gatherings, and who came?"),
    definitions=(method.PERIOD, method.TURNOUT),
    by=("gathering", "month", "size_class", "district"),
    filters=("gathering", "size_class", "district"),
    figures=gatherings.FIGURES,
    ask=_over(_turnout),
    main="attended",
    total_label=gatherings.ALL,
    drawn=("attended", "no_show"),
    notes={
        "district": SITES,
        "size_class": IN_EACH,
        "gathering": ONCE,
        "month": ONCE,
    },
    some=OCCURS,
)
FUNDING = Measure(
    name="funding",
    title=funding.FUNDING_CONSULTATIONS.title,
    question=funding.FUNDING_CONSULTATIONS.question,
    definitions=(method.PERIOD, method.FUNDING),
    by=("programme", "size_class", "month"),
    filters=("programme", "size_class"),
    figures=funding.FIGURES,
    ask=_over(lambda source, asked, by, only: funding_over(source, asked.period, by, only)),
    main="consultations",
    total_label=funding.ALL,
    drawn=("granted", "refused"),
    some=OCCURS,
)
SLOTS = Measure(
    name="slots",
    title=N_("Slots of consulting days"),
    question=N_("How many slots were offered, booked and used?"),
    definitions=(method.PERIOD, method.SLOTS),
    by=("team", "month"),
    filters=(),
    figures=consulting.SLOT_FIGURES,
    ask=_one(lambda source, asked, by: slots(source, asked.period, by)),
    main="share_used",
    total_label=N_("All consulting days"),
    drawn=("used", "no_shows"),
    notes={"team": N_("A day with slots of two teams counts in both.")},
    most=1,
)
YIELD = Measure(
    name="yield",
    title=N_("What came of brochures"),
    question=yields.BY_MATERIAL.lead,
    definitions=(method.PERIOD, method.YIELD),
    by=("material", "counter", "month"),
    filters=(),
    figures=yields.FIGURES,
    ask=_one(lambda source, asked, by: campaign_yield(source, asked.period, by)),
    main="per_100",
    total_label=yields.ALL,
    drawn=("inquiries", "consultations"),
    most=1,
)
WORK = (INQUIRIES, FOLLOW_UPS, TURNOUT, FUNDING, SLOTS, YIELD)
