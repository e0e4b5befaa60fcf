from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import InquiryChannel, InquiryOutcome
from crm.models.base import Base, Editable, LongText, ShortText, index_where_given

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.campaign import Campaign
    from crm.models.company import Company
    from crm.models.inquiry_handover import InquiryHandover
    from crm.models.inquiry_pause import InquiryPause
    from crm.models.material import Material
    from crm.models.partner import Partner
    from crm.models.topic import Topic


class Inquiry(Editable, Base):
    """What a firm, or somebody who has none yet, wants to know of the city.

    New, in work, waiting or closed follows from its instants and pauses; it is not a field.
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint("subject <> ''", name="subject_not_empty"),
        CheckConstraint("company_id IS NOT NULL OR guest_name IS NOT NULL", name="names_somebody"),
        CheckConstraint("forwarded_at >= received_at", name="forwarded_after_received"),
        CheckConstraint("acknowledged_at >= received_at", name="acknowledged_after_received"),
        CheckConstraint("first_reply_at >= received_at", name="replied_after_received"),
        CheckConstraint("closed_at >= received_at", name="closed_after_received"),
        CheckConstraint("feedback_at >= received_at", name="told_after_received"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_has_an_outcome"),
        Index("ix_inquiry_owner_id_closed_at", "owner_id", "closed_at"),
        Index("ix_inquiry_closed_at_due_on", "closed_at", "due_on"),
        Index("ix_inquiry_feedback_at_feedback_due_on", "feedback_at", "feedback_due_on"),
        Index("ix_inquiry_received_on", "received_on"),
        Index("ix_inquiry_received_at_id", "received_at", "id"),
        Index("ix_inquiry_company_id_received_at", "company_id", "received_at"),
        Index("ix_inquiry_partner_id_received_at", "partner_id", "received_at"),
        index_where_given("material_id"),
        index_where_given("handed_out_by_id"),
        index_where_given("campaign_id"),
    )

    subject: Mapped[ShortText]
    wording: Mapped[LongText | None]
    """What was asked, as it was asked."""
    channel: Mapped[InquiryChannel]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="RESTRICT"))
    """The first office that saw it, where it was not ours."""
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="RESTRICT"))
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id", ondelete="RESTRICT"))
    guest_name: Mapped[ShortText | None]
    """Who asks; of a firm whom one speaks to, else a founder."""
    phone: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    material_id: Mapped[int | None] = mapped_column(ForeignKey("material.id", ondelete="RESTRICT"))
    """The brochure that made them ask."""
    handed_out_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id", ondelete="RESTRICT")
    )
    """The counter at which that brochure lay, where it is known."""
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))

    received_at: Mapped[datetime]
    """At whichever counter of the city saw it first: here the clock starts."""
    received_on: Mapped[date]
    """The city's day in which that lies."""
    forwarded_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    first_reply_at: Mapped[datetime | None]
    """Of a person, on the matter itself."""
    due_on: Mapped[date | None]
    """The last day on which a first reply is in time; none while the clock stands. This and the
    days below are kept by services.inquiries."""
    target_days: Mapped[int]
    """Working days within which a first reply is in time."""
    reply_days: Mapped[int | None]
    """Working days that the first reply took, without those on which the clock stood."""
    acknowledged_days: Mapped[int | None]
    """Working days up to the acknowledgement."""
    forwarded_days: Mapped[int | None]
    """Working days that it lay at the first office."""
    closed_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    """The city's day in which that lies."""
    outcome: Mapped[InquiryOutcome | None]
    answer: Mapped[LongText | None]
    """What came of it, in words."""

    feedback_due_on: Mapped[date | None]
    """The last day on which the office that forwarded it hears in time what became of it."""
    feedback_at: Mapped[datetime | None]
    feedback: Mapped[LongText | None]
    """What that office was told; it reads this."""

    partner: Mapped[Partner | None] = relationship(foreign_keys=[partner_id])
    material: Mapped[Material | None] = relationship()
    handed_out_by: Mapped[Partner | None] = relationship(foreign_keys=[handed_out_by_id])
    campaign: Mapped[Campaign | None] = relationship()
    topic: Mapped[Topic | None] = relationship()
    company: Mapped[Company | None] = relationship()
    owner: Mapped[Advisor | None] = relationship()
    pauses: Mapped[list[InquiryPause]] = relationship(
        cascade="all, delete-orphan", order_by="InquiryPause.began_at"
    )
    handovers: Mapped[list[InquiryHandover]] = relationship(
        cascade="all, delete-orphan", order_by="InquiryHandover.happened_at"
    )

    @property
    def owes_feedback(self) -> bool:
        """To the office that forwarded it."""
        return self.partner_id is not None and self.feedback_at is None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_waiting(self) -> bool:
        """For the firm; then its clock stands."""
        return self.is_open and any(pause.ended_at is None for pause in self.pauses)

    def __str__(self) -> str:
        return self.subject
