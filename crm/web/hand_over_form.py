"""A colleague leaves: until when, and who takes over what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Optional

from crm.clock import today
from crm.enums import HandedOver
from crm.rules import Problem
from crm.rules.hand_over import hand_over_problems
from crm.web.chips import ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import LocalDateField
from crm.web.forms import CrmForm


class HandOverForm(CrmForm):
    last_day = LocalDateField(_("Last day of responsibility"), [Optional()])
    inquiry = ChoiceField(HandedOver.INQUIRY.label)
    follow_up = ChoiceField(HandedOver.FOLLOW_UP.label)
    appointment = ChoiceField(HandedOver.APPOINTMENT.label)
    red_flag = ChoiceField(HandedOver.RED_FLAG.label)
    responsibility = ChoiceField(HandedOver.RESPONSIBILITY.label)
    notes = TextAreaField(_("Notes"), filters=[lambda text: (text or "").strip() or None])

    def __init__(self, giver_id: int, needed: set[HandedOver], *args: Any, **kwargs: Any) -> None:
        """``needed`` are the kinds of which something is open."""
        super().__init__(*args, **kwargs)
        self.needed = needed
        others = [each for each in colleagues() if each.id != giver_id]
        for kind in HandedOver:
            field = self._fields[kind.value]
            field.label.text = _(kind.label)
            field.blank = _("Please choose")
            field.offer(others)

    @property
    def takers(self) -> dict[HandedOver, int]:
        found = {kind: self._fields[kind.value].only_id for kind in self.needed}
        return {kind: pk for kind, pk in found.items() if pk}

    def problems(self) -> Iterator[Problem]:
        said = {"last_day": self.last_day.data, "needed": self.needed, "takers": self.takers}
        yield from hand_over_problems({**said, "today": today()})
