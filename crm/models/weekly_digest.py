from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Tracked

if TYPE_CHECKING:
    from crm.models.login import Login


class WeeklyDigest(Tracked, Base):
    """Somebody's wish to read each Monday by mail what the figures say."""

    __tablename__ = "weekly_digest"

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), unique=True)
    language: Mapped[Code]

    user: Mapped[Login] = relationship(foreign_keys=user_id)

    def __str__(self) -> str:
        return str(self.user)
