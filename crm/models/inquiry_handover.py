from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor


class InquiryHandover(Base):
    """From one advisor to another, or to the first; who takes over what and why."""

    __tablename__ = "inquiry_handover"

    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), index=True
    )
    from_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    to_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    reason: Mapped[ShortText | None]
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))

    giver: Mapped[Advisor | None] = relationship(foreign_keys=from_id)
    taker: Mapped[Advisor] = relationship(foreign_keys=to_id)

    def __str__(self) -> str:
        return f"{self.giver or '–'} → {self.taker}"
