from __future__ import annotations

from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.booking import Booking
    from crm.models.interaction import Interaction
    from crm.models.team import Team


class Slot(Editable, Base):
    """A stretch of a consulting day in which one team sees one firm or founder.

    Its times are the city's; the day is the gathering's, so that slots move with it.
    """

    __tablename__ = "slot"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index(
            "uq_slot_interaction_id_team_id_starts_at",
            "interaction_id",
            "team_id",
            "starts_at",
            unique=True,
        ),
    )

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    advisor_id: Mapped[int | None] = mapped_column(
        ForeignKey("advisor.id", ondelete="SET NULL"), index=True
    )
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    is_public: Mapped[bool] = mapped_column(default=True)
    """Whether anybody may book it through the public page."""

    interaction: Mapped[Interaction] = relationship()
    team: Mapped[Team] = relationship()
    advisor: Mapped[Advisor | None] = relationship()
    bookings: Mapped[list[Booking]] = relationship(
        back_populates="slot", passive_deletes=True, order_by="Booking.id"
    )

    def begins(self, zone: tzinfo) -> datetime:
        return datetime.combine(self.interaction.happened_on, self.starts_at, zone)

    def ends(self, zone: tzinfo) -> datetime:
        return datetime.combine(self.interaction.happened_on, self.ends_at, zone)

    def __str__(self) -> str:
        return f"{self.starts_at:%H:%M} {self.team}"
