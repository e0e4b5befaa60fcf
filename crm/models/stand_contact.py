from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import StandOutcome, StandTodo
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.company import Company
    from crm.models.follow_up import FollowUp
    from crm.models.interaction import Interaction


class StandContact(Editable, Base):
    """Somebody who came to the stand, captured in seconds and worked off after the fair.

    A firm's part in the fair is its participation, which it has once however often it came by.
    """

    __tablename__ = "stand_contact"
    __table_args__ = (
        CheckConstraint("company_id IS NOT NULL OR name IS NOT NULL", name="names_somebody"),
        CheckConstraint("(handled_at IS NULL) = (outcome IS NULL)", name="handled_has_an_outcome"),
        Index("ix_stand_contact_interaction_id_handled_at", "interaction_id", "handled_at"),
    )

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="RESTRICT"), index=True
    )
    name: Mapped[ShortText | None]
    phone: Mapped[ShortText | None]
    note: Mapped[ShortText | None]
    todo: Mapped[StandTodo] = mapped_column(default=StandTodo.NOTHING)
    met_at: Mapped[datetime]
    advisor_id: Mapped[int | None] = mapped_column(
        ForeignKey("advisor.id", ondelete="SET NULL"), index=True
    )
    """Who of us spoke to them."""
    handled_at: Mapped[datetime | None]
    outcome: Mapped[StandOutcome | None]
    follow_up_id: Mapped[int | None] = mapped_column(
        ForeignKey("follow_up.id", ondelete="SET NULL"), index=True
    )
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    """The consultation that came of it."""

    interaction: Mapped[Interaction] = relationship(foreign_keys=interaction_id)
    company: Mapped[Company | None] = relationship()
    advisor: Mapped[Advisor | None] = relationship()
    follow_up: Mapped[FollowUp | None] = relationship()
    contact: Mapped[Interaction | None] = relationship(foreign_keys=contact_id)

    def __str__(self) -> str:
        return str(self.company or self.name)
