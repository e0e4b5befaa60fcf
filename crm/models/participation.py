from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import ParticipationStatus
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.company import Company
    from crm.models.interaction import Interaction
    from crm.models.invitation import Invitation
    from crm.models.person import Person
    from crm.models.site import Site

participation_person = Table(
    "participation_person",
    Base.metadata,
    Column(
        "participation_id",
        ForeignKey("participation.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column(
        "person_id",
        ForeignKey("person.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class Participation(Editable, Base):
    """A company in an interaction, or a founder who has no company yet (``guest_name``)."""

    __tablename__ = "participation"
    __table_args__ = (
        CheckConstraint("company_id IS NOT NULL OR guest_name IS NOT NULL", name="names_somebody"),
        Index(
            "uq_participation_interaction_id_company_id",
            "interaction_id",
            "company_id",
            unique=True,
        ),
        Index("ix_participation_company_id_interaction_id", "company_id", "interaction_id"),
    )

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id", ondelete="RESTRICT"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id", ondelete="SET NULL"))
    guest_name: Mapped[ShortText | None]
    status: Mapped[ParticipationStatus] = mapped_column(default=ParticipationStatus.ATTENDED)

    interaction: Mapped[Interaction] = relationship(back_populates="participations")
    company: Mapped[Company | None] = relationship(back_populates="participations")
    site: Mapped[Site | None] = relationship()
    persons: Mapped[list[Person]] = relationship(secondary=participation_person)
    invitation: Mapped[Invitation | None] = relationship(
        back_populates="participation", cascade="all, delete-orphan", passive_deletes=True
    )

    def __str__(self) -> str:
        return str(self.company or self.guest_name)
