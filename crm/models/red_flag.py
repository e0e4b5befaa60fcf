from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import RedFlagKind, RedFlagOutcome, Severity
from crm.models.base import Base, Editable, LongText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.company import Company
    from crm.models.interaction import Interaction

red_flag_reader = Table(
    "red_flag_reader",
    Base.metadata,
    Column("red_flag_id", ForeignKey("red_flag.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "advisor_id", ForeignKey("advisor.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)


class RedFlag(Editable, Base):
    """Trouble of a firm that somebody noticed early enough to do something about it."""

    __tablename__ = "red_flag"
    __table_args__ = (
        CheckConstraint("due_on >= raised_on", name="due_after_it_was_raised"),
        CheckConstraint("closed_on >= raised_on", name="closed_after_it_was_raised"),
        CheckConstraint("(closed_on IS NULL) = (outcome IS NULL)", name="closed_has_an_outcome"),
        CheckConstraint("jobs_claimed >= 0", name="jobs_claimed_not_negative"),
        CheckConstraint("jobs_confirmed >= 0", name="jobs_confirmed_not_negative"),
        Index("ix_red_flag_owner_id_closed_on_due_on", "owner_id", "closed_on", "due_on"),
        Index("ix_red_flag_company_id_closed_on", "company_id", "closed_on"),
        Index("ix_red_flag_closed_on_due_on", "closed_on", "due_on"),
        Index("ix_red_flag_raised_on", "raised_on"),
        Index("ix_red_flag_due_on_id", "due_on", "id"),
    )

    kind: Mapped[RedFlagKind]
    severity: Mapped[Severity] = mapped_column(default=Severity.MIDDLE)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="RESTRICT"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("advisor.id", ondelete="RESTRICT"))
    raised_on: Mapped[date]
    due_on: Mapped[date]
    """Until when its owner has done something about it."""
    interaction_id: Mapped[int | None] = mapped_column(
        ForeignKey("interaction.id", ondelete="SET NULL"), index=True
    )
    notes: Mapped[LongText | None]
    jobs_claimed: Mapped[int | None]
    """As the firm says."""
    jobs_confirmed: Mapped[int | None]
    """As somebody has looked into."""
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """Then its owner, the readers and the leader of the owner's team see it, and no figure does."""
    closed_on: Mapped[date | None]
    outcome: Mapped[RedFlagOutcome | None]
    outcome_words: Mapped[LongText | None]

    company: Mapped[Company] = relationship()
    owner: Mapped[Advisor] = relationship()
    interaction: Mapped[Interaction | None] = relationship(back_populates="red_flags")
    readers: Mapped[list[Advisor]] = relationship(secondary=red_flag_reader)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def __str__(self) -> str:
        return self.kind.label
