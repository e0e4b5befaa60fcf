"""The password policy as a validator of form fields."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from crm.rules.password import password_problems


def strong_enough(_form: Any, field: Any) -> None:
    for problem in password_problems(field.data or ""):
        raise ValidationError(_(problem.message, **problem.values))
