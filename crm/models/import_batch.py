from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import ImportStatus, RowsAre
from crm.models.base import Base, Code, LongText, ShortText, Tracked

if TYPE_CHECKING:
    from crm.models.source_record import SourceRecord


class ImportBatch(Tracked, Base):
    """One file taken in once, with what became of its rows."""

    __tablename__ = "import_batch"
    __table_args__ = (Index("ix_import_batch_source_sha256", "source", "sha256"),)

    source: Mapped[Code]
    file_name: Mapped[ShortText]
    sha256: Mapped[str]
    rows_are: Mapped[RowsAre] = mapped_column(default=RowsAre.FIRMS)
    as_of: Mapped[date]
    """The day from which what the file says holds; of contacts the day of the first that came."""
    is_gone_list: Mapped[bool] = mapped_column(default=False)
    is_full_list: Mapped[bool] = mapped_column(default=False)
    """Whether it names every firm there is, so that those it lacks have left."""
    is_replay: Mapped[bool] = mapped_column(default=False)
    """No file: the source's kept rows were read again, see crm.register.replay."""
    names_beginners: Mapped[bool] = mapped_column(default=True)
    """Whether who is named for the first time has just begun, as in a register's list of those
    added; else only a day of founding says so.
    """
    layout: Mapped[LongText | None]
    """As JSON: how the file was written, so that its refused rows can be given back so."""
    new_districts: Mapped[LongText | None]
    """Those that it brought, one a line."""
    notes: Mapped[LongText | None]
    """How the file was read, where that is worth a sentence; by crm.register.reasons."""
    status: Mapped[ImportStatus] = mapped_column(default=ImportStatus.RUNNING)
    message: Mapped[LongText | None]
    """Why it failed, as a message id."""
    finished_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id", ondelete="SET NULL"))
    read: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    ended: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    linked: Mapped[int] = mapped_column(default=0)
    """Firms that the source named for the first time and that were recognised as ones on file."""
    asked: Mapped[int] = mapped_column(default=0)
    """Pairs of firms of which people were asked whether they are one."""

    records: Mapped[list[SourceRecord]] = relationship(back_populates="batch")

    def __str__(self) -> str:
        return self.file_name
