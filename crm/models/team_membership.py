from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.team import Team


class TeamMembership(Editable, Base):
    """An advisor is in one team at a time; the periods of one advisor do not overlap."""

    __tablename__ = "team_membership"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),
        Index(
            "uq_team_membership_one_open",
            "advisor_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    advisor_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    is_leader: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    advisor: Mapped[Advisor] = relationship(back_populates="memberships")
    team: Mapped[Team] = relationship(back_populates="memberships")

    def __str__(self) -> str:
        return f"{self.advisor}, {self.team}"
