from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import RedFlagKind, SuggestionRule
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.advisor import Advisor
    from crm.models.company import Company
    from crm.models.red_flag import RedFlag
    from crm.models.topic import Topic


class RedFlagSuggestion(Editable, Base):
    """What a rule noticed of a firm, and why. People decide: it becomes a red flag or is put aside
    with a reason; the same evidence is never brought up again.
    """

    __tablename__ = "red_flag_suggestion"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint("(put_aside_on IS NULL) = (reason IS NULL)", name="put_aside_has_a_reason"),
        CheckConstraint(
            "put_aside_on IS NULL OR red_flag_id IS NULL", name="is_settled_in_one_way"
        ),
        Index("ix_red_flag_suggestion_is_open_found_on", "is_open", "found_on"),
        Index("ix_red_flag_suggestion_company_id_is_open", "company_id", "is_open"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    rule: Mapped[SuggestionRule]
    kind: Mapped[RedFlagKind | None]
    """What it may be about; None: that is for people to say."""
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    """Of what the rule saw; only what comes after it is new evidence."""
    evidence: Mapped[ShortText] = mapped_column(unique=True)
    """Names what the rule saw, so that it is brought up once."""
    found_on: Mapped[date]
    is_open: Mapped[bool] = mapped_column(default=True)
    red_flag_id: Mapped[int | None] = mapped_column(
        ForeignKey("red_flag.id", ondelete="SET NULL"), index=True
    )
    put_aside_on: Mapped[date | None]
    reason: Mapped[ShortText | None]
    put_aside_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("advisor.id", ondelete="SET NULL")
    )

    company: Mapped[Company] = relationship()
    topic: Mapped[Topic | None] = relationship()
    red_flag: Mapped[RedFlag | None] = relationship()
    put_aside_by: Mapped[Advisor | None] = relationship()

    def __str__(self) -> str:
        return self.rule.label
