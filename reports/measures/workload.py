"""Workload (Auslastung) of each advisor. For team leads only."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import ibis
import pandas as pd
from ibis import _

from crm.enums import InteractionStatus
from reports.measures.contact import lasts, resolved
from reports.measures.dimensions import DIMENSIONS, Value, with_team_code
from reports.measures.remembered import remembered
from reports.period import Period, ReferenceDay
from reports.segment import UNKNOWN, Segment
from reports.source.source import Source

FIGURES = ("participations", "shared", "hours", "open_inquiries", "companies_in_care")


class Work(NamedTuple):
    participations: int
    shared: float
    hours: float


NO_WORK = Work(0, 0.0, 0.0)


@remembered
def workload(
    source: Source,
    period: Period,
    segment: Segment | None = None,
    reference_day: ReferenceDay | None = None,
) -> pd.DataFrame:
    """``advisor`` (id, or unknown for interactions without one), ``name`` and FIGURES.

    ``participations`` counts every interaction that was held with the advisor in full;
    ``shared`` counts it as 1/k for each of its k advisors, so that it adds up to the number of
    interactions. ``hours`` are in full; an interaction without a duration has none.
    ``open_inquiries`` had come in by the reference day, the last of the period unless another is
    given, and were not closed by then; they count for whoever has them now. ``companies_in_care``
    are the firms named to the advisor on that day, and active then. Of the segment only team,
    advisor, kind and month apply: the team is the one the advisor was in on the day.
    """
    asked = with_team_code(source, segment or Segment())
    held = _held(source, period, asked)
    rows: dict[Value, Work] = {}
    if asked.advisor != UNKNOWN:
        rows |= _summed(source.frame(_shares(source, held, asked)))
    if asked.team is None and asked.advisor in (None, UNKNOWN):
        rows |= _summed(source.frame(_without(source, held)))
    day = reference_day or period.last
    rest = _open_inquiries(source, day), _in_care(source, day)
    names = {row.id: row.name for row in source.frame(source.advisors).itertuples()}
    found = [
        (one, names.get(one, ""), *rows.get(one, NO_WORK), *(each.get(one, 0) for each in rest))
        for one in _advisors(source, period, asked, rows)
    ]
    return pd.DataFrame(found, columns=["advisor", "name", *FIGURES]).astype({"advisor": "object"})


def _held(source: Source, period: Period, asked: Segment) -> ibis.Table:
    held = source.interactions.filter(
        _.status == InteractionStatus.HELD.value, _.happened_on.between(period.first, period.last)
    )
    if asked.kind is not None:
        held = held.filter(_.kind == asked.kind)
    if asked.month is not None:
        held = held.filter(_.happened_on.cast("string").substr(0, 7) == asked.month)
    return held.select("happened_on", "duration_minutes", interaction_id="id")


def _shares(source: Source, held: ibis.Table, asked: Segment) -> ibis.Table:
    """(advisor, k, times, minutes): how often one of k advisors."""
    who = source.advisor_assignments.select("interaction_id", advisor="advisor_id")
    sizes = who.join(held, "interaction_id").group_by("interaction_id").agg(k=_.count())
    rows = who.join(held, "interaction_id").join(sizes, "interaction_id")
    if asked.advisor is not None:
        rows = rows.filter(_.advisor == asked.advisor)
    if asked.team is not None:
        rows = _of_team(source, rows, asked.team)
    return _counted(rows, "advisor", "k")


def _of_team(source: Source, rows: ibis.Table, team: str | int) -> ibis.Table:
    """Those whose advisor was in the team on that day, or in none for ``unknown``."""
    days = rows.select("interaction_id", "advisor", "happened_on")
    memberships = source.team_memberships.rename(advisor="advisor_id")
    members = days.join(memberships, "advisor")
    members = members.filter(lasts(_.valid_from, _.valid_to, _.happened_on, _.happened_on))
    members = members.join(source.teams.select("code", team_id="id"), "team_id")
    if team == UNKNOWN:
        return rows.anti_join(members, ["interaction_id", "advisor"])
    return rows.semi_join(members.filter(_.code == team), ["interaction_id", "advisor"])


def _without(source: Source, held: ibis.Table) -> ibis.Table:
    alone = held.filter(~_.interaction_id.isin(source.advisor_assignments.interaction_id))
    return _counted(alone.mutate(advisor=ibis.literal(UNKNOWN), k=ibis.literal(1)), "advisor", "k")


def _counted(rows: ibis.Table, *names: str) -> ibis.Table:
    return rows.group_by(*names).agg(times=_.count(), minutes=_.duration_minutes.sum())


def _summed(rows: pd.DataFrame) -> dict[Value, Work]:
    """Added as fractions, so that no order of adding changes the last digit."""
    sums: dict[Value, tuple[int, Fraction, int]] = {}
    for advisor, k, times, minutes in rows.itertuples(index=False):
        full, part, so_far = sums.get(advisor, (0, Fraction(), 0))
        sums[advisor] = full + times, part + Fraction(times, k), so_far + int(minutes or 0)
    return {
        who: Work(full, float(part), minutes / 60) for who, (full, part, minutes) in sums.items()
    }


def _in_care(source: Source, day: ReferenceDay) -> dict[Value, int]:
    named = source.responsibilities.filter(lasts(_.valid_from, _.valid_to, day, day))
    named = resolved(source.merges, named.select("advisor_id", "company_id")).distinct()
    firms = source.companies.filter(lasts(_.founded_on, _.ended_on, day, day))
    named = named.filter(_.company_id.isin(firms.id))
    counted = source.frame(named.group_by("advisor_id").agg(companies=_.count()))
    return dict(zip(counted.advisor_id, counted.companies, strict=True))


def _open_inquiries(source: Source, day: ReferenceDay) -> dict[Value, int]:
    here = source.inquiries.filter(
        _.received_on <= day, _.closed_on.isnull() | (_.closed_on > day), _.owner_id.notnull()
    )
    counted = source.frame(here.group_by("owner_id").agg(inquiries=_.count()))
    return dict(zip(counted.owner_id, counted.inquiries, strict=True))


def _advisors(source: Source, period: Period, asked: Segment, rows: Iterable[Value]) -> list[Value]:
    """In order: those in a team during the period, or all that have a figure where it is asked
    for a team or one advisor.
    """
    dimension = DIMENSIONS["advisor"]
    narrowed = asked.team is not None or asked.advisor is not None
    known = [] if narrowed else dimension.values(source, period)
    return sorted({*known, *rows}, key=lambda one: dimension.order(one, known))
