"""Response time (Reaktionszeit): how long firms wait for the first answer of a person."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, InquiryChannel
from crm.errors import DomainError
from reports.measures.behind_counts import behind, beside, with_firm
from reports.measures.crossed import (
    Place,
    month_of,
    narrow_frame,
    narrowed,
    place,
    places,
    refuse_others,
)
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.segment import UNKNOWN
from reports.source.source import Source

BY = ("channel", "partner", "topic", "owner", "month")
"""What response times can be broken down by."""
FIGURES = ("received", "answered", "in_time", "late", "missed", "running", "dropped",
           "median_days", "p90_days", "acknowledged", "median_acknowledged_days",
           "median_forwarded_days")  # fmt: skip
COUNTS = ("received", "in_time", "late", "missed", "running", "dropped")
"""Those that add up, and of which the firms behind can be asked."""
STEPS = ("reply_days", "acknowledged_days", "forwarded_days")
NINE_TENTHS = 9, 10


class _State(NamedTuple):
    """One row of the database: how many inquiries are alike in all that figures look at."""

    value: str | int | None
    reply_days: int | None
    acknowledged_days: int | None
    forwarded_days: int | None
    is_in_time: bool
    is_past: bool
    is_closed: bool
    inquiries: int


@remembered
def response(
    source: Source,
    period: Period,
    by: str | None = None,
    reference_day: ReferenceDay | None = None,
    partner: int | None = None,
) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of the inquiries received in the period, of those that
    one ``partner`` forwarded if it is given.

    ``answered`` is ``in_time`` and ``late`` together. Of those without an answer ``missed`` are
    still open and past their last day on the reference day (the period's last unless another is
    given), ``running`` are not past it or wait for the firm, ``dropped`` were closed unanswered.
    The share within target is in_time / (answered + missed). Medians and the ninth tenth are
    working days of the answered ones, None where there are none; 2.5 lies between two.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    asked = received_in(source, period, partner)
    rows = source.frame(_alike(asked, by, reference_day or period.last))
    groups: dict[str | int, list[_State]] = {value: [] for value in _always(period, by)}
    for row in rows.itertuples(index=False):
        values: list[Any] = [None if pd.isna(one) else one for one in row]
        state = _State(*values)
        value = UNKNOWN if state.value is None else state.value
        groups.setdefault(value, []).append(state)
    order = _order(period, by, groups)
    found = [(value, *_figures(groups[value])) for value in order]
    frame = pd.DataFrame(found, columns=["value", *FIGURES], dtype="object")
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


@remembered
def response_and_behind(
    source: Source,
    period: Period,
    by: str | None = None,
    reference_day: ReferenceDay | None = None,
    partner: int | None = None,
) -> pd.DataFrame:
    """The same with the firms behind each of COUNTS."""
    asked = with_firm(source.merges, received_in(source, period, partner))
    rows = source.frame(_alike(asked, by, reference_day or period.last, "firm"))
    found: list[tuple[Any, ...]] = []
    for value, firm, *rest in rows.itertuples(index=False):
        state: list[Any] = [None if pd.isna(one) else one for one in (value, *rest)]
        found.append((value, firm, *_figures([_State(*state)])))
    counted = pd.DataFrame(found, columns=["value", "firm", *FIGURES])
    shown = response(source, period, by, reference_day, partner)
    return beside(shown, by, behind(counted, COUNTS), COUNTS)


OVER = ("channel", "partner", "topic", "outcome", "owner", "month")
COLUMNS = {"channel": "channel", "partner": "partner_id", "topic": "topic_id"}
"""By which it can be narrowed."""


@remembered
def response_over(
    source: Source,
    period: Period,
    by: Sequence[str],
    only: tuple[tuple[str, Any], ...] = (),
    reference_day: ReferenceDay | None = None,
) -> pd.DataFrame:
    """The same of several dimensions of OVER at once, of those alone of whom ``only`` holds."""
    refuse_others(by, OVER)
    asked = narrowed(received_in(source, period), dict(only), COLUMNS)
    values = {**_values(), "outcome": _.outcome.coalesce("open")}
    asked = asked.mutate(**{f"by_{name}": values[name] for name in by})
    rows = source.frame(
        _alike(asked, None, reference_day or period.last, *(f"by_{name}" for name in by))
    )
    groups: dict[Place, list[_State]] = {}
    for value, *rest in rows.itertuples(index=False):
        where, state = place(rest[: len(by)]), [value, *rest[len(by) :]]
        known: list[Any] = [None if pd.isna(one) else one for one in state]
        groups.setdefault(where, []).append(_State(*known))
    always = {name: _always(period, name) for name in by}
    shown = places(groups, by, always)
    return narrow_frame(by, FIGURES, ((each, _figures(groups.get(each, []))) for each in shown))


def received_in(source: Source, period: Period, partner: int | None = None) -> ibis.Table:
    asked = source.inquiries.filter(_.received_on.between(period.first, period.last))
    return asked if partner is None else asked.filter(_.partner_id == partner)


def _alike(asked: ibis.Table, by: str | None, day: ReferenceDay, *apart: str) -> ibis.Table:
    asked = asked.mutate(
        value=_values()[by],
        is_in_time=(_.reply_days <= _.target_days).ifelse(1, 0),
        is_past=(_.due_on < day).ifelse(1, 0),
        is_closed=_.outcome.notnull().ifelse(1, 0),
    )
    return asked.group_by("value", *apart, *STEPS, "is_in_time", "is_past", "is_closed").agg(
        inquiries=_.count()
    )


def _values() -> dict[str | None, Any]:
    return {
        None: ibis.literal("all"), "channel": _.channel, "partner": _.partner_id,
        "topic": _.topic_id, "owner": _.owner_id, "month": month_of(_.received_on),
    }  # fmt: skip


def _always(period: Period, by: str | None) -> list[str | int]:
    if by is None:
        return ["all"]
    if by == "channel":
        return [channel.value for channel in InquiryChannel]
    return list(period.months()) if by == "month" else []


def _order(period: Period, by: str | None, groups: Iterable[str | int]) -> list[str | int]:
    known = _always(period, by)
    return known + sorted(set(groups) - set(known), key=lambda one: (one == UNKNOWN, one))


def _figures(states: list[_State]) -> tuple[object, ...]:
    answered = [each for each in states if each.reply_days is not None]
    waiting = [each for each in states if each.reply_days is None]
    still_open = [each for each in waiting if not each.is_closed]
    in_time = _sum(each for each in answered if each.is_in_time)
    missed = _sum(each for each in still_open if each.is_past)
    acknowledged = [each for each in states if each.acknowledged_days is not None]
    days = _days(answered, "reply_days")
    return (
        _sum(states),
        _sum(answered),
        in_time,
        _sum(answered) - in_time,
        missed,
        _sum(still_open) - missed,
        _sum(waiting) - _sum(still_open),
        median(days),
        ninth_tenth(days),
        _sum(acknowledged),
        median(_days(acknowledged, "acknowledged_days")),
        median(_days(states, "forwarded_days")),
    )


def _sum(states: Iterable[_State]) -> int:
    return sum(each.inquiries for each in states)


def _days(states: Iterable[_State], step: str) -> Counter[int]:
    """How many took so many working days."""
    found: Counter[int] = Counter()
    for each in states:
        days = getattr(each, step)
        if days is not None:
            found[days] += each.inquiries
    return found


def median(days: Counter[int]) -> float | None:
    size = days.total()
    if not size:
        return None
    middle = [_at(days, (size - 1) // 2), _at(days, size // 2)]
    return sum(middle) / 2


def ninth_tenth(days: Counter[int]) -> int | None:
    """The fewest days within which nine of ten were answered."""
    size = days.total()
    part, whole = NINE_TENTHS
    return _at(days, -(-size * part // whole) - 1) if size else None


def _at(days: Counter[int], place: int) -> int:
    """The value at a place, counted from 0, were all written down in order."""
    for value in sorted(days):
        place -= days[value]
        if place < 0:
            return value
    raise IndexError(place)
