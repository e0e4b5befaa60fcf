from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable, LongText, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.partner import Partner

campaign_partner = Table(
    "campaign_partner",
    Base.metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "partner_id", ForeignKey("partner.id", ondelete="RESTRICT"), primary_key=True, index=True
    ),
)


class Campaign(Editable, Base):
    """A dated effort with partners; whom it is to reach follows from its segment.

    On its first day the firms of the segment are written down as they are then: progress is
    measured against those.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_not_empty"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        CheckConstraint("goal_firms > 0", name="goal_at_least_one"),
        Index("ix_campaign_starts_on", "starts_on"),
        Index("ix_campaign_lead_id", "lead_id"),
    )

    title: Mapped[ShortText]
    goal: Mapped[LongText | None]
    """In words."""
    goal_firms: Mapped[int | None]
    """How many firms of the target list are to be reached; none: all."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))

    size_classes: Mapped[ShortText | None]
    """Codes with commas between them, as of sections and districts; none: all of them."""
    sections: Mapped[ShortText | None]
    """Keys of crm.rules.wz_sections."""
    districts: Mapped[LongText | None]
    """Their numbers."""
    craft_only: Mapped[bool] = mapped_column(default=False)
    never_reached_only: Mapped[bool] = mapped_column(default=False)
    """Those alone to whom nobody had ever spoken when the list was made."""
    frozen_at: Mapped[datetime | None]
    """When its target list was written down."""

    lead: Mapped[Advisor | None] = relationship()
    partners: Mapped[list[Partner]] = relationship(secondary=campaign_partner)

    def __str__(self) -> str:
        return self.title
