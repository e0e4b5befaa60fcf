from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor


class FollowUpMove(Base):
    """From one due day to another, and why."""

    __tablename__ = "follow_up_move"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_not_empty"),)

    follow_up_id: Mapped[int] = mapped_column(
        ForeignKey("follow_up.id", ondelete="CASCADE"), index=True
    )
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[ShortText]
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="SET NULL"))

    by: Mapped[Advisor | None] = relationship()

    def __str__(self) -> str:
        return f"{self.from_on:%d.%m.%Y} → {self.to_on:%d.%m.%Y}"


class FollowUpHandover(Base):
    """From one advisor to another; by whom, which may be a third."""

    __tablename__ = "follow_up_handover"

    follow_up_id: Mapped[int] = mapped_column(
        ForeignKey("follow_up.id", ondelete="CASCADE"), index=True
    )
    from_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="CASCADE"))
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="SET NULL"))

    giver: Mapped[Advisor] = relationship(foreign_keys=from_id)
    taker: Mapped[Advisor] = relationship(foreign_keys=to_id)
    by: Mapped[Advisor | None] = relationship(foreign_keys=by_id)

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
