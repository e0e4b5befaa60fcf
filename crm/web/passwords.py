"""The password policy: long beats complicated (BSI ORP.4, NIST 800-63B)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

SHORTEST = 12
COMMON_PARTS = ("passwor", "kennwort", "geheim", "123456", "qwert", "asdf", "magdeburg", "ansprech")


def weakness(password: str) -> Any | None:
    """A sentence on what is wrong with it, or None."""
    if len(password) < SHORTEST:
        return _(
            "At least %(length)s characters, please. A short sentence is fine.", length=SHORTEST
        )
    if len(set(password)) < 5:
        return _("Too few different characters.")
    if any(part in password.lower() for part in COMMON_PARTS):
        return _("This contains a word that is guessed first. Choose another.")
    return None


def strong_enough(_form: Any, field: Any) -> None:
    problem = weakness(field.data or "")
    if problem:
        raise ValidationError(problem)
