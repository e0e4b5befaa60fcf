from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import LegalBasis
from crm.models.base import Base, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.position import Position


class Person(Editable, Base):
    """Personal data, so with its legal basis and the day on which keeping it is looked at again."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("last_name <> ''", name="last_name_not_empty"),
        Index("ix_person_last_name_first_name", "last_name", "first_name"),
    )

    first_name: Mapped[ShortText | None]
    last_name: Mapped[ShortText]
    title: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    phone: Mapped[ShortText | None]
    mobile: Mapped[ShortText | None]
    legal_basis: Mapped[LegalBasis] = mapped_column(default=LegalBasis.PUBLIC_TASK)
    review_on: Mapped[date | None]
    notes: Mapped[LongText | None]

    positions: Mapped[list[Position]] = relationship(
        back_populates="person", order_by="Position.valid_from.desc()"
    )

    def __str__(self) -> str:
        return " ".join(filter(None, (self.title, self.first_name, self.last_name)))
