"""Funding consultations (Förderberatungen): what was discussed, applied for, granted, refused."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, FundingStage, SizeClass
from crm.errors import DomainError
from reports.measures.base import size_class_of
from reports.measures.behind_counts import behind, beside, firms_of, with_firm
from reports.measures.contact import resolved
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
from reports.period import Period
from reports.segment import SMALL_FIRMS, UNKNOWN
from reports.source.source import Source

BY = ("programme", "size_class", "month")
COUNTS = ("consultations", "applied", "granted", "refused")
AMOUNTS = ("amount_applied", "amount_granted")
FIGURES = (*COUNTS, *AMOUNTS)
EVENTS = {
    "consultations": ("discussed_on", None, None),
    "applied": ("applied_on", None, "amount_applied"),
    "granted": ("decided_on", FundingStage.GRANTED, "amount_granted"),
    "refused": ("decided_on", FundingStage.REFUSED, None),
}
"""What is counted: on which day, in which stage, with which amount."""
COLUMNS = {"programme": "programme_id", "size_class": "size_class"}
SMALL = tuple(size.value for size in SizeClass if size.is_small_firm)
CENTS = 100


@remembered
def funding(source: Source, period: Period, by: str | None = None) -> pd.DataFrame:
    """The dimension, if any, and FIGURES: each event counts on its own day of the period.

    Amounts are euros. The size is the one known last on the period's last day; of founders, of
    firms without facts and of no programme yet the value is unknown.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    cases = _cases(source, period, by)
    found: dict[Any, dict[str, Any]] = {value: {} for value in _always(period, by)}
    for name in EVENTS:
        for value, number, cents in _counted(source, cases, period, by, name):
            row = found.setdefault(value, {})
            row[name] = number
            if EVENTS[name][2]:
                row[f"amount_{name}"] = float(Decimal(cents) / CENTS)
    order = _order(period, by, found)
    rows = [(value, *(found[value].get(name, 0) for name in COUNTS),
             *(found[value].get(name, 0.0) for name in AMOUNTS)) for value in order]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["value", *FIGURES], dtype="object")
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


@remembered
def funding_over(
    source: Source, period: Period, by: Sequence[str], only: tuple[tuple[str, Any], ...] = ()
) -> pd.DataFrame:
    """The same of several dimensions at once, of those alone of whom ``only`` holds."""
    refuse_others(by, BY)
    wanted = dict(only)
    with_size = "size_class" in {*by, *wanted}
    cases = _cases(source, period, "size_class" if with_size else None)
    if wanted.get("size_class") == SMALL_FIRMS:
        cases = cases.filter(_.size_class.isin(SMALL))
        del wanted["size_class"]
    cases = narrowed(cases, wanted, COLUMNS)
    found: dict[Place, dict[str, Any]] = {}
    for name in EVENTS:
        for where, number, cents in _counted_over(source, cases, period, by, name):
            row = found.setdefault(where, {})
            row[name] = number
            if EVENTS[name][2]:
                row[f"amount_{name}"] = float(Decimal(cents) / CENTS)
    shown = places(found, by, {name: _always(period, name) for name in by})
    zeros = {**dict.fromkeys(COUNTS, 0), **dict.fromkeys(AMOUNTS, 0.0)}
    rows = ((each, list({**zeros, **found.get(each, {})}.values())) for each in shown)
    return narrow_frame(by, FIGURES, rows)


def _counted_over(
    source: Source, cases: ibis.Table, period: Period, by: Sequence[str], name: str
) -> Iterator[tuple[Place, int, int]]:
    """(where, number, cents) of one kind of event."""
    happened = _happened(cases, period, None, name)
    values = {"programme": _.programme_id, "size_class": _.size_class,
              "month": month_of(_[EVENTS[name][0]])}  # fmt: skip
    named = happened.mutate(**{f"by_{each}": values[each] for each in by})
    named = named.mutate(cents=_cents(name))
    grouped = named.group_by(*(f"by_{each}" for each in by)) if by else named
    rows = source.frame(grouped.agg(number=_.count(), cents=_.cents.sum()))
    for *where, number, cents in rows.itertuples(index=False):
        yield place(where), int(number), int(cents or 0)


@remembered
def funding_and_behind(source: Source, period: Period, by: str | None = None) -> pd.DataFrame:
    """The same with the firms behind each of COUNTS."""
    cases = with_firm(source.merges, _cases(source, period, by))
    found: dict[Any, dict[str, int]] = {}
    for name in COUNTS:
        happened = _happened(cases, period, by, name)
        rows = source.frame(happened.group_by("value", "firm").agg(number=_.count()))
        for value, firms in behind(rows.rename(columns={"number": name}), [name]).items():
            found.setdefault(value, {firms_of(each): 0 for each in COUNTS}).update(firms)
    return beside(funding(source, period, by), by, found, COUNTS)


def _cases(source: Source, period: Period, by: str | None) -> ibis.Table:
    return _with_size(source, period) if by == "size_class" else source.funding_cases


def _with_size(source: Source, period: Period) -> ibis.Table:
    day = period.last
    facts = source.facts.filter(
        _.known_from <= day, _.known_until.isnull() | (_.known_until > day)
    ).select("size_band", fact_of="company_id")
    cases = resolved(source.merges, source.funding_cases)
    known = cases.left_join(facts, cases.company_id == facts.fact_of)
    known = known.mutate(size_band=ibis.coalesce(_.size_band, UNKNOWN))
    return known.mutate(size_class=size_class_of())


def _counted(
    source: Source, cases: ibis.Table, period: Period, by: str | None, name: str
) -> list[tuple[Any, int, int]]:
    """(value, number, cents) of one kind of event."""
    asked = _happened(cases, period, by, name).mutate(cents=_cents(name))
    rows = source.frame(asked.group_by("value").agg(number=_.count(), cents=_.cents.sum()))
    return [
        (UNKNOWN if pd.isna(value) else value, int(number), int(total))
        for value, number, total in zip(rows["value"], rows["number"], rows["cents"], strict=True)
    ]


def _cents(name: str) -> Any:
    amount = EVENTS[name][2] or "amount_applied"
    return (_[amount] * CENTS).round().cast("int64").fill_null(0)


def _happened(cases: ibis.Table, period: Period, by: str | None, name: str) -> ibis.Table:
    """The cases with one kind of event in the period, and ``value``."""
    day_name, stage, _amount = EVENTS[name]
    happened = cases.filter(cases[day_name].between(period.first, period.last))
    if stage is not None:
        happened = happened.filter(_.stage == stage.value)
    month = happened[day_name].cast("string").substr(0, 7)
    values = {None: ibis.literal("all"), "programme": _.programme_id, "month": month,
              "size_class": _.size_class if by == "size_class" else None}  # fmt: skip
    return happened.mutate(value=values[by])


def _always(period: Period, by: str | None) -> list[Any]:
    sizes = [size.value for size in SizeClass if size is not SizeClass.UNKNOWN]
    return {None: ["all"], "month": list(period.months()), "size_class": sizes}.get(by, [])


def _order(period: Period, by: str | None, found: dict[Any, Any]) -> list[Any]:
    known = _always(period, by)
    return known + sorted(set(found) - set(known), key=lambda one: (one == UNKNOWN, one))
