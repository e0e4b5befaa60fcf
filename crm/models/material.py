from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Editable, LongText, ShortText


class Material(Editable, Base):
    """A brochure in one edition and language; its stock is what was printed and not handed out."""

    __tablename__ = "material"
    __table_args__ = (
        UniqueConstraint("title", "edition", "language"),
        CheckConstraint("title <> ''", name="title_not_empty"),
        CheckConstraint("printed >= 0", name="printed_not_negative"),
    )

    title: Mapped[ShortText]
    edition: Mapped[ShortText]
    language: Mapped[ShortText]
    printed: Mapped[int]
    """Copies, all printings of the edition together."""
    notes: Mapped[LongText | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    """Whether it is handed out, and offered where people say which brochure they hold."""

    def __str__(self) -> str:
        return f"{self.title}, {self.edition}"
