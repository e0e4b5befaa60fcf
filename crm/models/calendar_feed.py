from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Tracked

if TYPE_CHECKING:
    from crm.models.login import Login
    from crm.models.team import Team


def new_key() -> str:
    return secrets.token_urlsafe(16)


class CalendarFeed(Tracked, Base):
    """Somebody's calendar reads the office's appointments; without the row its address is dead."""

    __tablename__ = "calendar_feed"
    __table_args__ = (UniqueConstraint("user_id", "team_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    """Of the whole team; None: of the reader alone."""
    key: Mapped[Code] = mapped_column(unique=True, default=new_key)
    """Signed, it is the address's secret."""

    user: Mapped[Login] = relationship(foreign_keys=user_id)
    team: Mapped[Team | None] = relationship()

    def __str__(self) -> str:
        return str(self.team or self.user)
