from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import AssignmentRole, InteractionKind, InteractionStatus
from crm.models.base import Base, Editable, LongText, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.advisor_assignment import AdvisorAssignment
    from crm.models.campaign import Campaign
    from crm.models.follow_up import FollowUp
    from crm.models.gathering_partner import GatheringPartner
    from crm.models.gathering_plan import GatheringPlan
    from crm.models.inquiry import Inquiry
    from crm.models.material import Material
    from crm.models.participation import Participation
    from crm.models.red_flag import RedFlag
    from crm.models.topic import Topic

interaction_topic = Table(
    "interaction_topic",
    Base.metadata,
    Column(
        "interaction_id",
        ForeignKey("interaction.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("topic_id", ForeignKey("topic.id", ondelete="RESTRICT"), primary_key=True),
)


class Interaction(Editable, Base):
    """Something that took place, or is to, between the office and one or more companies.

    Its kinds differ in rules and figures, not in columns, so they are an enum and no classes.
    """

    __tablename__ = "interaction"
    __table_args__ = (
        CheckConstraint("ends_on >= happened_on", name="ends_after_it_starts"),
        CheckConstraint("duration_minutes BETWEEN 1 AND 10080", name="duration_within_a_week"),
        Index("ix_interaction_happened_on_status_kind", "happened_on", "status", "kind"),
        Index("ix_interaction_kind_happened_on", "kind", "happened_on"),
        index_where_given("material_id"),
        index_where_given("campaign_id"),
    )

    kind: Mapped[InteractionKind]
    status: Mapped[InteractionStatus] = mapped_column(default=InteractionStatus.HELD)
    title: Mapped[ShortText | None]
    happened_on: Mapped[date]
    """The local day on which it took or is to take place; of a fair the first."""
    ends_on: Mapped[date | None]
    starts_at: Mapped[time | None]
    duration_minutes: Mapped[int | None]
    place: Mapped[ShortText | None]
    notes: Mapped[LongText | None]
    inquiry_id: Mapped[int | None] = mapped_column(
        ForeignKey("inquiry.id", ondelete="SET NULL"), index=True
    )
    """What it came of."""
    material_id: Mapped[int | None] = mapped_column(ForeignKey("material.id", ondelete="RESTRICT"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """Then only who took part, and their team's leader, sees it; figures count it all the same."""

    participations: Mapped[list[Participation]] = relationship(
        back_populates="interaction", cascade="all, delete-orphan", order_by="Participation.id"
    )
    assignments: Mapped[list[AdvisorAssignment]] = relationship(
        back_populates="interaction", cascade="all, delete-orphan"
    )
    topics: Mapped[list[Topic]] = relationship(secondary=interaction_topic)
    follow_ups: Mapped[list[FollowUp]] = relationship(back_populates="interaction")
    red_flags: Mapped[list[RedFlag]] = relationship(back_populates="interaction")
    inquiry: Mapped[Inquiry | None] = relationship()
    plan: Mapped[GatheringPlan | None] = relationship(
        back_populates="interaction", cascade="all, delete-orphan", passive_deletes=True
    )
    """Of a gathering that is prepared with more than a day and a place."""
    partners: Mapped[list[GatheringPartner]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="GatheringPartner.id"
    )
    material: Mapped[Material | None] = relationship()
    campaign: Mapped[Campaign | None] = relationship()

    @property
    def lead(self) -> Advisor | None:
        leads = (a.advisor for a in self.assignments if a.role is AssignmentRole.LEAD)
        return next(leads, None)

    def __str__(self) -> str:
        return self.title or self.kind.label
