"""A colleague leaves: until when, and who takes over what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Optional

from crm.clock import today
from crm.enums import N_, HandedOver
from crm.rules import Problem
from crm.rules.hand_over import hand_over_problems
from crm.services.hand_over import One, Thing, Things
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

    def __init__(self, giver_id: int, things: Things, *args: Any, **kwargs: Any) -> None:
        """``things`` are what is open; single ones may go to somebody else than the rest."""
        super().__init__(*args, **kwargs)
        self.things = {kind: some for kind, some in things.items() if some}
        others = [each for each in colleagues() if each.id != giver_id]
        self.by_name = {each.name: each.id for each in others}
        for kind in HandedOver:
            field = self._fields[kind.value]
            field.label.text = _(kind.label)
            field.blank = _("Please choose")
            field.offer(others)

    @property
    def takers(self) -> dict[HandedOver, int]:
        found = {kind: self._fields[kind.value].only_id for kind in self.things}
        return {kind: pk for kind, pk in found.items() if pk}

    @property
    def singly(self) -> dict[One, int]:
        """Whose name was written beside a single thing."""
        names = {one: self.by_name.get(name) for one, name in self._named()}
        return {one: pk for one, pk in names.items() if pk}

    def first_of(self, kind: HandedOver, at_most: int) -> list[Thing]:
        """And those beside which somebody has written a name, wherever they stand."""
        some = self.things[kind]
        return some[:at_most] + [thing for thing in some[at_most:] if self.typed(kind, thing)]

    def typed(self, kind: HandedOver, thing: Thing) -> str:
        return request.form.get(f"{kind.value}-{thing.row.id}", "").strip()

    def has_singles(self, kind: HandedOver) -> bool:
        return any(one is kind for (one, _pk), _name in self._named())

    def _named(self) -> Iterator[tuple[One, str]]:
        for kind, some in self.things.items():
            for thing in some:
                if name := self.typed(kind, thing):
                    yield (kind, thing.row.id), name

    def problems(self) -> Iterator[Problem]:
        said = {"last_day": self.last_day.data, "needed": self._needed(), "takers": self.takers}
        yield from hand_over_problems({**said, "today": today()})
        yield from self._unknown_names()

    def _needed(self) -> Iterator[HandedOver]:
        """Kinds of which something is left that no single name stands beside."""
        for kind, some in self.things.items():
            alone = {pk for one, pk in self.singly if one is kind}
            if any(thing.row.id not in alone for thing in some):
                yield kind

    def _unknown_names(self) -> Iterator[Problem]:
        said = N_("“%(name)s” is no colleague who could take it over.")
        for (kind, _pk), name in self._named():
            if name not in self.by_name:
                yield Problem(kind.value, said, {"name": name[:80]})
