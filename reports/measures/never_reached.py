"""Firms without an individual contact, the best next visits first, each with its reasons."""

from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, SizeBand
from reports.measures.contact import INDIVIDUAL
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.segment import SMALL_FIRMS, UNKNOWN, Segment
from reports.source.source import Source

SIZES = {
    band.value: rank for rank, band in enumerate(reversed(SizeBand)) if band.lowest is not None
}
BY = ("size_band", "section")
SMALL = Segment(size_class=SMALL_FIRMS)


@remembered
def never_reached(
    source: Source,
    reference_day: ReferenceDay,
    segment: Segment = SMALL,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """company_id, size_band, section, founded_on, events, last_event_on and ``reasons``.

    Firms active on the day without an individual contact up to then: those whom recency counts
    as never. First those who came to an event and so know the office; among these, and then
    among the others, the larger before the smaller, the older before the younger, unknown sizes
    and ages last. Each of ``reasons`` is a message id and its values.
    """
    ever = Period.ever_until(reference_day)
    question = Question.of(source, Period.day(reference_day), ever, BY, segment)
    rows = question.base.join(_events(question), "company_id", how="left")
    rows = rows.filter(_.individual.fill_null(0) == 0)
    rows = rows.order_by(
        _.last_event_on.isnull(), _size_rank(rows.size_band), _.founded_on.isnull(),
        _.founded_on, _.company_id,
    )  # fmt: skip
    rows = rows.select(
        "company_id", "size_band", "section", "founded_on", "last_event_on",
        events=_.events.fill_null(0),
    )  # fmt: skip
    found = source.frame(rows.limit(limit, offset=offset) if limit else rows)
    reasons = [_reasons(row) for row in found.itertuples(index=False)]
    return found.assign(reasons=pd.Series(reasons, dtype="object"))


def _events(question: Question) -> ibis.Table:
    individual = _.kind.isin(INDIVIDUAL)
    return question.per_firm(
        question.contacts,
        individual=individual.sum(),
        events=(~individual).sum(),
        last_event_on=_.happened_on.max(),
    )


def _size_rank(band: ibis.Value) -> ibis.Value:
    ranks = [(band == code, rank) for code, rank in SIZES.items()]
    return ibis.cases(*ranks, else_=len(SizeBand))


def _reasons(row: Any) -> list[tuple[str, dict[str, Any]]]:
    """Why this firm stands where it does, as message ids with their values."""
    reasons: list[tuple[str, dict[str, Any]]] = []
    if row.events == 1:
        reasons.append((N_("Came to one event, on %(last_on)s"), {"last_on": row.last_event_on}))
    elif row.events:
        values = {"events": row.events, "last_on": row.last_event_on}
        reasons.append((N_("Came to %(events)s events, last on %(last_on)s"), values))
    if row.size_band != UNKNOWN:
        reasons.append((N_("Employees: %(size)s"), {"size": row.size_band}))
    if row.founded_on is not None:
        reasons.append((N_("In the city since %(year)s"), {"year": row.founded_on.year}))
    return reasons
