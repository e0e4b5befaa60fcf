"""Recency (Aktualität): how long ago each firm was last met by itself."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
from ibis import _

from crm.enums import N_
from reports.measures.contact import INDIVIDUAL
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.segment import Segment
from reports.source.source import Source

BANDS = {
    "0-90": (0, 90),
    "91-180": (91, 180),
    "181-365": (181, 365),
    "366-730": (366, 730),
    "over_730": (731, None),
}
"""Code -> days since the last individual contact, both included."""
NEVER = "never"

LABELS = {
    "0-90": N_("0 to 90 days"),
    "91-180": N_("91 to 180 days"),
    "181-365": N_("181 to 365 days"),
    "366-730": N_("366 to 730 days"),
    "over_730": N_("More than 730 days"),
    NEVER: N_("No individual contact yet"),
}


@remembered
def recency(
    source: Source,
    reference_day: ReferenceDay,
    by: Sequence[str] = (),
    segment: Segment | None = None,
) -> pd.DataFrame:
    """The dimensions, ``companies`` active that day and one column per band, then ``never``;
    the bands and ``never`` add up to the companies.
    """
    question = _question(source, reference_day, by, segment)
    bands = {band: _is_in(band, reference_day).sum() for band in BANDS}
    counted = question.tally(_per_firm(question), **bands)
    return counted.assign(**{NEVER: counted.companies - counted[list(BANDS)].sum(axis=1)})


def recency_firms(
    source: Source,
    reference_day: ReferenceDay,
    band: str,
    segment: Segment | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The firms behind a band or ``never``: company_id, last_on."""
    question = _question(source, reference_day, (), segment)
    return question.firms(_per_firm(question), _is_in(band, reference_day), limit, offset)


def _question(
    source: Source, day: ReferenceDay, by: Sequence[str], segment: Segment | None
) -> Question:
    return Question.of(source, Period.day(day), Period.ever_until(day), by, segment)


def _per_firm(question: Question) -> Any:
    met = question.contacts.filter(_.kind.isin(INDIVIDUAL))
    return question.per_firm(met, last_on=_.happened_on.max())


def _is_in(band: str, day: date) -> Any:
    if band == NEVER:
        return _.last_on.isnull()
    fewest, most = BANDS[band]
    first = date.min if most is None else day - timedelta(days=most)
    return _.last_on.between(first, day - timedelta(days=fewest))
