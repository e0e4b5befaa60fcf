"""A campaign's target list: written down once on the first day, and kept current beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import InteractionKind, InteractionStatus, SizeBand
from crm.models import (
    Campaign,
    CampaignTarget,
    Company,
    CompanyFact,
    District,
    Interaction,
    Participation,
    Site,
)
from crm.rules.campaign import campaign_problems
from crm.services import campaigns
from crm.services.refresh_overview import refresh_overview

TODAY = date(2026, 3, 2)
LATER = TODAY + timedelta(10)


@pytest.fixture
def firm(session: Session):
    """firm(name, ...) -> a craft firm in the old town with few employees, unless said otherwise."""
    town = District(number="01", name="Altstadt")
    session.add(town)
    session.flush()

    def make(name: str, *, craft: bool = True, band: SizeBand = SizeBand.FROM_1, section: str = "F",
             district: int | None = town.id, **values: object) -> Company:  # fmt: skip
        company = Company(name=name, is_craft=craft, **values)
        company.sites.append(Site(street="Breiter Weg", district_id=district))
        company.facts.append(
            CompanyFact(size_band=band, wz_code="43.21", wz_edition="2008", wz_section=section,
                        valid_from=date(2020, 1, 1), source="test")
        )  # fmt: skip
        session.add(company)
        session.flush()
        refresh_overview(session, [company.id])
        return company

    return make


def start(session: Session, today: date = TODAY, **values: object) -> Campaign:
    asked = {"title": "Handwerk vor Ort", "starts_on": TODAY, "ends_on": TODAY + timedelta(60)}
    return campaigns.add_campaign(session, asked | values, today)


def listed(session: Session, campaign: Campaign) -> set[int]:
    query = select(CampaignTarget.company_id).filter_by(campaign_id=campaign.id)
    return set(session.scalars(query))


def meet(session: Session, company: Company, day: date, **values: object) -> Interaction:
    contact = Interaction(kind=InteractionKind.VISIT, happened_on=day, **values)
    contact.participations.append(Participation(company=company))
    session.add(contact)
    session.flush()
    refresh_overview(session, [company.id])
    return contact


def test_the_list_is_of_the_first_day_and_written_once(session: Session, firm) -> None:
    one = firm("Tischlerei Eins")
    coming = start(session, starts_on=LATER, ends_on=LATER)
    assert (coming.frozen_at, listed(session, coming)) == (None, set())
    two = firm("Tischlerei Zwei")
    assert campaigns.freeze_due(session, LATER - timedelta(1)) == 0
    assert campaigns.freeze_due(session, LATER) == 1
    three = firm("Tischlerei Drei")
    assert campaigns.freeze_due(session, LATER) == 0
    assert listed(session, coming) == {one.id, two.id}
    assert three.id not in listed(session, coming)
    size = campaigns.size_of(session, coming)
    assert (size.frozen, size.current, size.joined, size.gone) == (2, 3, 1, 0)


def test_one_that_has_begun_has_its_list_at_once(session: Session, firm) -> None:
    one = firm("Tischlerei")
    assert listed(session, start(session)) == {one.id}


@pytest.mark.parametrize(
    ("segment", "names"),
    [
        ({}, "Bau Buero Gross Weit"),
        ({"craft_only": True}, "Bau Gross Weit"),
        ({"size_classes": ["micro"]}, "Bau Buero Weit"),
        ({"size_classes": ["micro", "medium"], "craft_only": True}, "Bau Gross Weit"),
        ({"sections": ["M"]}, "Buero"),
        ({"sections": ["F"], "districts": ["01"]}, "Bau Gross"),
        ({"never_reached_only": True}, "Buero Gross Weit"),
    ],
)
def test_whom_it_is_meant_for(session: Session, firm, segment, names: str) -> None:
    built = firm("Bau")
    meet(session, built, TODAY - timedelta(400))
    firm("Buero", craft=False, section="M")
    firm("Gross", band=SizeBand.FROM_50)
    firm("Weit", district=None)
    firm("Zu", ended_on=TODAY - timedelta(5))
    campaign = start(session, **segment)
    found = session.scalars(select(Company.name).where(Company.id.in_(listed(session, campaign))))
    assert sorted(found) == sorted(names.split())


def test_who_is_reached_leaves_the_open_list_and_stays_on_the_frozen_one(session, firm) -> None:
    one, two, three, four = (firm(f"Betrieb {number}") for number in range(4))
    campaign = start(session, never_reached_only=True)
    meet(session, one, TODAY)
    meet(session, two, TODAY, status=InteractionStatus.CANCELLED)
    meet(session, three, TODAY + timedelta(61))
    over = campaign.ends_on + timedelta(1)
    left = [row.id for row in campaigns.not_reached(session, campaign, over, 10)]
    assert left == [two.id, four.id, three.id], "those never spoken to first"
    assert campaigns.size_of(session, campaign).current == 4
    four.ended_on = TODAY
    session.flush()
    refresh_overview(session, [four.id])
    size = campaigns.size_of(session, campaign)
    assert (size.frozen, size.current, size.joined, size.gone) == (4, 3, 0, 1)


def test_a_firm_knows_the_running_campaigns_it_is_meant_for(session: Session, firm) -> None:
    one, other = firm("Bau"), firm("Buero", craft=False)
    campaign = start(session, craft_only=True)
    for day, found in ((TODAY, [campaign.id]), (TODAY + timedelta(61), [])):
        assert campaigns.running_for(session, one.id, day) == found
    assert campaigns.running_for(session, other.id, TODAY) == []


def test_changing_it_keeps_the_list_of_the_first_day(session: Session, firm) -> None:
    one, other = firm("Bau"), firm("Buero", craft=False)
    campaign = start(session, craft_only=True)
    campaigns.change_campaign(session, campaign, {"craft_only": False, "sections": []})
    assert listed(session, campaign) == {one.id}
    assert set(session.scalars(campaigns.current_targets(campaign))) == {one.id, other.id}
    assert session.scalar(select(func.count()).select_from(CampaignTarget)) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"goal_firms": 0}, "goal_firms"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": date(1926, 1, 1)}, "starts_on"),
        ({"was_frozen_on": TODAY - timedelta(1)}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": TODAY - timedelta(1)}, "ends_on"),
        ({"ends_on": date(2199, 1, 1)}, "ends_on"),
    ],
)
def test_what_a_campaign_needs(values, field: str) -> None:
    sound = {"title": "X", "starts_on": TODAY, "ends_on": LATER, "today": TODAY}
    assert list(campaign_problems(sound)) == []
    assert field in [p.field for p in campaign_problems({**sound, **values})]
