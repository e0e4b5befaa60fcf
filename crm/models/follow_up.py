from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import FollowUpStatus, Recurrence
from crm.models.base import Base, Editable, LongText, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.company import Company
    from crm.models.follow_up_step import FollowUpHandover, FollowUpMove
    from crm.models.inquiry import Inquiry
    from crm.models.interaction import Interaction


class FollowUp(Editable, Base):
    """What was promised, by whom and until when; ``first_due_on`` stays when it is moved."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint("promise <> ''", name="promise_not_empty"),
        CheckConstraint("(status = 'done') = (done_on IS NOT NULL)", name="done_has_its_day"),
        CheckConstraint(
            "status <> 'cancelled' OR reason IS NOT NULL", name="cancelled_has_a_reason"
        ),
        Index("ix_follow_up_owner_id_status_due_on", "owner_id", "status", "due_on"),
        Index("ix_follow_up_company_id_status", "company_id", "status"),
        Index("ix_follow_up_due_on", "due_on"),
        index_where_given("inquiry_id"),
        index_where_given("delegated_by_id"),
    )

    promise: Mapped[ShortText]
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    owner_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id", ondelete="RESTRICT"))
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    inquiry_id: Mapped[int | None] = mapped_column(ForeignKey("inquiry.id", ondelete="SET NULL"))
    status: Mapped[FollowUpStatus] = mapped_column(default=FollowUpStatus.OPEN)
    done_on: Mapped[date | None]
    reason: Mapped[ShortText | None]
    notes: Mapped[LongText | None]
    delegated_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("advisor.id", ondelete="SET NULL")
    )
    """Who gave it to its owner; None: the owner promised it."""
    recurs: Mapped[Recurrence | None]
    series_from: Mapped[date | None]
    """The first day of the series, from which all others are counted."""
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("follow_up.id", ondelete="SET NULL"), unique=True
    )
    """The one before it in the series, which has one successor."""

    owner: Mapped[Advisor] = relationship(foreign_keys=owner_id)
    delegated_by: Mapped[Advisor | None] = relationship(foreign_keys=delegated_by_id)
    moves: Mapped[list[FollowUpMove]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUpMove.id"
    )
    handovers: Mapped[list[FollowUpHandover]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUpHandover.id"
    )
    company: Mapped[Company | None] = relationship(back_populates="follow_ups")
    interaction: Mapped[Interaction | None] = relationship(back_populates="follow_ups")
    inquiry: Mapped[Inquiry | None] = relationship()

    def __str__(self) -> str:
        return self.promise
