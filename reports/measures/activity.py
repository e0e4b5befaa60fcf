"""What each advisor did in a period, beside the workload: kinds, firms, attendance. For team
leads only; in the order of names, not of figures, since it compares nobody."""

import ibis
import pandas as pd
from ibis import _

from crm.enums import InteractionKind, InteractionStatus, ParticipationStatus
from reports.measures.remembered import remembered
from reports.period import Period
from reports.source.source import Source

KINDS = tuple(kind.value for kind in InteractionKind)
GATHERINGS = tuple(kind.value for kind in InteractionKind if kind.is_gathering)
FIGURES = (*KINDS, "firms", "attended")


@remembered
def activity(source: Source, period: Period) -> pd.DataFrame:
    """``advisor`` (id) and FIGURES, for every advisor who took part in an interaction held.

    The kinds count interactions in full for each advisor, and so add up to the workload's
    participations. ``firms`` are those that had a contact with the advisor, each once.
    ``attended`` are the participations of the advisor's gatherings, guests without a firm too.
    """
    held = _by_advisor(source, period)
    kinds = held.group_by("advisor").agg(**{kind: (_.kind == kind).sum() for kind in KINDS})
    firms = held.join(source.contacts.select("interaction_id", "company_id"), "interaction_id")
    firms = firms.group_by("advisor").agg(firms=_.company_id.nunique())
    came = source.participations.filter(_.status == ParticipationStatus.ATTENDED.value)
    guests = held.filter(_.kind.isin(GATHERINGS)).join(
        came.select("interaction_id"), "interaction_id"
    )
    guests = guests.group_by("advisor").agg(attended=_.count())
    found = source.frame(kinds).merge(source.frame(firms), how="left", on="advisor")
    found = found.merge(source.frame(guests), how="left", on="advisor").fillna(0)
    rows = found[["advisor", *FIGURES]].astype("int64").sort_values("advisor")
    return rows.reset_index(drop=True)


def _by_advisor(source: Source, period: Period) -> ibis.Table:
    """(interaction_id, kind, advisor) of what was held."""
    held = source.interactions.filter(
        _.status == InteractionStatus.HELD.value, _.happened_on.between(period.first, period.last)
    ).select("kind", interaction_id="id")
    who = source.advisor_assignments.select("interaction_id", advisor="advisor_id")
    return held.join(who, "interaction_id")
