from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.interaction import Interaction


class Shift(Editable, Base):
    """Who of us is at the stand of a fair, on which of its days, from when until when."""

    __tablename__ = "shift"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_shift_interaction_id_day", "interaction_id", "day"),
        Index("ix_shift_advisor_id_day", "advisor_id", "day"),
    )

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    advisor_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    day: Mapped[date]
    starts_at: Mapped[time]
    ends_at: Mapped[time]

    interaction: Mapped[Interaction] = relationship()
    advisor: Mapped[Advisor] = relationship()

    def __str__(self) -> str:
        return f"{self.advisor}, {self.starts_at:%H:%M}–{self.ends_at:%H:%M}"
