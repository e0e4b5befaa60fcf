"""What the forms of contacts and inquiries offer beside people, read at once: topics, brochures
that are handed out, programmes that are offered, campaigns that run today.
"""

from __future__ import annotations

from enum import StrEnum

from flask import current_app, g
from sqlalchemy import String, cast, literal, select, union_all

from crm.clock import today
from crm.models import Campaign, FundingProgramme, Material, Topic
from crm.rules.fold import sort_key
from crm.services.campaigns import running
from crm.web.chips import Choice


class Offer(StrEnum):
    TOPIC = "topic"
    MATERIAL = "material"
    PROGRAMME = "programme"
    CAMPAIGN = "campaign"


def topics() -> list[Choice]:
    """In the order that the office gave them."""
    return _offers()[Offer.TOPIC]


def materials() -> list[Choice]:
    """By title, the latest edition first; each says its language."""
    return _offers()[Offer.MATERIAL]


def programmes() -> list[Choice]:
    return _offers()[Offer.PROGRAMME]


def running_campaigns() -> list[Choice]:
    """The latest first."""
    return _offers()[Offer.CAMPAIGN]


def _offers() -> dict[Offer, list[Choice]]:
    """One query in a request, whichever of them are asked for."""
    if "offers" not in g:
        session = current_app.appbuilder.session  # type: ignore[attr-defined]
        parts = (
            select(literal(Offer.TOPIC.value), Topic.id, Topic.name,
                   cast(Topic.position, String), Topic.name_en),
            select(literal(Offer.MATERIAL.value), Material.id, Material.title, Material.edition,
                   Material.language).where(Material.is_active.is_(True)),
            select(literal(Offer.PROGRAMME.value), FundingProgramme.id, FundingProgramme.name,
                   literal(""), literal("")).where(FundingProgramme.is_active.is_(True)),
            select(literal(Offer.CAMPAIGN.value), Campaign.id, Campaign.title,
                   cast(Campaign.starts_on, String), literal("")).where(running(today())),
        )  # fmt: skip
        rows = [tuple(row) for row in session.execute(union_all(*parts))]
        g.offers = {kind: _in_order(kind, rows) for kind in Offer}
    found: dict[Offer, list[Choice]] = g.offers
    return found


def _in_order(kind: Offer, rows: list[tuple[str, int, str, str, str]]) -> list[Choice]:
    """``rows``: kind, id, name, what the latest is known by, note; of topics place and English."""
    mine = sorted((row for row in rows if row[0] == kind), key=lambda row: row[1])
    if kind is Offer.TOPIC:
        mine.sort(key=lambda row: int(row[3]))
        return [Choice(pk, name, english) for _kind, pk, name, _place, english in mine]
    mine.sort(key=lambda row: row[3], reverse=True)
    if kind is not Offer.CAMPAIGN:
        mine.sort(key=lambda row: sort_key(row[2]))
    is_material = kind is Offer.MATERIAL
    return [
        Choice(pk, f"{name}, {latest}" if is_material else name, note=note)
        for _kind, pk, name, latest, note in mine
    ]
