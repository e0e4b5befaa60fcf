from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.team_membership import TeamMembership


class Team(Editable, Base):
    __tablename__ = "team"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText]

    memberships: Mapped[list[TeamMembership]] = relationship(back_populates="team")

    def __str__(self) -> str:
        return self.name
