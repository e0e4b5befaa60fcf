from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, LongText, utc_now


class JobResult(Base):
    """That a job is done, written down in the transaction in which it did its work."""

    __tablename__ = "job_result"

    key: Mapped[str] = mapped_column(String(32), unique=True)
    result: Mapped[LongText]
    """JSON."""
    finished_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)

    def __str__(self) -> str:
        return self.key
