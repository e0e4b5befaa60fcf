"""What became of inquiries (Ergebnisse)."""

import pandas as pd
from ibis import _

from crm.enums import InquiryOutcome
from reports.measures.behind_counts import behind, beside, with_firm
from reports.measures.remembered import remembered
from reports.measures.response import received_in
from reports.period import Period
from reports.source.source import Source

OPEN = "open"
"""Of those that are not closed yet."""
VALUES = [*(outcome.value for outcome in InquiryOutcome), OPEN]


@remembered
def outcomes(source: Source, period: Period, partner: int | None = None) -> pd.DataFrame:
    """``outcome`` and ``inquiries`` of those received in the period, each outcome with its row."""
    asked = received_in(source, period, partner).mutate(value=_.outcome.coalesce(OPEN))
    rows = source.frame(asked.group_by("value").agg(inquiries=_.count()))
    found = dict(zip(rows["value"], rows["inquiries"], strict=True))
    counted = [(value, found.get(value, 0)) for value in VALUES]
    return pd.DataFrame(counted, columns=["outcome", "inquiries"]).astype({"outcome": "object"})


@remembered
def outcomes_and_behind(source: Source, period: Period, partner: int | None = None) -> pd.DataFrame:
    """The same with the firms behind ``inquiries``."""
    asked = with_firm(source.merges, received_in(source, period, partner))
    asked = asked.mutate(value=_.outcome.coalesce(OPEN))
    rows = source.frame(asked.group_by("value", "firm").agg(inquiries=_.count()))
    shown = outcomes(source, period, partner)
    return beside(shown, "outcome", behind(rows, ["inquiries"]), ["inquiries"])
