from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import AssignmentRole
from crm.models.base import Base

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.interaction import Interaction


class AdvisorAssignment(Base):
    """An advisor in an interaction; one of them leads."""

    __tablename__ = "advisor_assignment"
    __table_args__ = (
        Index(
            "uq_advisor_assignment_interaction_id_advisor_id",
            "interaction_id",
            "advisor_id",
            unique=True,
        ),
        Index(
            "uq_advisor_assignment_one_lead",
            "interaction_id",
            unique=True,
            sqlite_where=text("role = 'lead'"),
            postgresql_where=text("role = 'lead'"),
        ),
        Index(
            "ix_advisor_assignment_advisor_id_interaction_id",
            "advisor_id",
            "interaction_id",
        ),
    )

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    advisor_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    role: Mapped[AssignmentRole] = mapped_column(default=AssignmentRole.LEAD)

    interaction: Mapped[Interaction] = relationship(back_populates="assignments")
    advisor: Mapped[Advisor] = relationship()

    def __str__(self) -> str:
        return str(self.advisor)
