"""A series: what comes how often, where, and who leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectChoice, SelectField
from wtforms.validators import Length, Optional

from crm.enums import InteractionKind
from crm.models import GatheringSeries
from crm.rules import Problem
from crm.rules.series import Rhythm, series_problems
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import EnumField, LocalDateField, LocalTimeField, TrimmedField
from crm.web.forms import CrmForm
from crm.web.gathering_form import KINDS, NUMERIC

LONGEST = Length(max=200)
PLAIN = ("title", "kind", "first_on", "starts_at", "duration_minutes", "place", "capacity",
         "is_active")  # fmt: skip
PLACES = [("1", _("every first")), ("2", _("every second")), ("3", _("every third")),
          ("4", _("every fourth")), ("-1", _("every last")), ("", _("every (weekly)"))]  # fmt: skip
WEEKDAYS = [("MO", _("Monday")), ("TU", _("Tuesday")), ("WE", _("Wednesday")),
            ("TH", _("Thursday")), ("FR", _("Friday")), ("SA", _("Saturday")),
            ("SU", _("Sunday"))]  # fmt: skip
NAMES = {"lead_id": "lead", "rule": "weekday"}


def _choices(pairs: list[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in pairs]


class SeriesForm(CrmForm):
    title = TrimmedField(_("Title"), [LONGEST])
    kind = EnumField(_("Kind"), enum=InteractionKind, only=KINDS)
    place_in_month = SelectField(_("How often"), choices=_choices(PLACES), default="1")
    weekday = SelectField(_("Weekday"), choices=_choices(WEEKDAYS), default="TU")
    interval = IntegerField(
        _("Only each so manyth month or week"), [Optional()], default=1, render_kw=NUMERIC
    )
    first_on = LocalDateField(_("From"), [Optional()])
    starts_at = LocalTimeField(_("Begins at"), [Optional()])
    duration_minutes = IntegerField(_("Minutes"), [Optional()], render_kw=NUMERIC)
    place = TrimmedField(_("Place"), [LONGEST])
    capacity = IntegerField(_("Seats"), [Optional()], render_kw=NUMERIC)
    lead = ChoiceField(_("Who leads"), blank=_("Please choose"))
    is_active = BooleanField(_("More of it are made"), default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lead.offer(colleagues())

    def values(self) -> dict[str, Any]:
        place = self.place_in_month.data
        rhythm = Rhythm(
            self.weekday.data or "", int(place) if place else None, _interval(self.interval.data)
        )
        return {
            **{name: self._fields[name].data for name in PLAIN},
            "rule": rhythm.rule,
            "lead_id": self.lead.only_id,
        }

    def problems(self) -> Iterator[Problem]:
        for problem in series_problems(self.values()):
            name = NAMES.get(problem.field, problem.field)
            yield Problem(name, problem.message, problem.values)


def _interval(number: int | None) -> int:
    """Beyond two digits no rule is of our shape any more; the rules say so."""
    return min(max(number if number is not None else 1, 0), 99)


def stored_series(series: GatheringSeries) -> dict[str, Any]:
    rhythm = Rhythm.of(series.rule)
    return {
        **{name: getattr(series, name) for name in PLAIN},
        "place_in_month": str(rhythm.place or "") if rhythm else "1",
        "weekday": rhythm.weekday if rhythm else "TU",
        "interval": rhythm.interval if rhythm else 1,
        "lead": Choice(series.lead_id, str(series.lead)),
    }


def how_often(rule: str) -> str:
    """In words: every first Tuesday."""
    rhythm = Rhythm.of(rule)
    if rhythm is None:
        return rule
    place = dict(PLACES)[str(rhythm.place or "")] if rhythm.place else gettext("every")
    words = f"{place} {dict(WEEKDAYS)[rhythm.weekday]}"
    if rhythm.interval == 1:
        return words
    if rhythm.place:
        return gettext("%(words)s, each %(number)sth month", words=words, number=rhythm.interval)
    return gettext("%(words)s, each %(number)sth week", words=words, number=rhythm.interval)
