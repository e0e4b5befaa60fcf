from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, ShortText, Tracked


class GatheringDocument(Tracked, Base):
    """A programme, an offer, a list of tables: whatever a gathering needs on paper."""

    __tablename__ = "gathering_document"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_not_empty"),
        CheckConstraint("size > 0", name="not_empty"),
    )

    interaction_id: Mapped[int] = mapped_column(
        ForeignKey("interaction.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[ShortText]
    media_type: Mapped[ShortText]
    size: Mapped[int]
    """Bytes."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    def __str__(self) -> str:
        return self.name
