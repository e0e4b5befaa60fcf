from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import EndReason
from crm.models.base import Base, Editable, LongText, utc_now

if TYPE_CHECKING:
    from flask_appbuilder.security.sqla.models import User

    from crm.models.company import Company

OPEN = text("undone_at IS NULL")


class CompanyMerge(Editable, Base):
    """Who merged which firm into which, and who took them apart again.

    It holds what the firm's own end was before, so that nothing has to be guessed on the way back.
    """

    __tablename__ = "company_merge"
    __table_args__ = (
        CheckConstraint("company_id <> into_id", name="not_merged_into_itself"),
        Index(
            "uq_company_merge_one_open",
            "company_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    company_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    into_id: Mapped[int] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"), index=True)
    merged_at: Mapped[datetime] = mapped_column(default=utc_now)
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))
    reasons: Mapped[LongText | None]
    """As JSON, see crm.services.reasons: why they were taken for the same firm."""
    ended_on_before: Mapped[date | None]
    end_reason_before: Mapped[EndReason | None]
    undone_at: Mapped[datetime | None]
    left_over: Mapped[LongText | None]
    """As JSON, see crm.services.reasons: what could not be put back."""
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))

    company: Mapped[Company] = relationship(foreign_keys="CompanyMerge.company_id")
    into: Mapped[Company] = relationship(foreign_keys="CompanyMerge.into_id")
    merged_by: Mapped[User | None] = relationship(foreign_keys="CompanyMerge.merged_by_id")
    undone_by: Mapped[User | None] = relationship(foreign_keys="CompanyMerge.undone_by_id")

    def __str__(self) -> str:
        return str(self.company)
