"""Slots of consulting days (Sprechtage): offered, booked, used, and who stayed away."""

from typing import Any

import ibis
import pandas as pd
from ibis import _

from crm.enums import N_, InteractionKind, InteractionStatus, ParticipationStatus
from crm.errors import DomainError
from reports.measures.remembered import remembered
from reports.period import Period
from reports.source.source import Source

BY = ("team", "month")
FIGURES = ("days", "offered", "booked", "used", "no_shows", "unsettled")


@remembered
def slots(source: Source, period: Period, by: str | None = None) -> pd.DataFrame:
    """The dimension, if any, and FIGURES of consulting days that were held in the period.

    ``booked`` slots are ``used`` where who booked came, ``no_shows`` where they did not, and
    ``unsettled`` where nobody wrote down which. A booking that was called off is none.
    """
    if by is not None and by not in BY:
        message = N_("Figures cannot be broken down by %(name)s. Possible: %(possible)s.")
        raise DomainError(message, name=by, possible=", ".join(BY))
    rows = source.frame(_counted(source, period, by))
    order = _order(source, period, by)
    found = [(value, *_figures(rows[rows["value"] == value])) for value in order]
    frame = pd.DataFrame(found, columns=["value", *FIGURES], dtype="object")
    return frame.rename(columns={"value": by}) if by else frame.drop(columns="value")


def _counted(source: Source, period: Period, by: str | None) -> ibis.Table:
    """(value, interaction_id, booked, status, slots)."""
    held = source.interactions.filter(
        _.kind == InteractionKind.CONSULTING_DAY.value,
        _.status == InteractionStatus.HELD.value,
        _.happened_on.between(period.first, period.last),
    ).select("happened_on", interaction_id="id")
    offered = source.slots.select("interaction_id", "team_id", slot_id="id")
    offered = offered.join(held, "interaction_id")
    standing = source.bookings.filter(_.participation_id.notnull())
    came = source.participations.select("status", participation_id="id")
    taken = standing.select("slot_id", "participation_id").join(came, "participation_id")
    rows = offered.left_join(taken.select("slot_id", "status"), "slot_id")
    teams = source.teams.select("code", team_id="id")
    rows = rows.drop("slot_id_right").join(teams, "team_id")
    month = _.happened_on.cast("string").substr(0, 7)
    values = {None: ibis.literal("all"), "team": _.code, "month": month}
    rows = rows.mutate(value=values[by], status=_.status.coalesce(""))
    return rows.group_by("value", "interaction_id", "status").agg(slots=_.count())


def _order(source: Source, period: Period, by: str | None) -> list[str]:
    """All teams and all months, also those without a slot."""
    if by == "month":
        return list(period.months())
    if by == "team":
        return sorted(source.frame(source.teams.select("code"))["code"])
    return ["all"]


def _figures(rows: pd.DataFrame) -> tuple[int, ...]:
    def of(status: Any) -> int:
        return int(rows.loc[rows["status"] == status, "slots"].sum())

    offered, free = int(rows["slots"].sum()), of("")
    used, no_shows = of(ParticipationStatus.ATTENDED.value), of(ParticipationStatus.NO_SHOW.value)
    booked = offered - free
    days = int(rows["interaction_id"].nunique())
    return days, offered, booked, used, no_shows, booked - used - no_shows
