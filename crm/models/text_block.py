from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Editable, LongText, ShortText


class TextBlock(Editable, Base):
    """A passage of council papers that cites figures by name; a list the office extends."""

    __tablename__ = "text_block"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_not_empty"),
        CheckConstraint("text <> ''", name="text_not_empty"),
    )

    title: Mapped[ShortText] = mapped_column(unique=True)
    text: Mapped[LongText]
    position: Mapped[int] = mapped_column(default=100)

    def __str__(self) -> str:
        return self.title
