from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import InteractionKind
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor


class GatheringSeries(Editable, Base):
    """Every first Tuesday: of this the next gatherings are made, each then by itself."""

    __tablename__ = "gathering_series"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_not_empty"),
        CheckConstraint("capacity BETWEEN 1 AND 100000", name="capacity_of_a_room"),
        CheckConstraint("duration_minutes BETWEEN 1 AND 10080", name="duration_within_a_week"),
    )

    title: Mapped[ShortText]
    kind: Mapped[InteractionKind]
    rule: Mapped[ShortText]
    """An RRULE of RFC 5545 without a beginning: ``FREQ=MONTHLY;BYDAY=+1TU``."""
    first_on: Mapped[date]
    """No gathering of it lies before."""
    planned_until: Mapped[date | None]
    """Up to this day its gatherings were made; what became of them since is their own affair."""
    starts_at: Mapped[time | None]
    duration_minutes: Mapped[int | None]
    place: Mapped[ShortText | None]
    capacity: Mapped[int | None]
    lead_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    is_active: Mapped[bool] = mapped_column(default=True)

    lead: Mapped[Advisor] = relationship()

    def __str__(self) -> str:
        return self.title
