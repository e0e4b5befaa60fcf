"""Follow-up rate (Erledigungsquote): what was promised and done by the day it was promised for."""

from collections.abc import Iterable, Sequence
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, FollowUpStatus
from crm.errors import DomainError
from reports.measures.behind_counts import behind, beside, with_firm
from reports.measures.crossed import Place, month_of, narrow_frame, place, places, refuse_others
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.source.source import Source

BY = ("owner", "month")
"""What it can be broken down by."""
FIGURES = ("due", "in_time", "late", "open", "coming", "dropped", "moved")
IN_TIME, LATE, OPEN, COMING, DROPPED = "in_time", "late", "open", "coming", "dropped"
STATES = (IN_TIME, LATE, OPEN, COMING, DROPPED)


@remembered
def kept_promises(
    source: Source,
    period: Period,
    by: str | None = None,
    reference_day: ReferenceDay | None = None,
) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of the follow-ups first due in the period.

    ``due`` are those first due by the reference day, the period's last unless another is given:
    ``in_time`` was done by its first due date, ``late`` afterwards, ``open`` is not done; the three
    add up. ``coming`` are due later in the period, ``dropped`` were cancelled with a reason; they
    are left out. ``moved`` of the due ones are due on another day by now. The rate is
    in_time / due.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    rows = source.frame(_alike(source, period, by, reference_day or period.last))
    counts: dict[str | int, dict[str, int]] = {value: _none() for value in _always(period, by)}
    for value, state, is_moved, follow_ups in rows.itertuples(index=False):
        _add(counts.setdefault(value, _none()), state, is_moved, follow_ups)
    found = [(value, *counts[value].values()) for value in _order(period, by, counts)]
    frame = pd.DataFrame(found, columns=["value", *FIGURES], dtype="object")
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


@remembered
def kept_promises_and_behind(
    source: Source,
    period: Period,
    by: str | None = None,
    reference_day: ReferenceDay | None = None,
) -> pd.DataFrame:
    """The same with the firms behind each of FIGURES."""
    rows = source.frame(_alike(source, period, by, reference_day or period.last, firm=_.firm))
    counted = rows.assign(**{each: (rows["state"] == each).astype(int) for each in STATES})
    due = rows["state"].isin([IN_TIME, LATE, OPEN]).astype(int)
    counted = counted.assign(due=due, moved=due * rows["is_moved"])
    shown = kept_promises(source, period, by, reference_day)
    return beside(shown, by, behind(counted, FIGURES), FIGURES)


@remembered
def kept_promises_over(
    source: Source, period: Period, by: Sequence[str], reference_day: ReferenceDay | None = None
) -> pd.DataFrame:
    """The same of both dimensions at once."""
    refuse_others(by, BY)
    values = {"owner": _.owner_id, "month": month_of(_.first_due_on)}
    apart = {f"by_{name}": values[name] for name in by}
    rows = source.frame(_alike(source, period, None, reference_day or period.last, **apart))
    counts: dict[Place, dict[str, int]] = {}
    for _all, *rest in rows.itertuples(index=False):
        state, is_moved, follow_ups = rest[len(by) :]
        _add(counts.setdefault(place(rest[: len(by)]), _none()), state, is_moved, follow_ups)
    shown = places(counts, by, {name: _always(period, name) for name in by})
    found = ((each, list(counts.get(each, _none()).values())) for each in shown)
    return narrow_frame(by, FIGURES, found)


def _add(figures: dict[str, int], state: str, is_moved: int, follow_ups: int) -> None:
    figures[state] += follow_ups
    if state in (IN_TIME, LATE, OPEN):
        figures["due"] += follow_ups
        figures["moved"] += follow_ups * is_moved


def _alike(
    source: Source, period: Period, by: str | None, day: ReferenceDay, **apart: Any
) -> ibis.Table:
    """How many are alike in all that figures look at, and in what is held ``apart``."""
    values = {
        None: ibis.literal("all"),
        "owner": _.owner_id,
        "month": _.first_due_on.cast("string").substr(0, 7),
    }
    is_done = _.status == FollowUpStatus.DONE.value
    state = ibis.cases(
        (_.status == FollowUpStatus.CANCELLED.value, DROPPED),
        (_.first_due_on > day, COMING),
        (is_done & (_.done_on <= _.first_due_on), IN_TIME),
        (is_done, LATE),
        else_=OPEN,
    )
    due = with_firm(source.merges, source.follow_ups).filter(
        _.first_due_on.between(period.first, period.last)
    )
    due = due.mutate(
        value=values[by], **apart, state=state, is_moved=(_.due_on != _.first_due_on).ifelse(1, 0)
    )
    return due.group_by("value", *apart, "state", "is_moved").agg(follow_ups=_.count())


def _none() -> dict[str, int]:
    return dict.fromkeys(FIGURES, 0)


def _always(period: Period, by: str | None) -> list[str | int]:
    if by is None:
        return ["all"]
    return list(period.months()) if by == "month" else []


def _order(period: Period, by: str | None, values: Iterable[str | int]) -> list[str | int]:
    known = _always(period, by)
    return known + sorted(set(values) - set(known))
