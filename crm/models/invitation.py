from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import InvitationWay
from crm.models.base import Base, Code, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.participation import Participation


class Invitation(Base):
    """What was written to a firm on a gathering's list, and what it answered.

    Whether it comes is its participation's status; here stands how it was asked.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("people BETWEEN 1 AND 1000", name="people_of_one_firm"),
        CheckConstraint("(sent_at IS NULL) = (way IS NULL)", name="sent_by_a_way"),
    )

    participation_id: Mapped[int] = mapped_column(
        ForeignKey("participation.id", ondelete="CASCADE"), unique=True
    )
    way: Mapped[InvitationWay | None]
    address: Mapped[ShortText | None]
    """The e-mail address that letters go to."""
    language: Mapped[Code | None]
    """In which the firm answered; none: the office's own."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of what stands in the personal link; the link itself is kept nowhere."""
    people: Mapped[int] = mapped_column(default=1)
    """How many come."""
    remark: Mapped[LongText | None]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    """Its place on the waiting list."""
    reminded_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]

    participation: Mapped[Participation] = relationship(back_populates="invitation")

    def __str__(self) -> str:
        return str(self.participation)
