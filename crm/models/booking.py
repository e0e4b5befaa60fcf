from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import BookedBy, ParticipationStatus
from crm.models.base import Base, Code, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.booking_move import BookingMove
    from crm.models.company import Company
    from crm.models.participation import Participation
    from crm.models.slot import Slot

STANDS = text("cancelled_at IS NULL")


class Booking(Editable, Base):
    """Who comes into a slot. The database itself lets no second one stand in the same slot.

    Who comes takes part in the day like anybody else (``participation``), so that the talk counts
    once; a booking that is called off has no part in it any more.
    """

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_not_empty"),
        CheckConstraint(
            "(cancelled_at IS NULL) = (participation_id IS NOT NULL)", name="stands_or_is_cancelled"
        ),
        Index(
            "uq_booking_one_in_a_slot",
            "slot_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
        Index("ix_booking_slot_id", "slot_id"),
    )

    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id", ondelete="CASCADE"))
    participation_id: Mapped[int | None] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), index=True
    )
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="RESTRICT"), index=True
    )
    name: Mapped[ShortText]
    phone: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    wish: Mapped[LongText | None]
    """What it is to be about."""
    booked_by: Mapped[BookedBy] = mapped_column(default=BookedBy.TELEPHONE)
    language: Mapped[Code] = mapped_column(default="de")
    """In which they are written to."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the personal link with which it is looked at and called off."""
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[ShortText | None]
    notes: Mapped[LongText | None]
    """What was said in the talk."""

    slot: Mapped[Slot] = relationship(back_populates="bookings")
    participation: Mapped[Participation | None] = relationship()
    company: Mapped[Company | None] = relationship()
    moves: Mapped[list[BookingMove]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="BookingMove.id"
    )

    @property
    def status(self) -> ParticipationStatus | None:
        """Whether they came; of what was called off there is none."""
        return self.participation.status if self.participation else None

    @property
    def stands(self) -> bool:
        return self.cancelled_at is None

    def __str__(self) -> str:
        return self.name
