"""The contacts that a figure counts, with what divides them."""

from functools import lru_cache

import ibis
from ibis import _

from reports.period import Period
from reports.schema import Tables
from reports.segment import UNKNOWN, Segment


@lru_cache(maxsize=256)
def meetings(days: Period, names: frozenset[str], segment: Segment) -> ibis.Table:
    """(company_id, interaction_id, kind, happened_on, the dimensions named).

    Once per team and advisor where those are named: a contact of two teams counts for both.
    """
    met = Tables.contacts.filter(_.happened_on.between(days.first, days.last))
    if "month" in {*names, *segment.chosen}:
        met = met.mutate(month=_.happened_on.cast("string").substr(0, 7))
    for name in ("kind", "month"):
        if name in segment.chosen:
            met = met.filter(_[name] == segment.chosen[name])
    if "team" in {*names, *segment.chosen}:
        met = _by_whom(met, _teams(days), "team", names, segment)
    if "advisor" in {*names, *segment.chosen}:
        who = Tables.advisor_assignments.select("interaction_id", advisor="advisor_id")
        met = _by_whom(met, who, "advisor", names, segment)
    return met


def _by_whom(
    met: ibis.Table, who: ibis.Table, name: str, names: frozenset[str], segment: Segment
) -> ibis.Table:
    value = segment.chosen.get(name)
    if value == UNKNOWN:
        met = met.filter(~_.interaction_id.isin(who.interaction_id))
    elif value is not None:
        met = met.filter(_.interaction_id.isin(who.filter(who[name] == value).interaction_id))
    if name not in names:
        return met
    return met.left_join(who, "interaction_id").drop("interaction_id_right")


def _teams(days: Period) -> ibis.Table:
    teams = Tables.interaction_teams.filter(_.happened_on.between(days.first, days.last))
    return teams.select("interaction_id", "team").distinct()
