from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crm.models.base import Base, Tracked


class AdvisorPhoto(Tracked, Base):
    """A portrait as services.portrait makes it: JPEG, square, without what the camera knew.

    A table of its own, so that nobody who reads names reads pictures.
    """

    __tablename__ = "advisor_photo"

    advisor_id: Mapped[int] = mapped_column(
        ForeignKey("advisor.id", ondelete="CASCADE"), unique=True
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)
