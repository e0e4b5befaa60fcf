from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Code, Editable


class SourceTrust(Editable, Base):
    """How far a source is believed beside others. Those without a row are of rank 1."""

    __tablename__ = "source_trust"
    __table_args__ = (CheckConstraint("rank BETWEEN 1 AND 9", name="rank_within_reason"),)

    source: Mapped[Code] = mapped_column(unique=True)
    """``people`` is whatever was entered by hand."""
    rank: Mapped[int]
    """1 is believed before 2; of equals, whoever spoke last."""

    def __str__(self) -> str:
        return f"{self.source} {self.rank}"
