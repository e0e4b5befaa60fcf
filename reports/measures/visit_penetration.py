"""Visit penetration (Besuchsquote): which firms had a visit in the last 36 months."""

from collections.abc import Sequence
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import InteractionKind
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.segment import Segment
from reports.source.source import Source

MONTHS = 36
FIRMS = {
    "all": ibis.literal(True),
    "visited": _.visits > 0,
    "not_visited": _.visits.isnull(),
}


@remembered
def visit_penetration(
    source: Source,
    reference_day: ReferenceDay,
    by: Sequence[str] = (),
    segment: Segment | None = None,
) -> pd.DataFrame:
    """The dimensions, ``companies`` active that day, ``visited`` of them, ``visits``, and the
    ``rate``, which is null where there is no firm.
    """
    question = _question(source, reference_day, by, segment)
    visited = FIRMS["visited"].sum()
    rows = question.tally(_per_firm(question), visited=visited, visits=_.visits.sum())
    pairs = zip(rows.visited, rows.companies, strict=True)
    rates = [int(met) / int(firms) if firms else None for met, firms in pairs]
    return rows.assign(rate=pd.Series(rates, dtype="object"))


def visit_penetration_firms(
    source: Source,
    reference_day: ReferenceDay,
    figure: str,
    segment: Segment | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> pd.DataFrame:
    """The firms behind a figure of FIRMS: company_id, visits, last_on."""
    question = _question(source, reference_day, (), segment)
    return question.firms(_per_firm(question), FIRMS[figure], limit, offset)


def _question(
    source: Source, day: ReferenceDay, by: Sequence[str], segment: Segment | None
) -> Question:
    return Question.of(source, Period.day(day), Period.up_to(day, MONTHS), by, segment)


def _per_firm(question: Question) -> Any:
    visits = question.contacts.filter(_.kind == InteractionKind.VISIT.value)
    return question.per_firm(visits, visits=_.count(), last_on=_.happened_on.max())
