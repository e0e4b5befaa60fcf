"""Brochures, campaigns and funding in the demo city hold what the office's services would hold."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from crm.enums import FundingStage, InquiryChannel, PartnerKind
from crm.models import (
    Advisor,
    Campaign,
    CampaignTarget,
    Company,
    FundingCase,
    Handout,
    Inquiry,
    Interaction,
    Material,
    MaterialCode,
    Participation,
)
from crm.rules.funding import funding_problems
from crm.services import materials
from crm.services.campaigns import size_of
from crm.services.funding import due_cases
from seed.cast import DEMO_ADVISOR
from tests.seed.city import UNTIL


def test_no_more_is_handed_out_than_was_printed(city) -> None:
    with Session(city) as session:
        editions = session.scalars(select(Material)).all()
        assert len({each.title for each in editions}) > 1
        assert {each.language for each in editions} == {"Deutsch", "Englisch"}
        for each in editions:
            assert 0 < materials.stock(session, each.id) < each.printed
        days = session.execute(select(func.min(Handout.handed_on), func.max(Handout.handed_on)))
        assert days.one()[1] <= UNTIL
        kinds = {row.partner.kind for row in session.scalars(select(Handout))}
        assert kinds == {PartnerKind.CITIZENS_OFFICE, PartnerKind.TRADE_OFFICE}


def test_every_counter_has_a_code_of_its_own(city) -> None:
    with Session(city) as session:
        pairs = session.execute(select(Handout.material_id, Handout.partner_id).distinct()).all()
        codes = session.scalars(select(MaterialCode)).all()
        assert {tuple(pair) for pair in pairs} <= {(c.material_id, c.partner_id) for c in codes}
        assert len({each.code for each in codes}) == len(codes)


def test_inquiries_name_brochures_that_lay_there_on_the_day(city) -> None:
    with Session(city) as session:
        first = dict(
            session.execute(
                select(Handout.material_id, func.min(Handout.handed_on)).group_by(
                    Handout.material_id
                )
            ).all()
        )
        named = session.scalars(select(Inquiry).where(Inquiry.material_id.is_not(None))).all()
        assert len(named) > 100
        assert all(first[each.material_id] <= each.received_on for each in named)
        by_brochure = select(func.count()).where(
            Inquiry.channel == InquiryChannel.BROCHURE, Inquiry.material_id.is_(None),
            Inquiry.received_on > UNTIL - timedelta(365),
        )  # fmt: skip
        assert session.scalar(by_brochure) == 0


def test_campaigns_have_the_list_of_their_first_day(city) -> None:
    with Session(city) as session:
        campaigns = session.scalars(select(Campaign).order_by(Campaign.id)).all()
        running = [c for c in campaigns if c.starts_on <= UNTIL <= c.ends_on]
        assert len(running) == 2
        assert any(c.starts_on > UNTIL and c.frozen_at is None for c in campaigns)
        craft = running[0]
        assert {p.name for p in craft.partners} == {"Handwerkskammer", "Kreishandwerkerschaft"}
        for campaign in running:
            size = size_of(session, campaign)
            assert size.frozen > 0
            assert abs(size.current - size.frozen) < size.frozen / 5
        listed = select(CampaignTarget.company_id).where(CampaignTarget.campaign_id == craft.id)
        firms = select(Company).where(Company.id.in_(listed), Company.is_craft.is_(False))
        assert session.scalars(firms).all() == []
        outside = (
            select(func.count())
            .select_from(Interaction)
            .join(Participation, Participation.interaction_id == Interaction.id)
            .where(Interaction.campaign_id == craft.id)
        )
        assert session.scalar(outside.where(Interaction.happened_on < craft.starts_on)) == 0
        assert session.scalar(outside.where(Participation.company_id.in_(listed)))


def test_funding_consultations_keep_the_rules(city) -> None:
    with Session(city) as session:
        whole = joinedload(FundingCase.inquiry), joinedload(FundingCase.interaction)
        cases = session.scalars(select(FundingCase).options(*whole)).all()
        stages = Counter(case.stage for case in cases)
        assert set(stages) == set(FundingStage), stages
        for case in cases:
            values = {one.name: getattr(case, one.name) for one in FundingCase.__table__.columns}
            assert list(funding_problems({**values, "today": UNTIL})) == [], case.id
        mine = session.scalars(select(Advisor.id).where(Advisor.name == DEMO_ADVISOR)).one()
        due = due_cases(session, mine, UNTIL, 50)
        assert any(row.deadline_on < UNTIL for row in due)
        assert any(row.deadline_on > UNTIL for row in due)
