from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, LongText, ShortText, utc_now


class Draft(Base):
    """A form that somebody began and has not saved: theirs alone, until saved or thrown away."""

    __tablename__ = "draft"
    __table_args__ = (Index("uq_draft_user_id_client_key", "user_id", "client_key", unique=True),)

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"))
    client_key: Mapped[ShortText]
    address: Mapped[ShortText]
    """The form's path and query, to go on writing."""
    title: Mapped[ShortText]
    values: Mapped[LongText]
    """The form's fields as JSON: {name: [value, ...]}."""
    changed_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)

    def __str__(self) -> str:
        return self.title
