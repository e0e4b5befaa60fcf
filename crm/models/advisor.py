from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.login import Login
    from crm.models.team_membership import TeamMembership


class Advisor(Editable, Base):
    """A login user who advises; keeps its name when the login goes."""

    __tablename__ = "advisor"

    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL"), unique=True
    )
    name: Mapped[ShortText]
    email: Mapped[ShortText | None]
    phone: Mapped[ShortText | None]
    hours: Mapped[ShortText | None]
    """When one reaches them, in words: ``Mo–Do 9–16 Uhr``."""
    languages: Mapped[ShortText | None]

    user: Mapped[Login | None] = relationship(foreign_keys="Advisor.user_id")
    memberships: Mapped[list[TeamMembership]] = relationship(
        back_populates="advisor", order_by="TeamMembership.valid_from"
    )

    def __str__(self) -> str:
        return self.name
