"""Cohorts: firms by the year in which they were first spoken to, and whether they still are."""

from datetime import date

import ibis
import pandas as pd
from ibis import _

from reports.measures.contact import lasts
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.schema import Tables
from reports.segment import Segment
from reports.source.source import Source

YEARS = 6
"""So many are shown, the last one that of the reference day."""
EARLIER = "earlier"


def years(day: ReferenceDay) -> tuple[int, ...]:
    return tuple(range(day.year - YEARS + 1, day.year + 1))


def there(year: int) -> str:
    return f"there_{year}"


def met(year: int) -> str:
    return f"met_{year}"


@remembered
def cohorts(source: Source, day: ReferenceDay, segment: Segment | None = None) -> pd.DataFrame:
    """``first_year`` (EARLIER, then each of the years), ``firms`` first contacted then, and for
    each year ``there``, those of them that existed on a day of it, and ``met``, those with a
    contact in it. The last year ends on the day.

    A team's or an advisor's cohorts are those of its own contacts.
    """
    shown = years(day)
    span = Period(date(shown[0], 1, 1), day)
    question = Question.of(source, span, Period.ever_until(day), (), segment)
    rows = question.base.select("company_id", "founded_on").distinct()
    rows = rows.join(_first_and_met(question, shown), "company_id")
    ends = Tables.companies.select("ended_on", company_id="id")
    rows = rows.join(ends, "company_id").mutate(
        first_year=(_.first_year < str(shown[0])).ifelse(EARLIER, _.first_year)
    )
    counts = {there(year): _there(year, span).ifelse(1, 0).sum() for year in shown}
    counts |= {met(year): (_[met(year)] > 0).ifelse(1, 0).sum() for year in shown}
    found = source.frame(rows.group_by("first_year").agg(firms=_.count(), **counts))
    return _whole(found, shown)


def _first_and_met(question: Question, shown: tuple[int, ...]) -> ibis.Table:
    year = _.happened_on.cast("string").substr(0, 4)
    times = {met(each): (year == str(each)).ifelse(1, 0).sum() for each in shown}
    return question.per_firm(question.contacts, first_year=year.min(), **times)


def _there(year: int, span: Period) -> ibis.Value:
    last = min(date(year, 12, 31), span.last)
    exists = lasts(_.founded_on, _.ended_on, date(year, 1, 1), last)
    return exists & ((_.first_year == EARLIER) | (_.first_year <= str(year)))


def _whole(found: pd.DataFrame, shown: tuple[int, ...]) -> pd.DataFrame:
    """Each cohort with its row, in order."""
    order = [EARLIER, *map(str, shown)]
    counted = found.set_index("first_year").reindex(order).fillna(0).astype("int64")
    return counted.reset_index().astype({"first_year": "object"})
