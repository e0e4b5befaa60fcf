"""Intensity (Intensität): how the individual contacts are spread over the firms that had any."""

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import NamedTuple

import pandas as pd
from ibis import _

from reports.measures.contact import INDIVIDUAL
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import Segment
from reports.source.source import Source

FIGURES = ("contacted", "contacts", "mean", "median", "top_tenth", "top_contacts", "top_share")


@remembered
def intensity(
    source: Source, period: Period, by: Sequence[str] = (), segment: Segment | None = None
) -> pd.DataFrame:
    """The dimensions, ``companies`` and FIGURES.

    ``contacted`` firms had individual ``contacts``. The top tenth are the firms with the most of
    them, a tenth of the contacted ones rounded up to whole firms; ``top_share`` is what part of
    all contacts they had. Which of several firms with equally many is among them changes nothing.
    Mean, median and share are null where no firm was contacted.
    """
    question = Question.of(source, period, period, by, segment)
    met = question.contacts.filter(_.kind.isin(INDIVIDUAL))
    per_firm = question.per_firm(met, times=_.count())
    rows = question.tally(per_firm, contacted=(_.times > 0).sum(), contacts=_.times.sum())
    counts = question.distribution(per_firm, "times")
    spreads = [spread(counts.get(tuple(row), {})) for row in rows[list(by)].itertuples(index=False)]
    found = pd.DataFrame(spreads, columns=Spread._fields, dtype="object")
    return pd.concat([rows, found], axis=1)[[*by, "companies", *FIGURES]]


class Spread(NamedTuple):
    mean: float | None
    median: float | None
    top_tenth: int
    top_contacts: int
    top_share: float | None


def spread(counts: dict[int, int]) -> Spread:
    """``counts``: number of contacts -> how many firms had so many."""
    values = sorted((times for times, firms in counts.items() for _i in range(firms)), reverse=True)
    if not values:
        return Spread(None, None, 0, 0, None)
    top = values[: -(-len(values) // 10)]
    all_contacts = sum(values)
    return Spread(
        mean=float(Fraction(all_contacts, len(values))),
        median=float(median(values)),
        top_tenth=len(top),
        top_contacts=sum(top),
        top_share=float(Fraction(sum(top), all_contacts)),
    )
