from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import FairRole
from crm.models.base import Base, Editable, ShortText

if TYPE_CHECKING:
    from crm.models.interaction import Interaction
    from crm.models.partner import Partner


class FairStand(Editable, Base):
    """As what the office is at a fair, where its stand is, and who organises the fair."""

    __tablename__ = "fair_stand"

    interaction_id: Mapped[int] = mapped_column(
        ForeignKey("interaction.id", ondelete="CASCADE"), unique=True
    )
    role: Mapped[FairRole] = mapped_column(default=FairRole.EXHIBITOR)
    stand: Mapped[ShortText | None]
    """Hall and number: ``Halle 2, Stand 17``."""
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("partner.id", ondelete="RESTRICT"), index=True
    )

    interaction: Mapped[Interaction] = relationship()
    partner: Mapped[Partner | None] = relationship()

    def __str__(self) -> str:
        return self.stand or self.role.label
