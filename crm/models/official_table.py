from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, ShortText, Tracked

if TYPE_CHECKING:
    from crm.models.official_count import OfficialCount


class OfficialTable(Tracked, Base):
    """One table of the statistics office as it was taken in, once."""

    __tablename__ = "official_table"

    layout: Mapped[Code]
    """Its name in crm.register.counts.layouts."""
    source: Mapped[ShortText]
    """Whom to name as its publisher."""
    file_name: Mapped[ShortText]
    sha256: Mapped[str]
    first_year: Mapped[int]
    last_year: Mapped[int]
    new: Mapped[int] = mapped_column(default=0)
    corrected: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    """Counts that an earlier table said already; they are not kept again."""

    counts: Mapped[list[OfficialCount]] = relationship(back_populates="table")

    def __str__(self) -> str:
        return self.file_name
