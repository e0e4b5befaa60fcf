"""Founders (Gründungen): who spoke to the office before founding, and what became of them."""

from datetime import date
from typing import Any, NamedTuple

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from crm.rules.venture import OFFERED
from reports.measures.remembered import remembered
from reports.period import Period, months_before
from reports.segment import UNKNOWN
from reports.source.source import Source

BY = ("section", "month")
FIGURES = ("founders", "became", "became_later", "dropped", "planning", "year_over",
           "became_of_year_over")  # fmt: skip
MONTHS = 12


class _State(NamedTuple):
    """One row of the database: how many plans are alike in all that figures look at."""

    section: str
    first_talk: date
    became_on: date | None
    dropped_on: date | None
    ventures: int


@remembered
def founders(
    source: Source, period: Period, by: str | None = None, today: date | None = None
) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of the plans first spoken about in the period.

    ``became`` are those that became a firm within 12 months of that talk, ``became_later`` after
    more, ``dropped`` were given up, ``planning`` are the rest; all as of ``today``, which is the
    period's last day unless another is given. Of those whose 12 months are over by then
    (``year_over``), ``became_of_year_over`` became a firm within them.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    states = _states(source, period)
    day = today or period.last
    groups: dict[str, list[_State]] = {value: [] for value in _always(period, by)}
    for one in states:
        values = {"section": one.section, "month": f"{one.first_talk:%Y-%m}"}
        groups.setdefault(values[by] if by else "all", []).append(one)
    found = [(value, *_figures(some, day)) for value, some in _ordered(groups)]
    frame = pd.DataFrame(found, columns=["value", *FIGURES], dtype="object")
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


@remembered
def founder_talks(source: Source, period: Period) -> int:
    """Talks about a plan, held in the period and before its founding; beside the contacts of
    firms, among which they are not.
    """
    held = _talks(source).filter(_.happened_on.between(period.first, period.last))
    pairs = held.select("venture_id", "interaction_id").distinct()
    return int(source.frame(pairs.agg(talks=_.count())).iloc[0]["talks"] or 0)


def _talks(source: Source) -> ibis.Table:
    """(venture_id, interaction_id, happened_on, the plan's own columns)."""
    came = source.participations.filter(_.status == ParticipationStatus.ATTENDED.value)
    came = came.select("interaction_id", participation_id="id")
    held = source.interactions.filter(_.status == InteractionStatus.HELD.value)
    held = held.select("happened_on", interaction_id="id")
    plans = source.ventures.select("wz_section", "became_on", "dropped_on", venture_id="id")
    rows = source.venture_talks.join(came, "participation_id").join(held, "interaction_id")
    rows = rows.join(plans, "venture_id")
    return rows.filter(_.became_on.isnull() | (_.happened_on < _.became_on))


def _states(source: Source, period: Period) -> list[_State]:
    firsts = _talks(source).group_by("venture_id", "wz_section", "became_on", "dropped_on")
    firsts = firsts.agg(first_talk=_.happened_on.min())
    firsts = firsts.filter(_.first_talk.between(period.first, period.last))
    alike = firsts.group_by("wz_section", "first_talk", "became_on", "dropped_on")
    rows = source.frame(alike.agg(ventures=_.count()))
    return [_state(row) for row in rows.itertuples(index=False)]


def _state(row: Any) -> _State:
    section, first, became, dropped, ventures = (None if pd.isna(one) else one for one in row)
    return _State(section or UNKNOWN, first, became, dropped, ventures)  # type: ignore[arg-type]


def _always(period: Period, by: str | None) -> list[str]:
    if by == "month":
        return list(period.months())
    return [] if by else ["all"]


def _ordered(groups: dict[str, list[_State]]) -> list[tuple[str, list[_State]]]:
    """Sections in the order of the classification, the unknown last; months are in theirs."""
    place = {code: at for at, code in enumerate(OFFERED)}
    return sorted(groups.items(), key=lambda one: (place.get(one[0], len(place)), one[0]))


def _figures(states: list[_State], day: date) -> tuple[int, ...]:
    def count(fits: Any) -> int:
        return sum(one.ventures for one in states if fits(one))

    def founded(one: _State) -> bool:
        return one.became_on is not None and one.became_on <= day

    def in_time(one: _State) -> bool:
        return founded(one) and (one.became_on or day) <= _year_after(one.first_talk)

    def is_over(one: _State) -> bool:
        return _year_after(one.first_talk) <= day

    total, became = count(lambda _one: True), count(in_time)
    later = count(founded) - became
    dropped = count(lambda one: not founded(one) and one.dropped_on and one.dropped_on <= day)
    return (
        total,
        became,
        later,
        dropped,
        total - became - later - dropped,
        count(is_over),
        count(lambda one: is_over(one) and in_time(one)),
    )


def _year_after(day: date) -> date:
    return months_before(day, -MONTHS)
