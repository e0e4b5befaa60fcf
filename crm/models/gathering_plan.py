from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.gathering_series import GatheringSeries
    from crm.models.interaction import Interaction


class GatheringPlan(Base):
    """What is prepared of a gathering; beside it stand its partners, documents and promises.

    It is changed with its gathering, whose version tells the second of two editors.
    """

    __tablename__ = "gathering_plan"
    __table_args__ = (
        CheckConstraint("capacity BETWEEN 1 AND 100000", name="capacity_of_a_room"),
        CheckConstraint("budget_planned >= 0", name="budget_planned_not_negative"),
        CheckConstraint("budget_spent >= 0", name="budget_spent_not_negative"),
        CheckConstraint("remind_days BETWEEN 1 AND 60", name="reminds_in_time"),
    )

    interaction_id: Mapped[int] = mapped_column(
        ForeignKey("interaction.id", ondelete="CASCADE"), unique=True
    )
    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("gathering_series.id", ondelete="SET NULL"), index=True
    )
    capacity: Mapped[int | None]
    """People, not firms."""
    programme: Mapped[LongText | None]
    registration_until: Mapped[date | None]
    """The last day on which the personal link takes a yes; a no it takes up to the day itself."""
    remind_days: Mapped[int | None]
    """So many days before the day those who registered are reminded; none: not at all."""
    budget_line: Mapped[ShortText | None]
    budget_planned: Mapped[int | None]
    budget_spent: Mapped[int | None]
    """Both in whole euros."""
    letter_subject: Mapped[ShortText | None]
    letter_text: Mapped[LongText | None]
    """What invited firms are written, as it was sent last."""

    interaction: Mapped[Interaction] = relationship(back_populates="plan")
    series: Mapped[GatheringSeries | None] = relationship()

    def __str__(self) -> str:
        return str(self.interaction)
