from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import HandedOver
from crm.models.base import Base, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor


class HandOver(Editable, Base):
    """A colleague leaves, and everything open goes into other hands at once. The record stays."""

    __tablename__ = "hand_over"

    giver_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"), index=True)
    last_day: Mapped[date]
    """On which the giver is still responsible."""
    happened_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="SET NULL"))
    notes: Mapped[LongText | None]

    giver: Mapped[Advisor] = relationship(foreign_keys=giver_id)
    by: Mapped[Advisor | None] = relationship(foreign_keys=by_id)
    items: Mapped[list[HandOverItem]] = relationship(
        cascade="all, delete-orphan", order_by="HandOverItem.id"
    )

    def __str__(self) -> str:
        return f"{self.giver}, {self.last_day:%d.%m.%Y}"


class HandOverItem(Base):
    """One thing that went over, as it was called then."""

    __tablename__ = "hand_over_item"
    __table_args__ = (CheckConstraint("what <> ''", name="what_not_empty"),)

    hand_over_id: Mapped[int] = mapped_column(
        ForeignKey("hand_over.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[HandedOver]
    number: Mapped[int]
    """The row's own id."""
    what: Mapped[ShortText]
    """Of what is confidential nothing but that."""
    due_on: Mapped[date | None]
    taker_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))

    taker: Mapped[Advisor] = relationship()

    def __str__(self) -> str:
        return self.what
