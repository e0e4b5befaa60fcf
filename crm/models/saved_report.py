from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Editable, LongText, ShortText, Tracked

if TYPE_CHECKING:
    from crm.models.login import Login


class SavedReport(Editable, Base):
    """What somebody asks for often, under the name that they gave it."""

    __tablename__ = "saved_report"
    __table_args__ = (
        UniqueConstraint("owner_id", "name"),
        CheckConstraint("trim(name) <> ''", name="name_not_empty"),
    )

    owner_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"))
    name: Mapped[ShortText]
    choice: Mapped[LongText]
    """As JSON, see reports.builder.wanted: measure, dimensions, filters, period."""
    is_shared: Mapped[bool] = mapped_column(default=False)
    """Whether the owner's team reads it, too."""

    owner: Mapped[Login] = relationship(foreign_keys=owner_id)
    readers: Mapped[list[ReportReader]] = relationship(
        cascade="all, delete-orphan", back_populates="report"
    )

    def __str__(self) -> str:
        return self.name


class ReportReader(Tracked, Base):
    """Somebody's wish to have it by mail on the first of each month."""

    __tablename__ = "report_reader"
    __table_args__ = (UniqueConstraint("report_id", "user_id"),)

    report_id: Mapped[int] = mapped_column(ForeignKey("saved_report.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), index=True)
    language: Mapped[Code]
    sent_for: Mapped[Code]
    """The month in which it was sent last, or for which it was too late, such as 2026-12."""

    report: Mapped[SavedReport] = relationship(back_populates="readers")
    user: Mapped[Login] = relationship(foreign_keys=user_id)

    def __str__(self) -> str:
        return f"{self.user}: {self.report}"
