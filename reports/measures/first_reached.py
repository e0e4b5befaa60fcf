"""Firms that were spoken to individually for the first time."""

from ibis import _

from reports.measures.contact import INDIVIDUAL
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import Segment
from reports.source.source import Source


@remembered
def first_reached(source: Source, period: Period, segment: Segment | None = None) -> int:
    """How many firms of the period had an individual contact of the segment in it, and none of
    anybody before.
    """
    question = Question.of(source, period, period, (), segment)
    met = question.contacts.filter(_.kind.isin(INDIVIDUAL)).select("company_id").distinct()
    before = source.contacts.filter(_.kind.isin(INDIVIDUAL), _.happened_on < period.first)
    new = met.anti_join(before.select("company_id").distinct(), "company_id")
    firms = question.base.select("company_id").distinct()
    counted = source.frame(new.semi_join(firms, "company_id").agg(firms=_.count()))
    return int(counted.iloc[0]["firms"])
