from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, Code, Tracked

if TYPE_CHECKING:
    from crm.models.material import Material
    from crm.models.partner import Partner


class MaterialCode(Tracked, Base):
    """What is printed on a brochure of one counter, so that whoever writes names both by it."""

    __tablename__ = "material_code"
    __table_args__ = (UniqueConstraint("material_id", "partner_id"),)

    code: Mapped[Code] = mapped_column(unique=True)
    """Capitals, digits and hyphens; once printed it never changes."""
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id", ondelete="CASCADE"))
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("partner.id", ondelete="RESTRICT"), index=True
    )

    material: Mapped[Material] = relationship()
    partner: Mapped[Partner] = relationship()

    def __str__(self) -> str:
        return self.code
