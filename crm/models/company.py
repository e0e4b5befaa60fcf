from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import Chamber, EndReason
from crm.models.base import Base, Editable, LongText, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.company_fact import CompanyFact
    from crm.models.company_overview import CompanyOverview
    from crm.models.follow_up import FollowUp
    from crm.models.participation import Participation
    from crm.models.position import Position
    from crm.models.red_flag_suggestion import RedFlagSuggestion
    from crm.models.site import Site


FAMILY = (
    "or_(Company.id == foreign(company_overview.c.id),"
    " Company.id == foreign(company_overview.c.survivor_id))"
)


class Company(Editable, Base):
    """The legal unit. Whether it is active follows from its dates; it is not a field.

    A register may deliver firms without a name; ``overview.label`` is what people then read.
    """

    __tablename__ = "company"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_not_empty"),
        CheckConstraint("ended_on >= founded_on", name="ends_after_it_starts"),
        CheckConstraint("ended_on IS NOT NULL OR end_reason IS NULL", name="end_reason_has_date"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        CheckConstraint(
            "succession_on IS NOT NULL OR succession_note IS NULL", name="succession_note_has_date"
        ),
        CheckConstraint(
            "(no_contact_since IS NULL) = (no_contact_source IS NULL)",
            name="no_contact_has_source",
        ),
        Index("ix_company_active", "founded_on", "ended_on"),
        index_where_given("no_contact_since"),
        index_where_given("ended_on"),
    )

    name: Mapped[ShortText | None] = mapped_column(index=True)
    legal_form: Mapped[ShortText | None]
    register_number: Mapped[ShortText | None] = mapped_column(index=True)
    chamber: Mapped[Chamber] = mapped_column(default=Chamber.UNKNOWN)
    is_craft: Mapped[bool] = mapped_column(default=False)
    is_sideline: Mapped[bool] = mapped_column(default=False)
    founded_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None]
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="RESTRICT"), index=True
    )
    phone: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    website: Mapped[ShortText | None]
    description: Mapped[LongText | None]
    succession_on: Mapped[date | None]
    """When it was noted that somebody will carry it on."""
    succession_note: Mapped[ShortText | None]
    no_contact_since: Mapped[date | None]
    """Since when it does not want to be written to or called."""
    no_contact_source: Mapped[ShortText | None]

    sites: Mapped[list[Site]] = relationship(
        back_populates="company", order_by="Site.kind.desc(), Site.id"
    )
    facts: Mapped[list[CompanyFact]] = relationship(
        back_populates="company", order_by="CompanyFact.valid_from"
    )
    positions: Mapped[list[Position]] = relationship(back_populates="company")
    participations: Mapped[list[Participation]] = relationship(back_populates="company")
    follow_ups: Mapped[list[FollowUp]] = relationship(back_populates="company")
    overview: Mapped[CompanyOverview | None] = relationship(
        back_populates="company", uselist=False, viewonly=True
    )
    suggestions: Mapped[list[RedFlagSuggestion]] = relationship(
        secondary="company_overview",
        primaryjoin=FAMILY,
        secondaryjoin="and_(RedFlagSuggestion.company_id == foreign(company_overview.c.id),"
        " RedFlagSuggestion.is_open)",
        order_by="RedFlagSuggestion.id",
        viewonly=True,
    )
    """What rules noticed and nobody has decided on yet, of the merged firms too."""
    all_sites: Mapped[list[Site]] = relationship(
        secondary="company_overview",
        primaryjoin=FAMILY,
        secondaryjoin="Site.company_id == foreign(company_overview.c.id)",
        order_by="Site.kind.desc(), Site.id",
        viewonly=True,
    )
    """Those of the merged firms too."""
    merged_into: Mapped[Company | None] = relationship(
        remote_side="Company.id", back_populates="merged"
    )
    merged: Mapped[list[Company]] = relationship(back_populates="merged_into")
    """Those that were merged into this one; what they did is its history."""
    family: Mapped[list[CompanyOverview]] = relationship(
        primaryjoin=FAMILY.replace("company_overview.c", "CompanyOverview"),
        viewonly=True,
    )
    """Itself and all that count as it, however long the chain."""

    def __str__(self) -> str:
        return self.name or (self.overview.label if self.overview else f"#{self.id}")
