"""Thanks for those who came, and a follow-up for each of their firms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Optional

from crm.clock import today
from crm.enums import N_
from crm.rules import Problem
from crm.rules.follow_up import follow_up_problems
from crm.rules.gathering_plan import LONGEST
from crm.web.chips import ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import LocalDateField, TrimmedField
from crm.web.forms import CrmForm


class ThanksForm(CrmForm):
    text = TextAreaField(
        _("Text"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 4},
    )

    def problems(self) -> Iterator[Problem]:
        if not self.text.data:
            yield Problem("text", N_("What are the firms to read?"))
        elif len(self.text.data) > LONGEST:
            yield Problem("text", N_("At most %(length)s characters."), {"length": LONGEST})


class PromiseForm(CrmForm):
    promise = TrimmedField(_("What is to be done"), render_kw={"maxlength": 200})
    due_on = LocalDateField(_("until"), [Optional()])
    owner = ChoiceField(_("Who takes care of it"), blank=_("Please choose"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.offer(colleagues())

    def values(self) -> dict[str, Any]:
        return {
            "promise": self.promise.data,
            "due_on": self.due_on.data,
            "owner_id": self.owner.only_id,
        }

    def problems(self) -> Iterator[Problem]:
        for problem in follow_up_problems({**self.values(), "today": today()}):
            name = "owner" if problem.field == "owner_id" else problem.field
            yield Problem(name, problem.message, problem.values)
