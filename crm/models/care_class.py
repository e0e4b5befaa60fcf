from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Code, Editable, ShortText


class CareClass(Editable, Base):
    """How often a firm in care is spoken to; a list the office extends by itself."""

    __tablename__ = "care_class"
    __table_args__ = (CheckConstraint("months BETWEEN 1 AND 120", name="months_within_ten_years"),)

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText]
    name_en: Mapped[ShortText]
    months: Mapped[int]
    """Between two individual contacts."""

    def __str__(self) -> str:
        return self.name
