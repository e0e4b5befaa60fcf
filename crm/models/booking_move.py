from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, ShortText

if TYPE_CHECKING:
    from crm.models.slot import Slot


class BookingMove(Base):
    """From one slot into another; with a reason where the other team takes over."""

    __tablename__ = "booking_move"

    booking_id: Mapped[int] = mapped_column(
        ForeignKey("booking.id", ondelete="CASCADE"), index=True
    )
    from_id: Mapped[int] = mapped_column(ForeignKey("slot.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("slot.id", ondelete="CASCADE"), index=True)
    reason: Mapped[ShortText | None]
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))

    left: Mapped[Slot] = relationship(foreign_keys=from_id)
    entered: Mapped[Slot] = relationship(foreign_keys=to_id)

    def __str__(self) -> str:
        return f"{self.left} → {self.entered}"
