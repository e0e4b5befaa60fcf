from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.partner import Partner


class PartnerContact(Editable, Base):
    """Whom one speaks to at a partner. No Person: nobody there is of a firm or a founder."""

    __tablename__ = "partner_contact"
    __table_args__ = (CheckConstraint("name <> ''", name="name_not_empty"),)

    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[ShortText]
    function: Mapped[ShortText | None]
    phone: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    """Whether one still speaks to them there."""

    partner: Mapped[Partner] = relationship(back_populates="contacts")

    def __str__(self) -> str:
        return self.name
