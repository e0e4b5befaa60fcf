from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Code


class SearchWord(Base):
    """Every word that occurs in a company's search text, so that a typo finds its word."""

    __tablename__ = "search_word"

    word: Mapped[Code] = mapped_column(unique=True)

    def __str__(self) -> str:
        return self.word
