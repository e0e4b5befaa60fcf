from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import MailStatus
from crm.models.base import Base, Code, LongText, ShortText, Tracked

if TYPE_CHECKING:
    from crm.models.mail_file import MailFile


class Mail(Tracked, Base):
    """A letter that is written with what it is about, in one transaction, and sent afterwards."""

    __tablename__ = "mail"
    __table_args__ = (
        CheckConstraint("(sent_at IS NULL) = (status <> 'sent')", name="sent_has_an_instant"),
        Index("ix_mail_status_next_try_at", "status", "next_try_at"),
    )

    key: Mapped[ShortText] = mapped_column(unique=True)
    """What it is for; the same is written once."""
    to_address: Mapped[ShortText]
    language: Mapped[Code]
    subject: Mapped[ShortText]
    text: Mapped[LongText]
    calendar: Mapped[LongText | None]
    """An appointment as iCalendar text, sent along as a file."""
    useful_until: Mapped[date | None]
    """The last day on which it still says something, if there is one."""
    status: Mapped[MailStatus] = mapped_column(default=MailStatus.WAITING)
    next_try_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[LongText | None]
    sent_at: Mapped[datetime | None]

    files: Mapped[list[MailFile]] = relationship(
        cascade="all, delete-orphan", back_populates="mail"
    )

    def __str__(self) -> str:
        return f"{self.to_address}: {self.subject}"
