"""On which days firms were visited."""

import pandas as pd
from ibis import _

from crm.enums import InteractionKind
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import Segment
from reports.source.source import Source


@remembered
def visits_by_day(source: Source, period: Period, segment: Segment | None = None) -> pd.DataFrame:
    """``day`` and ``visits`` of the days with a visit, in order; together they are the visits of
    the coverage of the same period.
    """
    question = Question.of(source, period, period, (), segment)
    visits = question.contacts.filter(_.kind == InteractionKind.VISIT.value)
    firms = question.base.select("company_id").distinct()
    met = visits.semi_join(firms, "company_id").group_by(day=_.happened_on)
    return source.frame(met.agg(visits=_.count()).order_by("day"))
