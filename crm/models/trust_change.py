from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, LongText, Tracked

if TYPE_CHECKING:
    from flask_appbuilder.security.sqla.models import User


class TrustChange(Tracked, Base):
    """Who changed which sources are believed before which others, and what came of it."""

    __tablename__ = "trust_change"

    before: Mapped[LongText]
    """As crm.rules.trust writes it."""
    after: Mapped[LongText]
    firms: Mapped[int] = mapped_column(default=0)
    """How many firms have another size or sector since, today or earlier."""

    created_by: Mapped[User | None] = relationship(
        primaryjoin="TrustChange.created_by_id == User.id", viewonly=True
    )

    def __str__(self) -> str:
        return self.after
