from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.company import Company
    from crm.models.person import Person


class Position(Editable, Base):
    """What a person is at a company, and for how long."""

    __tablename__ = "position"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    company_id: Mapped[int] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"), index=True
    )
    function: Mapped[ShortText]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="positions")
    company: Mapped[Company] = relationship(back_populates="positions")

    @classmethod
    def held_on(cls, day: date) -> ColumnElement[bool]:
        begun = or_(cls.valid_from.is_(None), cls.valid_from <= day)
        return begun & or_(cls.valid_to.is_(None), cls.valid_to >= day)

    def __str__(self) -> str:
        return f"{self.person}, {self.function}"
