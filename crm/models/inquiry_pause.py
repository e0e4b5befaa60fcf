from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, ShortText


class InquiryPause(Base):
    """While the firm is waited for, or the inquiry was closed, the clock stands."""

    __tablename__ = "inquiry_pause"
    __table_args__ = (
        CheckConstraint("ended_at >= began_at", name="ends_after_it_starts"),
        CheckConstraint("reason <> ''", name="reason_not_empty"),
        Index(
            "uq_inquiry_pause_open",
            "inquiry_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), index=True
    )
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[ShortText]

    def __str__(self) -> str:
        return self.reason
