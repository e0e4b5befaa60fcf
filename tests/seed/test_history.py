"""The years of the statement of 2004, in an empty database and beside the demo city."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from crm.db import open_engine
from crm.enums import InquiryOutcome, InteractionKind
from crm.errors import DomainError
from crm.models import Campaign, CampaignTarget, FundingCase, Inquiry, Interaction, Slot
from reports.measures.campaign_yield import campaign_yield
from reports.measures.coverage import total
from reports.period import Period
from reports.source import live
from seed.history import build_history
from tests.seed.city import fresh_city


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def history(request: pytest.FixtureRequest, migrated_database) -> Iterator[Engine]:
    engine = open_engine(migrated_database(request.param, "history"))
    build_history(engine)
    yield engine
    engine.dispose()


def days_of(session: Session, kind: InteractionKind) -> list[date]:
    query = select(Interaction.happened_on).where(Interaction.kind == kind)
    return list(session.scalars(query.order_by(Interaction.happened_on)))


def test_the_days_are_those_of_the_statement(history: Engine) -> None:
    with Session(history) as session:
        assert days_of(session, InteractionKind.CONSULTING_DAY) == [
            date(2003, 9, 18), date(2003, 12, 4), date(2004, 2, 5)
        ]  # fmt: skip
        fair = session.scalars(select(Interaction).filter_by(kind="fair")).one()
        assert (fair.happened_on, fair.ends_on) == (date(2004, 2, 27), date(2004, 2, 28))
        teams = session.scalars(select(Slot.team_id).distinct()).all()
        assert len(teams) == 2


def test_the_campaign_has_the_craft_firms_of_its_first_day(history: Engine) -> None:
    with Session(history) as session:
        campaign = session.scalars(select(Campaign)).one()
        assert (campaign.starts_on.year, campaign.ends_on.year) == (2001, 2003)
        assert len(campaign.partners) == 2
        assert len(session.scalars(select(CampaignTarget.id)).all()) == 15


def test_the_brochure_led_to_funding_consultations(history: Engine) -> None:
    with Session(history) as session:
        named = session.scalars(select(Inquiry).where(Inquiry.material_id.is_not(None))).all()
        assert len(named) == 6
        funded = [one for one in named if one.outcome is InquiryOutcome.FUNDING_CONSULTATION]
        assert len(session.scalars(select(FundingCase.id)).all()) == len(funded) == 4
        assert all(one.reply_days == 1 for one in named)
    with history.connect() as connection, live(connection) as source:
        first_quarter = Period(date(2004, 1, 1), date(2004, 3, 31))
        (row,) = campaign_yield(source, first_quarter).to_dict("records")
        assert row["inquiries"] == 6
        assert total(source, Period(date(2003, 1, 1), date(2003, 12, 31)))["companies"] == 24


def test_it_stands_beside_the_demo_city(migrated_database) -> None:
    engine = fresh_city("sqlite", migrated_database, name="city_with_history")
    assert build_history(engine) > 40


def test_it_is_there_once(history: Engine) -> None:
    with pytest.raises(DomainError, match="2001 to 2004"):
        build_history(history)
