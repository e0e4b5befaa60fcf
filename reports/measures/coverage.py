"""Contact coverage (Kontaktquote): which firms of the period were met, and how."""

from collections.abc import Sequence
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import InteractionKind
from reports.measures.contact import INDIVIDUAL
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.segment import Segment
from reports.source.source import Source

FIGURES = ("companies", "individual", "events_only", "none", "contacts", "visits")
BEHIND = ("visited",)
"""Firms behind a figure that counts contacts."""
FIRMS = {
    "all": ibis.literal(True),
    "met": _.contacts > 0,
    "individual": _.individual > 0,
    "events_only": _.individual == 0,
    "none": _.contacts.isnull(),
}


def coverage(
    source: Source,
    period: Period,
    by: Sequence[str] = (),
    segment: Segment | None = None,
    reference_day: ReferenceDay | None = None,
) -> pd.DataFrame:
    """The dimensions and FIGURES; individual + events_only + none = companies in every row.

    ``reference_day`` is the variant whose base are the firms active on that day alone.
    """
    return coverage_and_behind(source, period, by, segment, reference_day)[[*by, *FIGURES]]


@remembered
def coverage_and_behind(
    source: Source,
    period: Period,
    by: Sequence[str] = (),
    segment: Segment | None = None,
    reference_day: ReferenceDay | None = None,
) -> pd.DataFrame:
    """The same with BEHIND: ``visited`` firms had ``visits``."""
    question = _question(source, period, by, segment, reference_day)
    counted = question.tally(
        _per_firm(question),
        individual=FIRMS["individual"].sum(),
        events_only=FIRMS["events_only"].sum(),
        contacts=_.contacts.sum(),
        visits=_.visits.sum(),
        visited=(_.visits > 0).sum(),
    )
    none = counted.companies - counted.individual - counted.events_only
    return counted.assign(none=none)[[*by, *FIGURES, *BEHIND]]


def total(
    source: Source,
    period: Period,
    segment: Segment | None = None,
    reference_day: ReferenceDay | None = None,
) -> dict[str, int]:
    """The same over all: each firm once, each contact once, whatever the rows add up to."""
    row = coverage(source, period, (), segment, reference_day).iloc[0]
    return {name: int(row[name]) for name in FIGURES}


def coverage_firms(
    source: Source,
    period: Period,
    figure: str,
    segment: Segment | None = None,
    reference_day: ReferenceDay | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The firms behind a figure of FIRMS: company_id, contacts, individual, visits, last_on.

    The firms behind a row are those of ``segment.within(size_class="micro", ...)``.
    """
    question = _question(source, period, (), segment, reference_day)
    return question.firms(_per_firm(question), FIRMS[figure], limit, offset)


def _question(
    source: Source,
    period: Period,
    by: Sequence[str],
    segment: Segment | None,
    reference_day: ReferenceDay | None,
) -> Question:
    active = Period.day(reference_day) if reference_day else period
    return Question.of(source, active, period, by, segment)


def _per_firm(question: Question) -> Any:
    return question.per_firm(
        question.contacts,
        contacts=_.count(),
        individual=_.kind.isin(INDIVIDUAL).sum(),
        visits=(_.kind == InteractionKind.VISIT.value).sum(),
        last_on=_.happened_on.max(),
    )
