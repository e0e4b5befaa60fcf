"""Campaigns: whom they are to reach, written down once on the first day, and kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, literal, or_, select, true
from sqlalchemy.orm import Session

from crm.enums import InteractionStatus, ParticipationStatus, SizeClass
from crm.models import (
    Campaign,
    CampaignTarget,
    Company,
    District,
    Interaction,
    Participation,
    Partner,
)
from crm.models import CompanyOverview as Firm
from crm.models.base import new_client_key, utc_now
from crm.rules import Values
from crm.services.family import MERGED, counts_as, family, is_merged, kin, with_survivors
from crm.services.no_contact import left_out, may_be_contacted
from crm.services.sectors import in_sections

PLAIN = (
    "title", "goal", "goal_firms", "starts_on", "ends_on", "lead_id", "craft_only",
    "never_reached_only",
)  # fmt: skip
LISTS = ("size_classes", "sections", "districts")


def add_campaign(session: Session, values: Values, today: date) -> Campaign:
    """One that has begun has its target list at once."""
    campaign = Campaign(client_key=values.get("client_key") or new_client_key())
    has_begun = values["starts_on"] <= today
    campaign.frozen_at = utc_now() if has_begun else None
    session.add(campaign)
    change_campaign(session, campaign, values)
    if has_begun:
        _write_targets(session, campaign)
    return campaign


def change_campaign(session: Session, campaign: Campaign, values: Values) -> None:
    for name in PLAIN:
        if name in values:
            setattr(campaign, name, values[name])
    for name in LISTS:
        if name in values:
            setattr(campaign, name, ",".join(values[name]) or None)
    if "partner_ids" in values:
        wanted = select(Partner).where(Partner.id.in_(values["partner_ids"]))
        campaign.partners = list(session.scalars(wanted))
        campaign.changed_at = utc_now()
    session.flush()


def chosen(text: str | None) -> list[str]:
    """The codes of one of a campaign's lists."""
    return [code for code in (text or "").split(",") if code]


def segment(campaign: Campaign) -> ColumnElement[bool]:
    """Of a CompanyOverview: whether the campaign is meant for that firm today.

    Whom it has reached since stays in it, though that firm is not unreached any more.
    """
    return may_be_contacted() & _meant(campaign)


def left_out_of(session: Session, campaign: Campaign) -> Sequence[Any]:
    """Firms that it would be meant for, did they not want to be left alone."""
    return left_out(session, select(Firm.id).where(_meant(campaign)))


def _meant(campaign: Campaign) -> ColumnElement[bool]:
    wanted: ColumnElement[bool] = Firm.is_active.is_(True)
    sizes, sections, districts = (chosen(getattr(campaign, name)) for name in LISTS)
    if sizes:
        wanted &= Firm.size_class.in_([SizeClass(code) for code in sizes])
    if sections:
        wanted &= in_sections(tuple(sections))
    if districts:
        numbers = select(District.id).where(District.number.in_(districts))
        wanted &= Firm.district_id.in_(numbers)
    if campaign.craft_only:
        craft = select(Company.id).where(Company.id == Firm.id, Company.is_craft.is_(True))
        wanted &= craft.exists()
    if campaign.never_reached_only:
        listed = select(CampaignTarget.company_id).where(CampaignTarget.campaign_id == campaign.id)
        wanted &= or_(Firm.last_contact_on.is_(None), Firm.id.in_(with_survivors(listed)))
    return wanted


def current_targets(campaign: Campaign) -> Select[int]:
    """Ids of the firms that it is meant for as things stand."""
    return select(Firm.id).where(segment(campaign))


def freeze_due(session: Session, today: date) -> int:
    """Writes down the target list of each campaign that has begun and has none; how many had."""
    due = select(Campaign.id).where(Campaign.frozen_at.is_(None), Campaign.starts_on <= today)
    waiting = session.scalars(due).all()
    return sum(_freeze(session, campaign_id) for campaign_id in waiting)


