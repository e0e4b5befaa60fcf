from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import TargetMeasure
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.team import Team


class Target(Editable, Base):
    """What a team set out to reach in a period; how far it is follows from the figures."""

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint("goal > 0", name="goal_above_zero"),
        Index("ix_target_team_id_first_day", "team_id", "first_day"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    measure: Mapped[TargetMeasure]
    first_day: Mapped[date]
    last_day: Mapped[date]
    goal: Mapped[int]
    remark: Mapped[ShortText | None]

    team: Mapped[Team] = relationship()

    def __str__(self) -> str:
        return f"{self.team}: {self.measure.label}"
