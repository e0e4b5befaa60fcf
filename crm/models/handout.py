from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Editable

if TYPE_CHECKING:
    from crm.models.material import Material
    from crm.models.partner import Partner


class Handout(Editable, Base):
    """So many copies of a material to that counter on that day."""

    __tablename__ = "handout"
    __table_args__ = (
        CheckConstraint("copies > 0", name="copies_at_least_one"),
        Index("ix_handout_material_id_handed_on", "material_id", "handed_on"),
        Index("ix_handout_handed_on", "handed_on"),
        Index("ix_handout_partner_id", "partner_id"),
    )

    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="RESTRICT"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id", ondelete="RESTRICT"))
    """At whose counter it lies."""
    handed_on: Mapped[date]
    copies: Mapped[int]

    material: Mapped[Material] = relationship()
    partner: Mapped[Partner] = relationship()

    def __str__(self) -> str:
        return f"{self.copies} × {self.material} → {self.partner}"