def _freeze(session: Session, campaign_id: int) -> bool:
    """Once: the second of two who come at the same time finds it done."""
    same = select(Campaign).where(Campaign.id == campaign_id)
    campaign = session.scalars(
        same.with_for_update().execution_options(populate_existing=True)
    ).one()
    if campaign.frozen_at is not None:
        return False
    _write_targets(session, campaign)
    campaign.frozen_at = utc_now()
    session.flush()
    return True


def _write_targets(session: Session, campaign: Campaign) -> None:
    ids = current_targets(campaign).order_by(Firm.id).subquery()
    rows = select(Campaign.id, ids.c.id).where(Campaign.id == campaign.id).join(ids, true())
    columns = [CampaignTarget.campaign_id, CampaignTarget.company_id]
    session.execute(insert(CampaignTarget).from_select(columns, rows))


@dataclass(frozen=True, slots=True)
class Size:
    """How many firms are on a campaign's list: then, now, come and gone."""

    frozen: int
    current: int
    joined: int

    @property
    def gone(self) -> int:
        return self.frozen - (self.current - self.joined)


def size_of(session: Session, campaign: Campaign) -> Size:
    """One query."""
    target = CampaignTarget.company_id
    listed = select(counts_as(target)).distinct().select_from(CampaignTarget)
    listed = listed.outerjoin(MERGED, is_merged(target))
    listed = listed.where(CampaignTarget.campaign_id == campaign.id)
    now = current_targets(campaign).subquery()
    counts: Select[Any] = select(
        select(func.count()).select_from(listed.subquery()).scalar_subquery(),
        select(func.count()).select_from(now).scalar_subquery(),
        select(func.count()).select_from(now).where(now.c.id.not_in(listed)).scalar_subquery(),
    )
    return Size(*session.execute(counts).one())


def reached(campaign: Any, today: date) -> ColumnElement[bool]:
    """Of a CompanyOverview: whether it had a contact within the days of a campaign, or of the
    class for a list of several. While one runs its firms' last contact says so alone.
    """
    met = (
        select(Participation.id)
        .join(Interaction, Interaction.id == Participation.interaction_id)
        .where(
            Participation.company_id.in_(_ids(Firm)),
            Participation.status == ParticipationStatus.ATTENDED,
            Interaction.status == InteractionStatus.HELD,
            Interaction.happened_on.between(campaign.starts_on, campaign.ends_on),
        )
    )
    recently: ColumnElement[bool] = Firm.last_contact_on >= campaign.starts_on
    runs = campaign.ends_on >= today
    still = runs if isinstance(runs, ColumnElement) else literal(runs)
    return recently & or_(still, met.limit(1).scalar_subquery().is_not(None))


def _ids(firm: Any) -> Select[int]:
    return family(func.coalesce(firm.survivor_id, firm.id), firm)


def not_reached(session: Session, campaign: Campaign, today: date, at_most: int) -> Sequence[Any]:
    """Firms of the frozen list whom nobody has spoken to since it began, the longest ago first."""
    query = (
        select(Firm.id, Firm.label, Firm.address, Firm.size_class, Firm.last_contact_on)
        .where(on_target_list(campaign.id), Firm.is_active.is_(True), may_be_contacted())
        .where(func.coalesce(reached(campaign, today), False).is_(False))
        .order_by(Firm.last_contact_on.is_not(None), Firm.last_contact_on, Firm.id)
    )
    return session.execute(query.limit(at_most)).all()


def on_target_list(campaign_id: int) -> ColumnElement[bool]:
    """Of a CompanyOverview: whether it stands on the frozen list."""
    listed = select(CampaignTarget.company_id).where(CampaignTarget.campaign_id == campaign_id)
    return Firm.id.in_(with_survivors(listed))


def running(today: date) -> ColumnElement[bool]:
    return (Campaign.starts_on <= today) & (Campaign.ends_on >= today)


def running_for(session: Session, company_id: int, today: date) -> list[int]:
    """Ids of the running campaigns on whose list the firm stands."""
    query = (
        select(Campaign.id)
        .join(CampaignTarget, CampaignTarget.campaign_id == Campaign.id)
        .where(running(today), CampaignTarget.company_id.in_(kin(company_id)))
        .group_by(Campaign.id)
    )
    return list(session.scalars(query.order_by(Campaign.starts_on.desc(), Campaign.id)))
