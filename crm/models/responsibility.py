from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Editable

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.care_class import CareClass
    from crm.models.company import Company
    from crm.models.district import District
    from crm.models.topic import Topic


class Responsibility(Editable, Base):
    """What an advisor has in care: a district, a WZ section, a topic or one company."""

    __tablename__ = "responsibility"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),
        CheckConstraint(
            "(district_id IS NOT NULL AND wz_section IS NULL AND topic_id IS NULL"
            " AND company_id IS NULL)"
            " OR (district_id IS NULL AND wz_section IS NOT NULL AND topic_id IS NULL"
            " AND company_id IS NULL)"
            " OR (district_id IS NULL AND wz_section IS NULL AND topic_id IS NOT NULL"
            " AND company_id IS NULL)"
            " OR (district_id IS NULL AND wz_section IS NULL AND topic_id IS NULL"
            " AND company_id IS NOT NULL)",
            name="names_one_thing",
        ),
        CheckConstraint(
            "care_class_id IS NULL OR company_id IS NOT NULL", name="only_firms_have_a_class"
        ),
    )

    advisor_id: Mapped[int] = mapped_column(
        ForeignKey("advisor.id", ondelete="CASCADE"), index=True
    )
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"), index=True)
    wz_section: Mapped[Code | None]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"), index=True
    )
    care_class_id: Mapped[int | None] = mapped_column(
        ForeignKey("care_class.id", ondelete="SET NULL")
    )
    """How often the firm is to be spoken to."""
    is_public: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    advisor: Mapped[Advisor] = relationship()
    district: Mapped[District | None] = relationship()
    topic: Mapped[Topic | None] = relationship()
    company: Mapped[Company | None] = relationship()
    care_class: Mapped[CareClass | None] = relationship()

    def __str__(self) -> str:
        return f"{self.advisor}: {self.district or self.topic or self.company or self.wz_section}"
