from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import Side
from crm.models.base import Base, Editable, LongText

if TYPE_CHECKING:
    from crm.models.partner import Partner


class JointEvaluation(Editable, Base):
    """What one side says of a quarter's inquiries that an office forwarded; the business office
    also on which day both sat together. The figures are reckoned, not kept.
    """

    __tablename__ = "joint_evaluation"
    __table_args__ = (
        UniqueConstraint("partner_id", "first_day", "side"),
        CheckConstraint("held_on >= first_day", name="held_after_it_began"),
        CheckConstraint("held_on IS NULL OR side = 'office'", name="the_office_says_when"),
    )

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="RESTRICT"))
    first_day: Mapped[date]
    """Of the quarter."""
    side: Mapped[Side]
    words: Mapped[LongText | None]
    held_on: Mapped[date | None]

    partner: Mapped[Partner] = relationship()

    def __str__(self) -> str:
        return f"{self.partner}, {self.first_day:%Y-%m}"
