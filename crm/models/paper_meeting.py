from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, ShortText

if TYPE_CHECKING:
    from crm.models.council_paper import CouncilPaper


class PaperMeeting(Base):
    """A station of a council paper's route: who deals with it, and when."""

    __tablename__ = "paper_meeting"
    __table_args__ = (
        UniqueConstraint("paper_id", "position"),
        CheckConstraint("body <> ''", name="body_not_empty"),
    )

    paper_id: Mapped[int] = mapped_column(ForeignKey("council_paper.id", ondelete="CASCADE"))
    position: Mapped[int]
    body: Mapped[ShortText]
    """Der Oberbürgermeister, a committee, Stadtrat."""
    day: Mapped[date | None]
    starts_at: Mapped[time | None]
    is_held: Mapped[bool] = mapped_column(default=False)

    paper: Mapped[CouncilPaper] = relationship(back_populates="meetings")

    def __str__(self) -> str:
        return self.body
