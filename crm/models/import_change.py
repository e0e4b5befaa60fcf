from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Code, LongText


class ImportChange(Base):
    """What an import changed at a row that was there, or which row it added to a firm that was.

    Firms that it made are known by their source_record, what it said of them by its fact_claim.
    """

    __tablename__ = "import_change"
    __table_args__ = (Index("ix_import_change_place", "table_name", "row_id", "id"),)

    batch_id: Mapped[int] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"), index=True
    )
    table_name: Mapped[Code]
    row_id: Mapped[int]
    before: Mapped[LongText | None]
    """As JSON: {column: value}; empty for a row that was added."""
    after: Mapped[LongText]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}"
