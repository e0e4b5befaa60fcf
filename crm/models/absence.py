from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable

if TYPE_CHECKING:
    from crm.models.advisor import Advisor


class Absence(Editable, Base):
    """While somebody is away, who is spoken to instead; the reason is nobody's business."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint("deputy_id <> advisor_id", name="deputy_is_somebody_else"),
        Index("ix_absence_advisor_id_first_day", "advisor_id", "first_day"),
    )

    advisor_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="CASCADE"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="SET NULL"))
    first_day: Mapped[date]
    last_day: Mapped[date]

    advisor: Mapped[Advisor] = relationship(foreign_keys=advisor_id)
    deputy: Mapped[Advisor | None] = relationship(foreign_keys=deputy_id)

    @classmethod
    def on(cls, day: date) -> ColumnElement[bool]:
        return (cls.first_day <= day) & (cls.last_day >= day)

    def __str__(self) -> str:
        return f"{self.advisor}, {self.first_day:%d.%m.%Y} – {self.last_day:%d.%m.%Y}"
