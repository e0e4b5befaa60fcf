"""Campaigns: how much of their target lists was reached, week by week, and what came of it."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import InteractionStatus
from reports.measures.behind_counts import behind, beside, firms_of, with_firm
from reports.measures.campaign_yield import cases_with_origin
from reports.measures.contact import resolved
from reports.measures.remembered import remembered
from reports.period import Period
from reports.source.source import Source

WEEK = timedelta(days=7)
NAMED = ("inquiries", "contacts", "consultations")
RESULTS = ("targets", "reached", *NAMED)


@remembered
def campaign_progress(source: Source, campaign: int, first: date, last: date) -> pd.DataFrame:
    """``week`` (its Monday), ``newly`` reached in it, ``reached`` up to its end, ``targets``.

    The firms of the frozen list, of which each counts once, in the week of its first contact from
    ``first`` to ``last``, both included. A firm that was merged is reached when the one that
    survived is.
    """
    days = source.frame(_first_contacts(source, first, last).filter(_.campaign_id == campaign))
    weeks: Counter[date] = Counter()
    targets = 0
    for day, firms in zip(days["first_on"], days["firms"], strict=True):
        targets += int(firms)
        if not pd.isna(day):
            weeks[_monday(day)] += int(firms)
    rows, total = [], 0
    week = _monday(first)
    while week <= last:
        total += weeks[week]
        rows.append((week, weeks[week], total, targets))
        week += WEEK
    return pd.DataFrame(rows, columns=["week", "newly", "reached", "targets"], dtype="object")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_contacts(source: Source, first: date, last: date) -> ibis.Table:
    """(campaign_id, first_on, firms): how many targets were met first on that day; null: not."""
    met = source.contacts.filter(_.happened_on.between(first, last))
    firsts = met.group_by("company_id").agg(first_on=_.happened_on.min())
    firsts = firsts.rename(met_id="company_id")
    targets = resolved(source.merges, source.campaign_targets)
    found = targets.left_join(firsts, targets.company_id == firsts.met_id)
    return found.group_by("campaign_id", "first_on").agg(firms=_.count())


@remembered
def campaign_results(source: Source, period: Period) -> pd.DataFrame:
    """``campaign`` and RESULTS of those that ran on a day of the period, in order of their start.

    Reached: of the frozen list, from the campaign's first day to its last, or to the end of the
    period if that is earlier. Inquiries, contacts and funding consultations are those of the
    period that name it.
    """
    ran = source.campaigns.filter(_.starts_on <= period.last, _.ends_on >= period.first)
    campaigns = source.frame(ran.order_by("starts_on", "id"))
    named = [_named(source, rows, period) for rows in _that_name_one(source)]
    rows: list[tuple[Any, ...]] = []
    for campaign in campaigns.to_dict("records"):
        pk, first, last = campaign["id"], campaign["starts_on"], campaign["ends_on"]
        progress = campaign_progress(source, pk, first, min(last, period.last)).iloc[-1]
        counts = [found.get(pk, 0) for found in named]
        rows.append((pk, progress["targets"], progress["reached"], *counts))
    return pd.DataFrame(rows, columns=["campaign", *RESULTS], dtype="object")


@remembered
def campaign_results_and_behind(source: Source, period: Period) -> pd.DataFrame:
    """The same with the firms behind inquiries, contacts and funding consultations."""
    found: dict[Any, dict[str, int]] = {}
    for name, rows in zip(NAMED, _of_firms(source), strict=True):
        wanted = _in(rows, period).group_by("campaign_id", "firm").agg(number=_.count())
        counted = source.frame(wanted).rename(columns={"campaign_id": "value", "number": name})
        for value, firms in behind(counted, [name]).items():
            found.setdefault(value, {firms_of(each): 0 for each in NAMED}).update(firms)
    return beside(campaign_results(source, period), "campaign", found, NAMED)


def _of_firms(source: Source) -> tuple[ibis.Table, ibis.Table, ibis.Table]:
    """As _that_name_one, with the firms."""
    held = source.interactions.select("campaign_id", interaction_id="id")
    met = source.contacts.join(held, "interaction_id")
    return (
        with_firm(source.merges, source.inquiries).select("campaign_id", "firm", day="received_on"),
        met.select("campaign_id", firm="company_id", day="happened_on"),
        with_firm(source.merges, cases_with_origin(source)).select(
            "campaign_id", "firm", day="discussed_on"
        ),
    )


def _that_name_one(source: Source) -> tuple[ibis.Table, ibis.Table, ibis.Table]:
    """Inquiries, contacts that were held, funding consultations, each with its day."""
    held = source.interactions.filter(_.status == InteractionStatus.HELD.value)
    return (
        source.inquiries.select("campaign_id", day="received_on"),
        held.select("campaign_id", day="happened_on"),
        cases_with_origin(source).select("campaign_id", day="discussed_on"),
    )


def _named(source: Source, rows: ibis.Table, period: Period) -> dict[int, int]:
    found = source.frame(_in(rows, period).group_by("campaign_id").agg(number=_.count()))
    return dict(zip(found["campaign_id"], found["number"], strict=True))


def _in(rows: ibis.Table, period: Period) -> ibis.Table:
    return rows.filter(_.campaign_id.notnull(), _.day.between(period.first, period.last))
