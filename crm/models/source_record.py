from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import RowOutcome
from crm.models.base import Base, Code, LongText, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.company import Company
    from crm.models.import_batch import ImportBatch


class SourceRecord(Base):
    """One row of a register file as it came, and the company it became. Of a row that became a
    contact the contact alone is kept, and by which fingerprint the row is known.

    A row that comes again unchanged is not kept twice: its fingerprint is known.
    """

    __tablename__ = "source_record"
    __table_args__ = (
        Index("ix_source_record_source_key", "source", "key", "id"),
        Index("ix_source_record_batch_id_outcome", "batch_id", "outcome", "row_number"),
        index_where_given("interaction_id"),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id", ondelete="CASCADE"))
    row_number: Mapped[int]
    """The line that a spreadsheet would show; the header is line 1."""
    source: Mapped[Code]
    key: Mapped[Code | None]
    fingerprint: Mapped[str] = mapped_column(String(32))
    raw: Mapped[LongText]
    """The row as JSON: {column: text}."""
    outcome: Mapped[RowOutcome]
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="SET NULL"), index=True
    )
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL")
    )
    """The contact that it became, or that was on file already."""
    column: Mapped[ShortText | None]
    value: Mapped[LongText | None]
    reason: Mapped[LongText | None]

    batch: Mapped[ImportBatch] = relationship(back_populates="records")
    company: Mapped[Company | None] = relationship()

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
