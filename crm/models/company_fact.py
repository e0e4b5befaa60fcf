from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import SizeBand, WzEdition
from crm.models.base import Base, Code, Editable, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.company import Company


class CompanyFact(Editable, Base):
    """Size and sector from a day on. They change; last year's report must not."""

    __tablename__ = "company_fact"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),
        CheckConstraint("employees >= 0", name="employees_not_negative"),
        CheckConstraint("(wz_code IS NULL) = (wz_edition IS NULL)", name="wz_code_has_its_edition"),
        Index(
            "uq_company_fact_one_open",
            "company_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        Index("uq_company_fact_one_per_day", "company_id", "valid_from", unique=True),
        index_where_given("claim_id"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    size_band: Mapped[SizeBand] = mapped_column(default=SizeBand.UNKNOWN)
    employees: Mapped[int | None]
    wz_code: Mapped[Code | None]
    """In the official notation: 56, 56.1, 56.10 or 56.10.1."""
    wz_edition: Mapped[WzEdition | None]
    wz_section: Mapped[Code | None]
    """The section's letter, which follows from code and edition; kept for grouping."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[ShortText]
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("fact_claim.id", ondelete="SET NULL"))
    """What an import said last of this stretch; none where people entered it."""

    company: Mapped[Company] = relationship(back_populates="facts")

    def __str__(self) -> str:
        return f"{self.size_band.label}, {self.wz_code or '–'}"
