"""The demo city's gatherings are prepared as the office's own services would have kept them."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import InteractionStatus, InvitationWay, ParticipationStatus
from crm.models import (
    FollowUp,
    GatheringDocument,
    GatheringPartner,
    GatheringPlan,
    GatheringSeries,
    Interaction,
    Invitation,
    Participation,
)
from crm.rules.gathering_plan import gathering_plan_problems
from crm.rules.series import Rhythm, days
from crm.services.seats import capacity, move_up, seats_taken, waiting


def test_every_gathering_has_a_sound_plan(city) -> None:
    with Session(city) as session:
        rows = session.execute(
            select(GatheringPlan, Interaction).join(Interaction, GatheringPlan.interaction)
        ).all()
        assert len(rows) > 150
        for plan, gathering in rows:
            values = {**vars(plan), "happened_on": gathering.happened_on}
            assert list(gathering_plan_problems(values)) == []


def test_what_is_to_come_is_not_overbooked_and_one_has_a_waiting_list(city) -> None:
    with Session(city) as session:
        planned = session.scalars(
            select(Interaction)
            .join(GatheringPlan, GatheringPlan.interaction_id == Interaction.id)
            .where(Interaction.status == InteractionStatus.PLANNED)
        ).all()
        lists = {each.id: waiting(session, each.id) for each in planned}
        for each in planned:
            seats = capacity(session, each.id)
            assert seats is not None
            assert seats_taken(session, each.id) <= seats
            assert move_up(session, each) == [], "whoever fits has a seat"
        assert any(lists.values())
        session.rollback()


def test_letters_and_answers_fit_each_other(city) -> None:
    with Session(city) as session:
        rows = session.execute(
            select(Invitation, Participation.status).join(Invitation.participation)
        ).all()
        assert {row.Invitation.way for row in rows} == set(InvitationWay)
        for letter, status in rows:
            assert (letter.address is not None) == (letter.way is InvitationWay.MAIL)
            assert (letter.answered_at is None) == (status is ParticipationStatus.INVITED)
            assert (letter.waiting_since is None) == (status is not ParticipationStatus.WAITING)
            assert letter.answered_at is None or letter.answered_at >= letter.sent_at
        said = Counter(status for _letter, status in rows)
        assert set(said) == set(ParticipationStatus)


def test_partners_tasks_documents_and_series(city) -> None:
    with Session(city) as session:
        for model in (GatheringPartner, GatheringDocument):
            assert session.scalar(select(func.count()).select_from(model))
        tasks = select(func.count()).select_from(FollowUp).join(FollowUp.interaction)
        assert session.scalar(tasks.where(Interaction.status == InteractionStatus.PLANNED))
        for series in session.scalars(select(GatheringSeries)):
            assert Rhythm.of(series.rule) is not None
            held = select(Interaction.happened_on).join(Interaction.plan)
            on = session.scalars(held.where(GatheringPlan.series_id == series.id)).all()
            assert on
            for day in on:
                assert next(days(series.rule, series.first_on, day - timedelta(1))) == day
