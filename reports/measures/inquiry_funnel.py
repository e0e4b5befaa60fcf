"""How far inquiries came: from the letter box to the money."""

import ibis
import pandas as pd
from ibis import _

from crm.enums import FundingStage, InquiryOutcome
from reports.measures.remembered import remembered
from reports.measures.response import received_in
from reports.period import Period
from reports.source.source import Source

STEPS = ("received", "heard", "answered", "advised", "applied", "granted")


@remembered
def inquiry_funnel(source: Source, period: Period, owner: int | None = None) -> pd.DataFrame:
    """``step`` of STEPS and ``inquiries`` of those received in the period that came so far, by
    the state of today; of one owner if it is given.

    ``heard`` were acknowledged or answered, ``answered`` had a first answer by a person,
    ``advised`` led to a funding consultation, in which money was ``applied`` for and ``granted``.
    Who took a step took all before it.
    """
    asked = received_in(source, period)
    if owner is not None:
        asked = asked.filter(_.owner_id == owner)
    rows = asked.left_join(_cases(source), asked.id == _cases(source).asked_in)
    answered = _.reply_days.notnull()
    heard = answered | _.acknowledged_days.notnull()
    advised = _.asked_in.notnull() | (_.outcome == InquiryOutcome.FUNDING_CONSULTATION.value)
    took = (heard, answered, advised, _.applied > 0, _.granted > 0)
    counts, so_far = {"received": _.count()}, None
    for step, condition in zip(STEPS[1:], took, strict=True):
        so_far = condition if so_far is None else so_far & condition
        counts[step] = so_far.ifelse(1, 0).sum()
    found = source.frame(rows.agg(**counts)).iloc[0]
    values = [(step, int(found[step] or 0)) for step in STEPS]
    return pd.DataFrame(values, columns=["step", "inquiries"]).astype({"step": "object"})


def _cases(source: Source) -> ibis.Table:
    granted = _.stage == FundingStage.GRANTED.value
    cases = source.funding_cases.filter(_.inquiry_id.notnull())
    return cases.group_by(asked_in=_.inquiry_id).agg(
        applied=(_.applied_on.notnull() | granted).ifelse(1, 0).sum(),
        granted=granted.ifelse(1, 0).sum(),
    )
