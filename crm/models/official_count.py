from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import CountedArea, OfficiallyCounted
from crm.models.base import Base, Code, Tracked

if TYPE_CHECKING:
    from crm.models.district import District
    from crm.models.official_table import OfficialTable


class OfficialCount(Tracked, Base):
    """How many firms the statistics office counted at the end of a year.

    Never changed: a table that corrects it adds another, and the last one holds.
    """

    __tablename__ = "official_count"
    __table_args__ = (
        CheckConstraint("(area = 'district') = (district_id IS NOT NULL)", name="names_its_area"),
        CheckConstraint("(value IS NULL) = is_confidential", name="confidential_has_no_value"),
        CheckConstraint("value >= 0", name="not_negative"),
        Index("ix_official_count_counted_year", "counted", "year"),
    )

    table_id: Mapped[int] = mapped_column(
        ForeignKey("official_table.id", ondelete="CASCADE"), index=True
    )
    counted: Mapped[OfficiallyCounted]
    year: Mapped[int]
    area: Mapped[CountedArea]
    district_id: Mapped[int | None] = mapped_column(
        ForeignKey("district.id", ondelete="RESTRICT"), index=True
    )
    part: Mapped[Code | None]
    """A group of sections or a size class of crm.rules.official_parts; None: all firms."""
    value: Mapped[int | None]
    is_confidential: Mapped[bool]
    """Printed as a dot: counts of 1 and 2, and those that would give them away."""

    table: Mapped[OfficialTable] = relationship(back_populates="counts")
    district: Mapped[District | None] = relationship()

    def __str__(self) -> str:
        return "." if self.value is None else str(self.value)
