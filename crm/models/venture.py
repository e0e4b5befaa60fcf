from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.company import Company
    from crm.models.participation import Participation
    from crm.models.person import Person

venture_talk = Table(
    "venture_talk",
    Base.metadata,
    Column("venture_id", ForeignKey("venture.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "participation_id",
        ForeignKey("participation.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)
"""In which talks it was spoken about: the founder's parts in consulting days and consultations."""


class Venture(Editable, Base):
    """A firm that a person plans to found; once there, the company that it became."""

    __tablename__ = "venture"
    __table_args__ = (
        CheckConstraint(
            "(company_id IS NULL) = (became_on IS NULL)", name="became_a_firm_on_a_day"
        ),
        CheckConstraint(
            "dropped_on IS NULL OR company_id IS NULL", name="dropped_or_became_a_firm"
        ),
        Index("ix_venture_became_on", "became_on"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    planned_name: Mapped[ShortText | None]
    wz_section: Mapped[Code | None]
    """A section as figures name it: ``C``, ``2025-J``."""
    planned_on: Mapped[date | None]
    """When it is to be founded."""
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("advisor.id", ondelete="SET NULL"), index=True
    )
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="RESTRICT"), index=True
    )
    """What it became; said by a person, never guessed."""
    became_on: Mapped[date | None]
    dropped_on: Mapped[date | None]
    """The day on which it was given up."""
    notes: Mapped[LongText | None]

    person: Mapped[Person] = relationship()
    owner: Mapped[Advisor | None] = relationship()
    company: Mapped[Company | None] = relationship()
    talks: Mapped[list[Participation]] = relationship(secondary=venture_talk)

    def __str__(self) -> str:
        return self.planned_name or str(self.person)
