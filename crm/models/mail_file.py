from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.base import Base, ShortText

if TYPE_CHECKING:
    from crm.models.mail import Mail


class MailFile(Base):
    """What goes along with a letter; it is not kept once the letter has gone out."""

    __tablename__ = "mail_file"

    mail_id: Mapped[int] = mapped_column(ForeignKey("mail.id", ondelete="CASCADE"), index=True)
    name: Mapped[ShortText]
    media_type: Mapped[ShortText]
    content: Mapped[bytes] = mapped_column(LargeBinary)

    mail: Mapped[Mail] = relationship(back_populates="files")

    def __str__(self) -> str:
        return self.name
