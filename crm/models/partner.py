from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import PartnerKind
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.partner_contact import PartnerContact

partner_login = Table(
    "partner_login",
    Base.metadata,
    Column("user_id", ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True),
    Column("partner_id", ForeignKey("partner.id", ondelete="RESTRICT"), index=True, nullable=False),
)
"""At whose counter a login sits. No column of the login, since partners know who entered them."""


class Partner(Editable, Base):
    """An office, a chamber or another that refers firms to the office, or forwards inquiries."""

    __tablename__ = "partner"

    name: Mapped[ShortText] = mapped_column(unique=True)
    kind: Mapped[PartnerKind]
    phone: Mapped[ShortText | None]
    email: Mapped[ShortText | None]
    address: Mapped[ShortText | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    """Whether it is offered for new inquiries."""

    contacts: Mapped[list[PartnerContact]] = relationship(
        back_populates="partner", order_by="PartnerContact.name"
    )

    def __str__(self) -> str:
        return self.name
