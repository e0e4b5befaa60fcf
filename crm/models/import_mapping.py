from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from crm.enums import Chamber, InteractionKind, RowsAre
from crm.models.base import Base, Editable, LongText, ShortText


class ImportMapping(Editable, Base):
    """Which column of somebody's table is what, so that the next one goes in by itself."""

    __tablename__ = "import_mapping"

    name: Mapped[ShortText] = mapped_column(unique=True)
    """As people call the table, and what a fact from it names as its source."""
    rows_are: Mapped[RowsAre] = mapped_column(default=RowsAre.FIRMS)
    kind: Mapped[InteractionKind | None]
    """Of contacts: of which kind they are where the table does not say."""
    city: Mapped[ShortText]
    chamber: Mapped[Chamber] = mapped_column(default=Chamber.UNKNOWN)
    """Whose members the firms of the table are."""
    is_craft: Mapped[bool] = mapped_column(default=False)
    columns: Mapped[LongText]
    """As JSON: {field: column}, see crm.register.mapping.fields; of contacts
    crm.register.contacts.fields.
    """

    def __str__(self) -> str:
        return self.name
