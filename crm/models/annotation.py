from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.login import Login
    from crm.models.team import Team


class Annotation(Editable, Base):
    """What happened on a day, or from one day to another, that explains figures: a fair, say."""

    __tablename__ = "annotation"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),)

    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date | None]
    text: Mapped[ShortText]
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), index=True
    )
    """Whom it concerns; None: the whole office."""

    team: Mapped[Team | None] = relationship()
    created_by: Mapped[Login | None] = relationship(foreign_keys="Annotation.created_by_id")

    @property
    def until(self) -> date:
        return self.last_day or self.first_day

    def __str__(self) -> str:
        return self.text
