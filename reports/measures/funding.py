"""Funding consultations (Förderberatungen): what was discussed, applied for, granted, refused."""

from decimal import Decimal
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, FundingStage, SizeClass
from crm.errors import DomainError
from reports.measures.base import size_class_of
from reports.measures.contact import resolved
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import UNKNOWN
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
    cases = _with_size(source, period) if by == "size_class" else source.funding_cases
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
    day_name, stage, amount = EVENTS[name]
    day = cases[day_name]
    happened = cases.filter(day.between(period.first, period.last))
    if stage is not None:
        happened = happened.filter(_.stage == stage.value)
    month = happened[day_name].cast("string").substr(0, 7)
    values = {None: ibis.literal("all"), "programme": _.programme_id, "month": month,
              "size_class": _.size_class if by == "size_class" else None}  # fmt: skip
    cents = (_[amount or "amount_applied"] * CENTS).round().cast("int64").fill_null(0)
    asked = happened.mutate(value=values[by], cents=cents)
    rows = source.frame(asked.group_by("value").agg(number=_.count(), cents=_.cents.sum()))
    return [
        (UNKNOWN if pd.isna(value) else value, int(number), int(total))
        for value, number, total in zip(rows["value"], rows["number"], rows["cents"], strict=True)
    ]


def _always(period: Period, by: str | None) -> list[Any]:
    sizes = [size.value for size in SizeClass if size is not SizeClass.UNKNOWN]
    return {None: ["all"], "month": list(period.months()), "size_class": sizes}.get(by, [])


def _order(period: Period, by: str | None, found: dict[Any, Any]) -> list[Any]:
    known = _always(period, by)
    return known + sorted(set(found) - set(known), key=lambda one: (one == UNKNOWN, one))
