"""On which campaigns' lists the new firm stands when one is split."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import Campaign, CampaignTarget, Company, Interaction, Participation
from crm.services.family import kin


def give_targets(session: Session, company: Company, new: Company) -> None:
    """The place on a list goes along where all contacts within the campaign's days have gone, so
    that who was reached is reached still.
    """
    query = (
        select(CampaignTarget)
        .join(Campaign, Campaign.id == CampaignTarget.campaign_id)
        .where(CampaignTarget.company_id.in_(kin(company.id)))
        .where(_met([new.id]), ~_met(kin(company.id)))
        .order_by(CampaignTarget.id)
    )
    given = {target.campaign_id: target for target in reversed(session.scalars(query).all())}
    for target in given.values():
        target.company_id = new.id
    session.flush()


def _met(ids: Any) -> ColumnElement[bool]:
    """Within the days of the campaign, as crm.services.campaigns.reached has it."""
    return exists(
        select(Participation.id)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(
            Participation.company_id.in_(ids),
            Participation.status == ParticipationStatus.ATTENDED,
            Interaction.status == InteractionStatus.HELD,
            Interaction.happened_on.between(Campaign.starts_on, Campaign.ends_on),
        )
        .correlate(Campaign)
    )
