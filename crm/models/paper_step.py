from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import PaperAct
from crm.models.base import Base, ShortText, utc_now

if TYPE_CHECKING:
    from flask_appbuilder.security.sqla.models import User

    from crm.models.council_paper import CouncilPaper


class PaperStep(Base):
    """What somebody did with a council paper, and why or of what."""

    __tablename__ = "paper_step"

    paper_id: Mapped[int] = mapped_column(
        ForeignKey("council_paper.id", ondelete="CASCADE"), index=True
    )
    act: Mapped[PaperAct]
    words: Mapped[ShortText | None]
    happened_at: Mapped[datetime] = mapped_column(default=utc_now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))

    paper: Mapped[CouncilPaper] = relationship(back_populates="steps")
    by: Mapped[User | None] = relationship(foreign_keys="PaperStep.by_id")

    def __str__(self) -> str:
        return self.act.label
