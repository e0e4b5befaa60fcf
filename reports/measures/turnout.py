"""Turnout (Teilnahme): whom gatherings were meant for, who registered, who came."""

from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, InteractionKind, InteractionStatus, ParticipationStatus, SizeClass
from crm.errors import DomainError
from reports.measures.base import base
from reports.measures.contact import lasts, resolved
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import UNKNOWN, Segment
from reports.source.source import Source

GATHERINGS = tuple(kind.value for kind in InteractionKind if kind.is_gathering)
OF_GATHERINGS, OF_FIRMS = ("kind", "month"), ("size_class", "district")
BY = (*OF_GATHERINGS, *OF_FIRMS)
"""What turnout can be broken down by."""
FIGURES = ("gatherings", "listed", "registered", "attended", "no_show", "firms")
BEHIND = ("listed_firms", "registered_firms", "no_show_firms")
ALL = (*FIGURES, *BEHIND)
STATUS = ParticipationStatus
HAD_REGISTERED = (STATUS.REGISTERED.value, STATUS.ATTENDED.value, STATUS.NO_SHOW.value)


def turnout(source: Source, period: Period, by: str | None = None) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of the gatherings held in the period.

    ``gatherings`` are those with such a firm on their list; of kinds, months and in all also
    those without any. The others count pairs of a gathering and a firm that existed on its day:
    ``listed`` whoever was on the list, ``registered`` whoever registered, came or did not,
    ``attended`` whoever came, ``no_show`` who registered and stayed away. ``firms`` are those
    that came, each once. The no-show rate is no_show / (attended + no_show). A firm with sites
    in several districts stands in each of them. Guests without a firm are not counted.
    """
    return turnout_and_behind(source, period, by)[[*([by] if by else []), *FIGURES]]


@remembered
def turnout_and_behind(source: Source, period: Period, by: str | None = None) -> pd.DataFrame:
    """The same with the firms behind what counts pairs."""
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    held = _held(source, period)
    pairs = _pairs(source, period, held, by)
    counted = _counted(source, pairs, by)
    if by not in OF_FIRMS:
        counted = _with_empty_ones(counted, _numbers(source, held, by))
    return _shaped(period, by, counted)


def _held(source: Source, period: Period) -> ibis.Table:
    held = source.interactions.filter(
        _.status == InteractionStatus.HELD.value,
        _.kind.isin(GATHERINGS),
        _.happened_on.between(period.first, period.last),
    )
    month = _.happened_on.cast("string").substr(0, 7)
    return held.select("kind", "happened_on", month=month, interaction_id="id")


def _pairs(source: Source, period: Period, held: ibis.Table, by: str | None) -> ibis.Table:
    """(interaction_id, company_id, value, what the list says), each pair once."""
    listed = source.participations.filter(_.company_id.notnull())
    listed = resolved(source.merges, listed.select("interaction_id", "company_id", "status"))
    firms = source.companies.select("founded_on", "ended_on", company_id="id")
    rows = listed.join(held, "interaction_id").join(firms, "company_id")
    rows = rows.filter(lasts(_.founded_on, _.ended_on, _.happened_on, _.happened_on))
    pairs = rows.group_by("interaction_id", "company_id", "kind", "month").agg(
        registered=_.status.isin(HAD_REGISTERED).ifelse(1, 0).max(),
        attended=(_.status == STATUS.ATTENDED.value).ifelse(1, 0).max(),
        absent=(_.status == STATUS.NO_SHOW.value).ifelse(1, 0).max(),
    )
    names = {by} & set(OF_FIRMS) - {None}
    known = base(period, frozenset(map(str, names)), Segment())
    return pairs.join(known.drop("founded_on"), "company_id")


def _counted(source: Source, pairs: ibis.Table, by: str | None) -> pd.DataFrame:
    value = pairs[by] if by else ibis.literal("all")
    rows = pairs.mutate(value=value, stayed_away=_.absent * (1 - _.attended))
    found = rows.group_by("value").agg(
        gatherings=_.interaction_id.nunique(),
        listed=_.count(),
        registered=_.registered.sum(),
        attended=_.attended.sum(),
        no_show=_.stayed_away.sum(),
        firms=_.company_id.nunique(where=_.attended == 1),
        listed_firms=_.company_id.nunique(),
        registered_firms=_.company_id.nunique(where=_.registered == 1),
        no_show_firms=_.company_id.nunique(where=_.stayed_away == 1),
    )
    return source.frame(found)


def _numbers(source: Source, held: ibis.Table, by: str | None) -> dict[Any, int]:
    value = held[by] if by else ibis.literal("all")
    found = source.frame(held.mutate(value=value).group_by("value").agg(number=_.count()))
    return dict(zip(found["value"], found["number"], strict=True))


def _with_empty_ones(counted: pd.DataFrame, numbers: dict[Any, int]) -> pd.DataFrame:
    rows = {row["value"]: row for row in counted.to_dict("records")}
    zeros: dict[Any, Any] = dict.fromkeys(ALL, 0)
    full = [
        {**zeros, **rows.get(value, {}), "value": value, "gatherings": number}
        for value, number in numbers.items()
    ]
    return pd.DataFrame(full, columns=["value", *ALL])


def _shaped(period: Period, by: str | None, counted: pd.DataFrame) -> pd.DataFrame:
    """Complete, in the domain's order, unknown last."""
    rows = {}
    for row in counted.to_dict("records"):
        value = UNKNOWN if pd.isna(row["value"]) else row["value"]
        rows[value] = [int(row[name]) for name in ALL]
    known = _always(period, by)
    others = sorted(set(rows) - set(known), key=lambda one: (one == UNKNOWN, str(one)))
    shown = [*known, *others]
    found = [(value, *rows.get(value, [0] * len(ALL))) for value in shown]
    frame = pd.DataFrame(found, columns=["value", *ALL])
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


def _always(period: Period, by: str | None) -> list[str]:
    if by is None:
        return ["all"]
    if by == "kind":
        return list(GATHERINGS)
    if by == "size_class":
        return [size.value for size in SizeClass if size.value != UNKNOWN]
    return list(period.months()) if by == "month" else []
