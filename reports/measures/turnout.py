"""Turnout (Teilnahme): whom gatherings were meant for, who registered, who came."""

from collections.abc import Iterable, Sequence
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, InteractionKind, InteractionStatus, ParticipationStatus, SizeClass
from crm.errors import DomainError
from reports.measures.base import base
from reports.measures.contact import lasts, resolved
from reports.measures.crossed import Place, narrow_frame, place, places, refuse_others
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
ALL_FIRMS = Segment()
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
    pairs = _pairs(source, period, held, {by} & set(OF_FIRMS))
    counted = _counted(source, pairs.mutate(value=pairs[by] if by else ibis.literal("all")))
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


@remembered
def turnout_over(
    source: Source, period: Period, by: Sequence[str], only: tuple[tuple[str, Any], ...] = ()
) -> pd.DataFrame:
    """FIGURES of several dimensions at once, of the kind and the firms alone of which ``only``
    holds.
    """
    refuse_others(by, BY)
    wanted = dict(only)
    kind, some = wanted.pop("kind", None), Segment(**wanted)
    held = _held(source, period)
    held = held if kind is None else held.filter(_.kind == kind)
    pairs = _pairs(source, period, held, set(by) & set(OF_FIRMS), some)
    rows = source.frame(_counts(pairs, by))
    found: dict[Place, dict[str, int]] = {}
    for *where, row in zip(*(rows[name] for name in by), rows.to_dict("records"), strict=True):
        found[place(where)] = {name: int(row[name] or 0) for name in FIGURES}
    if not wanted and not set(by) & set(OF_FIRMS):
        _add_empty_ones(source, held, by, found)
    shown = places(found, by, {name: _always(period, name) for name in by})
    nothing = dict.fromkeys(FIGURES, 0)
    return narrow_frame(by, FIGURES, ((p, list(found.get(p, nothing).values())) for p in shown))


def _add_empty_ones(
    source: Source, held: ibis.Table, by: Sequence[str], found: dict[Place, dict[str, int]]
) -> None:
    """Gatherings to which no firm was to come are gatherings, too."""
    named = held.group_by(*by) if by else held
    rows = source.frame(named.agg(number=_.count()))
    for *where, number in rows.itertuples(index=False):
        row = found.setdefault(place(where), dict.fromkeys(FIGURES, 0))
        row["gatherings"] = int(number)


def _pairs(
    source: Source,
    period: Period,
    held: ibis.Table,
    names: Iterable[Any],
    some: Segment = ALL_FIRMS,
) -> ibis.Table:
    """(interaction_id, company_id, the firms' ``names``, what the list says), each pair once."""
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
    known = base(period, frozenset(map(str, names)), some)
    return pairs.join(known.drop("founded_on"), "company_id")


def _counted(source: Source, pairs: ibis.Table) -> pd.DataFrame:
    return source.frame(_counts(pairs, ["value"]))


def _counts(pairs: ibis.Table, names: Sequence[str]) -> ibis.Table:
    rows = pairs.mutate(stayed_away=_.absent * (1 - _.attended))
    return (rows.group_by(*names) if names else rows).agg(
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
