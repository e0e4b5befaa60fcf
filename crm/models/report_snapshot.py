from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, LongText, ShortText, utc_now

if TYPE_CHECKING:
    from flask_appbuilder.security.sqla.models import User


class ReportSnapshot(Base):
    """A report that was released: the file, its figures, and the rows they were counted from."""

    __tablename__ = "report_snapshot"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),)

    mark: Mapped[Code] = mapped_column(unique=True)
    """By which the file names it, in its properties and on its cover."""
    report: Mapped[Code]
    title: Mapped[ShortText]
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date]
    as_of: Mapped[date]
    """The day on which it was made: figures of a period that is not over are as of then."""
    language: Mapped[Code]
    author: Mapped[ShortText]
    software: Mapped[Code]
    """Its version."""
    figures: Mapped[LongText] = mapped_column(deferred=True)
    """As JSON, see reports.writers.tables_json: all numbers as they are printed."""
    hidden: Mapped[LongText] = mapped_column(deferred=True)
    """Which are withheld, one a line, by the names of reports.protect.number."""
    numbers: Mapped[int]
    withheld: Mapped[int]
    counts: Mapped[int]
    """Of the numbers, those that count; the audit of the finished file says how many of them are
    ``confidential`` and how many withheld ``besides``, and how far apart the possible values of a
    withheld one are at least.
    """
    confidential: Mapped[int]
    besides: Mapped[int]
    narrowest: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(index=True)
    """Of the file."""
    file: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    released_at: Mapped[datetime] = mapped_column(default=utc_now)
    released_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", ondelete="SET NULL")
    )

    released_by: Mapped[User | None] = relationship(foreign_keys="ReportSnapshot.released_by_id")
    tables: Mapped[list[SnapshotTable]] = relationship(
        cascade="all, delete-orphan", back_populates="snapshot"
    )

    def __str__(self) -> str:
        return f"{self.title}, {self.first_day} – {self.last_day}"


class SnapshotTable(Base):
    """The rows of one table that the report was counted from, as Parquet."""

    __tablename__ = "snapshot_table"
    __table_args__ = (UniqueConstraint("snapshot_id", "name"),)

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("report_snapshot.id", ondelete="CASCADE"))
    name: Mapped[Code]
    rows: Mapped[bytes] = mapped_column(LargeBinary)

    snapshot: Mapped[ReportSnapshot] = relationship(back_populates="tables")

    def __str__(self) -> str:
        return self.name
