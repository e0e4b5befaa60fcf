from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from crm.enums import Chamber
from crm.models.base import Base, Editable, LongText, ShortText


class ImportMapping(Editable, Base):
    """Which column of somebody's table of firms is what, so that the next one goes in by itself."""

    __tablename__ = "import_mapping"

    name: Mapped[ShortText] = mapped_column(unique=True)
    """As people call the table, and what a fact from it names as its source."""
    city: Mapped[ShortText]
    chamber: Mapped[Chamber] = mapped_column(default=Chamber.UNKNOWN)
    """Whose members the firms of the table are."""
    is_craft: Mapped[bool] = mapped_column(default=False)
    columns: Mapped[LongText]
    """As JSON: {field: column}, see crm.register.mapping.fields."""

    def __str__(self) -> str:
        return self.name
