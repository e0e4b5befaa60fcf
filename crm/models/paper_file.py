from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, LongText, utc_now

if TYPE_CHECKING:
    from crm.models.council_paper import CouncilPaper


class PaperFile(Base):
    """A council paper as it was released: its text with all figures, and its document."""

    __tablename__ = "paper_file"

    paper_id: Mapped[int] = mapped_column(
        ForeignKey("council_paper.id", ondelete="CASCADE"), unique=True
    )
    text: Mapped[LongText]
    sha256: Mapped[str] = mapped_column(index=True)
    """Of the document (DOCX)."""
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str | None] = mapped_column(index=True)
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """Made of the document when somebody first asks for it, and kept."""
    locked_at: Mapped[datetime] = mapped_column(default=utc_now)

    paper: Mapped[CouncilPaper] = relationship(back_populates="locked")

    def __str__(self) -> str:
        return self.sha256
