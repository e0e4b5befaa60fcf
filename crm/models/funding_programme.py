from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Editable, LongText, ShortText


class FundingProgramme(Editable, Base):
    """What firms can apply for."""

    __tablename__ = "funding_programme"
    __table_args__ = (CheckConstraint("name <> ''", name="name_not_empty"),)

    name: Mapped[ShortText] = mapped_column(unique=True)
    giver: Mapped[ShortText]
    """Who grants it: Land, Bund, city, a bank."""
    deadline_on: Mapped[date | None]
    """The last day for applications; none: at any time."""
    link: Mapped[ShortText | None]
    notes: Mapped[LongText | None]
    is_active: Mapped[bool] = mapped_column(default=True)

    def __str__(self) -> str:
        return self.name
