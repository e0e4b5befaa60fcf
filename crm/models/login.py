from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy.orm import Mapped, mapped_column


class Login(User):
    """FAB's user with a number that every log-out and password change raises.

    It is part of what the cookie says, so that a copied cookie ends with the session.
    """

    __tablename__ = "ab_user"
    __table_args__ = {"extend_existing": True}

    session_version: Mapped[int] = mapped_column(default=0, server_default="0")

    def get_id(self) -> str:
        return f"{self.id}:{self.session_version}"
