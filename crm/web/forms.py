"""Forms that never lose what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext
from wtforms import Field, HiddenField

from crm.clock import today
from crm.models.base import new_client_key
from crm.rules import Problem, Values

Rules = Callable[[Values], Iterable[Problem]]


def no_rules(_values: Values) -> Iterable[Problem]:
    return ()


class CrmForm(DynamicForm):
    """Carries the key that makes a second submit harmless and the version that was shown.

    ``rules`` are the ones that imports and the API use; what they find stands at its field.
    """

    client_key = HiddenField(default=new_client_key, filters=[lambda key: (key or "")[:36]])
    version = HiddenField()
    form_errors: list[Any]
    rules: Rules = staticmethod(no_rules)

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        wrong = {name for name, field in self._fields.items() if field.errors}
        found = [p for p in self.problems() if p.field not in wrong]
        for problem in found:
            field = self.named(problem.field)
            errors = self.form_errors if field is None else field.errors
            message = gettext(problem.message, **problem.values)
            if field is None:
                self.form_errors = [*errors, message]
            else:
                field.errors = [*errors, message]
        return bool(sound) and not found

    def problems(self) -> Iterable[Problem]:
        """What the rules find; a form whose fields are not the rules' values says how they are."""
        return type(self).rules({"today": today(), **self.data})

    def named(self, name: str) -> Field | None:
        """The field that a problem is about."""
        return self._fields.get(name)

    def populate_obj(self, obj: Any) -> None:
        """``version`` is checked by crm.web.saving and counted by the database."""
        for name, field in self._fields.items():
            if name not in ("version", "csrf_token") and hasattr(type(obj), name):
                if name == "client_key" and obj.id is not None:
                    continue
                field.populate_obj(obj, name)
