"""A word by one side on a quarter's inquiries; the office also says when both sat together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Optional

from crm.clock import today
from crm.enums import N_, Side
from crm.rules import Problem
from crm.rules.quarter import Quarter
from crm.web.fields import LocalDateField
from crm.web.forms import CrmForm


class EvaluationForm(CrmForm):
    words = TextAreaField(
        _("What we say"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 4},
    )
    held_on = LocalDateField(_("Both sat together on"), [Optional()])

    def __init__(self, quarter: Quarter, side: Side, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarter = quarter
        if side is Side.PARTNER:
            del self.held_on

    def values(self) -> dict[str, Any]:
        names = [name for name in ("words", "held_on") if name in self._fields]
        return {name: self._fields[name].data for name in names}

    def problems(self) -> Iterator[Problem]:
        day = self.values().get("held_on")
        if day and not self.quarter.first <= day <= today():
            yield Problem("held_on", N_("This lies before the quarter, or in the future."))
