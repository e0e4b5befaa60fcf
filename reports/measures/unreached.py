"""How many firms nobody ever spoke to by themselves, by size, sector, district and age."""

from datetime import date
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_
from crm.errors import DomainError
from reports.measures.contact import INDIVIDUAL
from reports.measures.question import Question
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay, months_before
from reports.segment import UNKNOWN, Segment
from reports.source.source import Source

AGE = "age"
YEARS = {"under_3": 3, "3_to_9": 10}
"""Code -> younger than so many years on the day."""
AGES = {
    "under_3": N_("Under 3 years"),
    "3_to_9": N_("3 to 9 years"),
    "10_and_more": N_("10 years and more"),
    UNKNOWN: N_("Age unknown"),
}
BY = ("size_class", "district", "section", AGE)
FIGURES = ("companies", "never", "never_events", "never_nothing")


@remembered
def unreached(
    source: Source,
    reference_day: ReferenceDay,
    by: str | None = None,
    segment: Segment | None = None,
) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of the firms active that day.

    ``never`` had no individual contact up to then, as recency counts them: ``never_events`` came
    to a gathering, ``never_nothing`` had no contact at all. Each age has its row; a firm is as old
    as the day on which it was founded says.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    ever = Period.ever_until(reference_day)
    names = () if by in (None, AGE) else (by,)
    question = Question.of(source, Period.day(reference_day), ever, names, segment)
    met = question.per_firm(question.contacts, individual=_.kind.isin(INDIVIDUAL).sum())
    counted = {"spoken_to": (_.individual > 0).sum(), "never_events": (_.individual == 0).sum()}
    if by == AGE:
        return _split(_by_age(question, met, counted, reference_day), by)
    return _split(question.tally(met, **counted), by)


def _by_age(
    question: Question, met: ibis.Table, counted: dict[str, Any], day: date
) -> pd.DataFrame:
    founded = question.base.mutate(age=_age(day)).join(met, "company_id", how="left")
    found = question.source.frame(founded.group_by(AGE).agg(companies=_.count(), **counted))
    rows = found.set_index(AGE).reindex(list(AGES)).fillna(0).astype("int64")
    return rows.reset_index(names=AGE).astype({AGE: "object"})


def _age(day: date) -> ibis.Value:
    younger = [(_.founded_on > months_before(day, 12 * n), code) for code, n in YEARS.items()]
    return ibis.cases((_.founded_on.isnull(), UNKNOWN), *younger, else_="10_and_more")


def _split(rows: pd.DataFrame, by: str | None) -> pd.DataFrame:
    never = rows["companies"] - rows["spoken_to"]
    rows = rows.assign(never=never, never_nothing=never - rows["never_events"])
    return rows[[*([by] if by else []), *FIGURES]]
