from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Code


class Chore(Base):
    """What the server does once a day, and the local day on which it did it last."""

    __tablename__ = "chore"

    name: Mapped[Code] = mapped_column(unique=True)
    done_on: Mapped[date]

    def __str__(self) -> str:
        return self.name
