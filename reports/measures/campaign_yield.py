"""Campaign yield (Wirkung): what came of the brochures that were handed out."""

from collections.abc import Iterable
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_
from crm.errors import DomainError
from reports.measures.behind_counts import behind, beside, firms_of, with_firm
from reports.measures.remembered import remembered
from reports.period import Period
from reports.segment import UNKNOWN
from reports.source.source import Source

BY = ("material", "counter", "month")
COUNTS = ("inquiries", "consultations")
FIGURES = ("handed_out", *COUNTS, "per_100")
"""Copies; inquiries and funding consultations that name a brochure; both together per 100 copies,
None where none was handed out."""


@remembered
def campaign_yield(source: Source, period: Period, by: str | None = None) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of the period: of copies handed out, inquiries received
    and funding consultations held in it.

    A funding consultation names what its inquiry names, else what its contact names.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    counted = [
        _counted(source, rows, by) for rows in (_handouts(source, period), _inquiries(
            source, period), _consultations(source, period))
    ]  # fmt: skip
    values = _order(period, by, {value for found in counted for value in found})
    rows = [(value, *_figures(*(found.get(value, 0) for found in counted))) for value in values]
    frame = pd.DataFrame(rows, columns=["value", *FIGURES], dtype="object")
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


@remembered
def campaign_yield_and_behind(
    source: Source, period: Period, by: str | None = None
) -> pd.DataFrame:
    """The same with the firms behind each of COUNTS."""
    found: dict[Any, dict[str, int]] = {}
    for name, rows in zip(COUNTS, (_inquiries, _consultations), strict=True):
        asked = _with_value(rows(source, period), by)
        counted = source.frame(asked.group_by("value", "firm").agg(number=_.number.sum()))
        for value, firms in behind(counted.rename(columns={"number": name}), [name]).items():
            found.setdefault(value, {firms_of(each): 0 for each in COUNTS}).update(firms)
    return beside(campaign_yield(source, period, by), by, found, COUNTS)


def _handouts(source: Source, period: Period) -> ibis.Table:
    given = source.handouts.filter(_.handed_on.between(period.first, period.last))
    return given.select("material_id", counter_id="partner_id", day="handed_on", number="copies")


def _inquiries(source: Source, period: Period) -> ibis.Table:
    asked = with_firm(source.merges, source.inquiries).filter(
        _.received_on.between(period.first, period.last), _.material_id.notnull()
    )
    return asked.select(
        "material_id", "firm", counter_id="handed_out_by_id", day="received_on",
        number=ibis.literal(1),
    )  # fmt: skip


def _consultations(source: Source, period: Period) -> ibis.Table:
    named = with_firm(source.merges, cases_with_origin(source)).filter(
        _.discussed_on.between(period.first, period.last), _.material_id.notnull()
    )
    return named.select(
        "material_id", "counter_id", "firm", day="discussed_on", number=ibis.literal(1)
    )


def cases_with_origin(source: Source) -> ibis.Table:
    """Funding cases with the brochure, its counter and the campaign of which they came."""
    asked = source.inquiries.select(
        asked_id="id", asked_material="material_id", asked_counter="handed_out_by_id",
        asked_campaign="campaign_id",
    )  # fmt: skip
    held = source.interactions.select(
        held_id="id", held_material="material_id", held_campaign="campaign_id"
    )
    cases = source.funding_cases.left_join(asked, _.inquiry_id == asked.asked_id)
    cases = cases.left_join(held, _.interaction_id == held.held_id)
    return cases.mutate(
        material_id=_.asked_material.coalesce(_.held_material),
        counter_id=_.asked_counter,
        campaign_id=_.asked_campaign.coalesce(_.held_campaign),
    )


def _with_value(rows: ibis.Table, by: str | None) -> ibis.Table:
    month = _.day.cast("string").substr(0, 7)
    values = {None: ibis.literal("all"), "material": _.material_id, "counter": _.counter_id,
              "month": month}  # fmt: skip
    return rows.mutate(value=values[by])


def _counted(source: Source, rows: ibis.Table, by: str | None) -> dict[Any, int]:
    found = source.frame(_with_value(rows, by).group_by("value").agg(number=_.number.sum()))
    return {
        UNKNOWN if pd.isna(value) else value: int(number)
        for value, number in zip(found["value"], found["number"], strict=True)
    }


def _order(period: Period, by: str | None, found: Iterable[Any]) -> list[Any]:
    known: list[Any] = ["all"] if by is None else list(period.months()) if by == "month" else []
    return known + sorted(set(found) - set(known), key=lambda one: (one == UNKNOWN, one))


def _figures(copies: int, inquiries: int, consultations: int) -> tuple[object, ...]:
    both = inquiries + consultations
    return copies, inquiries, consultations, 100 * both / copies if copies else None
