from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from crm.enums import RedFlagKind
from crm.models.base import Base, Code, Editable, LongText, ShortText


class Topic(Editable, Base):
    """What a contact was about; a list the office extends by itself."""

    __tablename__ = "topic"

    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText]
    name_en: Mapped[ShortText]
    position: Mapped[int] = mapped_column(default=100)
    keywords: Mapped[LongText | None]
    """Other words by which people ask for it, in any language."""
    suggests: Mapped[RedFlagKind | None]
    """What trouble it may stand for when a firm comes to it again and again."""

    def __str__(self) -> str:
        return self.name
