from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import FundingStage
from crm.models.base import Base, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.company import Company
    from crm.models.funding_programme import FundingProgramme
    from crm.models.inquiry import Inquiry
    from crm.models.interaction import Interaction


class FundingCase(Editable, Base):
    """A funding consultation: what was discussed with whom, applied for, granted or refused.

    Its stage follows from its days; it is kept beside them for lists and figures.
    """

    __tablename__ = "funding_case"
    __table_args__ = (
        CheckConstraint("company_id IS NOT NULL OR guest_name IS NOT NULL", name="names_somebody"),
        CheckConstraint("applied_on >= discussed_on", name="applied_after_discussed"),
        CheckConstraint("decided_on >= discussed_on", name="decided_after_discussed"),
        CheckConstraint("amount_applied >= 0", name="applied_not_negative"),
        CheckConstraint("amount_granted >= 0", name="granted_not_negative"),
        CheckConstraint(
            "(decided_on IS NOT NULL) = (stage IN ('granted', 'refused', 'withdrawn'))",
            name="decided_has_its_day",
        ),
        Index("ix_funding_case_owner_id_stage_deadline_on", "owner_id", "stage", "deadline_on"),
        Index("ix_funding_case_company_id_discussed_on", "company_id", "discussed_on"),
        Index("ix_funding_case_discussed_on", "discussed_on"),
        Index("ix_funding_case_deadline_on", "deadline_on"),
        Index("ix_funding_case_programme_id", "programme_id"),
    )

    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id", ondelete="RESTRICT"))
    guest_name: Mapped[ShortText | None]
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("funding_programme.id", ondelete="RESTRICT")
    )
    """None: what would fit is still looked for."""
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    inquiry_id: Mapped[int | None] = mapped_column(
        ForeignKey("inquiry.id", ondelete="SET NULL"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    purpose: Mapped[LongText | None]
    """What the money is for."""
    stage: Mapped[FundingStage] = mapped_column(default=FundingStage.DISCUSSED)
    discussed_on: Mapped[date]
    applied_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    """Granted, refused or withdrawn."""
    deadline_on: Mapped[date | None]
    """What has to be done by then: an application, or a proof of use."""
    amount_applied: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    """Euros."""
    amount_granted: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))

    company: Mapped[Company | None] = relationship()
    programme: Mapped[FundingProgramme | None] = relationship()
    interaction: Mapped[Interaction | None] = relationship()
    inquiry: Mapped[Inquiry | None] = relationship()
    owner: Mapped[Advisor | None] = relationship()

    def __str__(self) -> str:
        return str(self.programme or self.guest_name or "")
