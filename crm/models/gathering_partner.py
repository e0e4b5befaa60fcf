from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.enums import HostRole
from crm.models.base import Base

if TYPE_CHECKING:
    from crm.models.partner import Partner


class GatheringPartner(Base):
    """A partner who holds a gathering, or holds it with the office."""

    __tablename__ = "gathering_partner"
    __table_args__ = (
        Index(
            "uq_gathering_partner_interaction_id_partner_id",
            "interaction_id",
            "partner_id",
            unique=True,
        ),
    )

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"))
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner.id", ondelete="RESTRICT"), index=True
    )
    role: Mapped[HostRole]

    partner: Mapped[Partner] = relationship()

    def __str__(self) -> str:
        return str(self.partner)
