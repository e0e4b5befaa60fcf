from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import MatchVerdict
from crm.models.base import Base, Editable, LongText

if TYPE_CHECKING:
    from flask_appbuilder.security.sqla.models import User

    from crm.models.company import Company
    from crm.models.company_merge import CompanyMerge
    from crm.models.source_record import SourceRecord


class MatchDecision(Editable, Base):
    """Two firms, or a register's row and a firm, that may be the same; and what people said.

    It waits until somebody has decided. What is decided is kept, so that nobody is asked again.
    """

    __tablename__ = "match_decision"
    __table_args__ = (
        CheckConstraint("company_id < other_id", name="smaller_id_first"),
        CheckConstraint("(other_id IS NULL) <> (record_id IS NULL)", name="names_two_things"),
        CheckConstraint("(verdict IS NULL) = (decided_at IS NULL)", name="decided_has_its_day"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_in_percent"),
        UniqueConstraint("company_id", "other_id"),
        UniqueConstraint("company_id", "record_id"),
        Index("ix_match_decision_verdict_score", "verdict", "score"),
        Index("ix_match_decision_decided_by_id_decided_at", "decided_by_id", "decided_at"),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    other_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="CASCADE"), index=True
    )
    record_id: Mapped[int | None] = mapped_column(
        ForeignKey("source_record.id", ondelete="CASCADE"), index=True
    )
    score: Mapped[int]
    """How alike they are, of 100."""
    reasons: Mapped[LongText]
    """As JSON, see crm.services.reasons: what speaks for it and what against."""
    verdict: Mapped[MatchVerdict | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))
    merge_id: Mapped[int | None] = mapped_column(
        ForeignKey("company_merge.id", ondelete="SET NULL"), index=True
    )
    """What became of it, where they are the same."""

    company: Mapped[Company] = relationship(foreign_keys="MatchDecision.company_id")
    other: Mapped[Company | None] = relationship(foreign_keys="MatchDecision.other_id")
    record: Mapped[SourceRecord | None] = relationship()
    merge: Mapped[CompanyMerge | None] = relationship()
    decided_by: Mapped[User | None] = relationship(foreign_keys="MatchDecision.decided_by_id")

    def __str__(self) -> str:
        return f"{self.company} / {self.other or self.record}"
