from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import SizeBand, WzEdition
from crm.models.base import Base, Code, ShortText, index_where_given, utc_now

if TYPE_CHECKING:
    from crm.models.import_batch import ImportBatch
    from crm.models.source_trust import SourceTrust


class FactClaim(Base):
    """What a source newly said of a firm's size or sector, from a day on. It is never changed, only
    superseded when its row is read anew.

    An empty column says nothing new. What counts of all that was said stands in company_fact.
    """

    __tablename__ = "fact_claim"
    __table_args__ = (
        CheckConstraint("employees >= 0", name="employees_not_negative"),
        CheckConstraint("(wz_code IS NULL) = (wz_edition IS NULL)", name="wz_code_has_its_edition"),
        Index("ix_fact_claim_company_id_valid_from", "company_id", "valid_from"),
        index_where_given("superseded_by_id"),
        index_where_given("replay_id"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    source: Mapped[Code]
    said_by: Mapped[ShortText]
    """The source as people call it, which a fact names."""
    valid_from: Mapped[date]
    size_band: Mapped[SizeBand | None]
    employees: Mapped[int | None]
    wz_code: Mapped[Code | None]
    wz_edition: Mapped[WzEdition | None]
    wz_section: Mapped[Code | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now, sort_order=900)
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL"), sort_order=901
    )

    superseded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("import_batch.id", ondelete="SET NULL")
    )
    """The replay since which it counts no more."""
    replay_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    """The replay that read it out of a row of ``batch``; none where the import itself did."""

    batch: Mapped[ImportBatch] = relationship(foreign_keys="FactClaim.batch_id")
    trust: Mapped[SourceTrust | None] = relationship(
        primaryjoin="foreign(FactClaim.source) == SourceTrust.source", viewonly=True
    )

    def __str__(self) -> str:
        return f"{self.source}, {self.valid_from}"
