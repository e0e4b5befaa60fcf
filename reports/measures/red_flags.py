"""Red flags (Warnsignale): raised, open and closed, and the jobs at stake. For team leads only."""

import ibis
import pandas as pd
from ibis import _

from crm.enums import RedFlagKind, RedFlagOutcome
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.source.source import Source

OUTCOMES = tuple(outcome.value for outcome in RedFlagOutcome)
FIGURES = ("raised", "jobs_claimed", "jobs_confirmed", "open", "open_jobs_claimed",
           "open_jobs_confirmed", "closed", *OUTCOMES)  # fmt: skip


@remembered
def red_flags(
    source: Source, period: Period, reference_day: ReferenceDay | None = None
) -> pd.DataFrame:
    """``kind`` and FIGURES, each kind with its row.

    ``raised`` in the period, with the jobs at stake as the firms claimed and as somebody confirmed;
    ``open`` on the reference day, the period's last unless another is given, with theirs;
    ``closed`` in the period, which is the sum of the outcomes. Confidential ones are left out.
    """
    day = reference_day or period.last
    raised = _.raised_on.between(period.first, period.last)
    is_open = (_.raised_on <= day) & (_.closed_on.isnull() | (_.closed_on > day))
    closed = _.closed_on.between(period.first, period.last)
    of_kind = source.red_flags.filter(~_.is_confidential).group_by("kind")
    found = source.frame(
        of_kind.agg(
            raised=_times(raised),
            jobs_claimed=_jobs(raised, _.jobs_claimed),
            jobs_confirmed=_jobs(raised, _.jobs_confirmed),
            open=_times(is_open),
            open_jobs_claimed=_jobs(is_open, _.jobs_claimed),
            open_jobs_confirmed=_jobs(is_open, _.jobs_confirmed),
            closed=_times(closed),
            **{one: _times(closed & (_.outcome == one)) for one in OUTCOMES},
        )
    )
    rows = {row[0]: row[1:] for row in found.itertuples(index=False)}
    nothing = (0,) * len(FIGURES)
    counted = [
        (kind.value, *(int(one or 0) for one in rows.get(kind.value, nothing)))
        for kind in RedFlagKind
    ]
    return pd.DataFrame(counted, columns=["kind", *FIGURES]).astype({"kind": "object"})


def total(rows: pd.DataFrame) -> dict[str, int]:
    """Each red flag is of one kind, so they add up."""
    return {name: int(rows[name].sum()) for name in FIGURES}


def _times(which: ibis.Deferred) -> ibis.Deferred:
    return which.ifelse(1, 0).sum()


def _jobs(which: ibis.Deferred, jobs: ibis.Deferred) -> ibis.Deferred:
    return which.ifelse(jobs.coalesce(0), 0).sum()
