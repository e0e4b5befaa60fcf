"""Campaigns of the demo city: with the chambers for small craft firms, and others, each with the
list of its first day; contacts and inquiries of its days name it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from sqlalchemy import bindparam, select, update

from crm.enums import InteractionStatus, ParticipationStatus
from crm.models import (
    Campaign,
    CampaignTarget,
    Company,
    CompanyFact,
    Inquiry,
    Interaction,
    Participation,
    campaign_partner,
)
from seed.cast import DEMO_ADVISOR, DEMO_TEAM_LEAD
from seed.reference_rows import table_of
from seed.sources import Array, rows
from seed.world import World

NAMES_IT = 0.4
"""Of the contacts with firms on its list this share names it; of their inquiries, too."""
MICRO_BANDS = ("0", "1-3", "4-6", "7-9")


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    goal: str
    begins: int
    """Days before the city's last day; below zero it is still to come."""
    days: int
    lead: str
    partners: tuple[str, ...] = ()
    craft_only: bool = False
    section: str | None = None
    goal_share: float | None = None


PLANS = (
    Plan(
        "Handwerk vor Ort",
        "Gemeinsam mit Handwerkskammer und Kreishandwerkerschaft alle Handwerksbetriebe mit"
        " wenigen Beschäftigten besuchen oder anrufen: Was fehlt, wer führt den Betrieb weiter?",
        begins=120, days=240, lead=DEMO_ADVISOR,
        partners=("Handwerkskammer", "Kreishandwerkerschaft"), craft_only=True, goal_share=0.5,
    ),
    Plan(
        "Gastgeber der Stadt",
        "Mit den kleinen Betrieben des Gastgewerbes über Personal, Energie und Außenflächen"
        " sprechen.",
        begins=45, days=150, lead=DEMO_TEAM_LEAD, partners=("Industrie- und Handelskammer",),
        section="I", goal_share=0.4,
    ),
    Plan(
        "Handwerk vor Ort (erste Runde)",
        "Die erste Runde mit Handwerkskammer und Kreishandwerkerschaft.",
        begins=820, days=300, lead=DEMO_TEAM_LEAD,
        partners=("Handwerkskammer", "Kreishandwerkerschaft"), craft_only=True,
    ),
    Plan(
        "Wer uns noch nicht kennt",
        "Kleine Betriebe ansprechen, mit denen noch niemand gesprochen hat.",
        begins=-20, days=120, lead=DEMO_ADVISOR,
    ),
)  # fmt: skip


def add_campaigns(world: World, partner_ids: Array) -> None:
    """After contacts and inquiries; draws from a stream of its own."""
    until = world.calendar.until.astype(object)
    first = world.calendar.first.astype(object)
    plans = [plan for plan in PLANS if until - timedelta(plan.begins) >= first]
    ids = _add_rows(world, plans, partner_ids, until)
    for pk, plan in zip(ids, plans, strict=True):
        begins = until - timedelta(plan.begins)
        if begins <= until:
            ends = min(begins + timedelta(plan.days), until)
            _freeze(world, pk, plan, begins)
            _tell(world, pk, begins, ends)


def _add_rows(world: World, plans: list[Plan], partner_ids: Array, until: date) -> list[int]:
    partners = dict(
        zip((row["name"] for row in rows("partners")), map(int, partner_ids), strict=True)
    )
    begins = [until - timedelta(plan.begins) for plan in plans]
    entered = [f"{min(day, until) - timedelta(9)} 08:00:00.000000" for day in begins]
    ids = world.loader.add(
        table_of(Campaign),
        {
            "title": [plan.title for plan in plans],
            "goal": [plan.goal for plan in plans],
            "goal_firms": [None] * len(plans),
            "starts_on": [str(day) for day in begins],
            "ends_on": [
                str(day + timedelta(plan.days)) for day, plan in zip(begins, plans, strict=True)
            ],
            "lead_id": [int(world.office.ids[world.office.position(p.lead)]) for p in plans],
            "size_classes": ["micro"] * len(plans),
            "sections": [plan.section for plan in plans],
            "craft_only": [int(plan.craft_only) for plan in plans],
            "never_reached_only": [int(plan.begins < 0) for plan in plans],
            "created_at": entered,
            "changed_at": entered,
        },
    )
    pairs = [
        (pk, partners[name]) for pk, plan in zip(ids, plans, strict=True) for name in plan.partners
    ]
    columns = {name: [pair[at] for pair in pairs]
               for at, name in enumerate(("campaign_id", "partner_id"))}  # fmt: skip
    if pairs:
        world.loader.add(campaign_partner, columns)
    return list(ids)


def _freeze(world: World, pk: int, plan: Plan, begins: date) -> None:
    """The firms that there were on the day, with the size that was known then."""
    query = (
        select(Company.id)
        .join(CompanyFact, CompanyFact.company_id == Company.id)
        .where(
            Company.founded_on.is_(None) | (Company.founded_on <= begins),
            Company.ended_on.is_(None) | (Company.ended_on > begins),
            Company.merged_into_id.is_(None),
            CompanyFact.size_band.in_(MICRO_BANDS),
            CompanyFact.valid_from <= begins,
            CompanyFact.valid_to.is_(None) | (CompanyFact.valid_to >= begins),
        )
        .distinct()
        .order_by(Company.id)
    )
    if plan.craft_only:
        query = query.where(Company.is_craft.is_(True))
    if plan.section:
        query = query.where(CompanyFact.wz_section == plan.section)
    firms = list(world.loader.connection.scalars(query))
    world.loader.add(
        table_of(CampaignTarget), {"campaign_id": [pk] * len(firms), "company_id": firms}
    )
    table, share = table_of(Campaign), plan.goal_share
    written = update(table).where(table.c.id == pk)
    goal = int(len(firms) * share) if share else None
    at = datetime(begins.year, begins.month, begins.day, 6, tzinfo=UTC)
    world.loader.connection.execute(
        written.values(frozen_at=at, goal_firms=goal, changed_at=table.c.changed_at)
    )


def _tell(world: World, pk: int, begins: date, ends: date) -> None:
    rng = world.dice.of(f"campaign {begins}")
    listed = select(CampaignTarget.company_id).where(CampaignTarget.campaign_id == pk)
    met = (
        select(Interaction.id)
        .join(Participation, Participation.interaction_id == Interaction.id)
        .where(
            Interaction.status == InteractionStatus.HELD,
            Interaction.happened_on.between(begins, ends),
            Participation.status == ParticipationStatus.ATTENDED,
            Participation.company_id.in_(listed),
        )
        .distinct()
        .order_by(Interaction.id)
    )
    asked = select(Inquiry.id).where(
        Inquiry.received_on.between(begins, ends), Inquiry.company_id.in_(listed)
    )
    for model, query in ((Interaction, met), (Inquiry, asked.order_by(Inquiry.id))):
        ids = np.array(list(world.loader.connection.scalars(query)), dtype=int)
        chosen = ids[rng.random(len(ids)) < NAMES_IT].tolist()
        table = table_of(model)
        told = update(table).where(table.c.id == bindparam("pk"))
        named = told.values(campaign_id=pk, changed_at=table.c.changed_at)
        if chosen:
            world.loader.connection.execute(named, [{"pk": one} for one in chosen])
