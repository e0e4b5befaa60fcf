from __future__ import annotations

from hashlib import sha256

from flask_appbuilder.security.sqla.models import User
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.models.partner import Partner, partner_login


class Login(User):
    """FAB's user with a number that every log-out and password change raises.

    It is part of what the cookie says, so that a copied cookie ends with the session.
    """

    __tablename__ = "ab_user"
    __table_args__ = {"extend_existing": True}

    session_version: Mapped[int] = mapped_column(default=0, server_default="0")

    partner: Mapped[Partner | None] = relationship(secondary=partner_login, uselist=False)
    """The office or chamber to which a counter's login belongs."""

    @property
    def partner_id(self) -> int | None:
        return self.partner.id if self.partner else None

    def get_id(self) -> str:
        return f"{self.id}:{self.session_version}"

    @property
    def version(self) -> str:
        """A word that changes with everything an administrator enters. FAB's table counts no
        versions, and every sign-in writes into it.
        """
        names = (self.username, self.first_name, self.last_name, self.email, self.partner_id)
        roles = sorted(role.name for role in self.roles)
        said = repr((*names, self.active, self.password, roles))
        return sha256(said.encode()).hexdigest()[:16]
