"""The forms of a consulting day: its grid of slots, a booking, what was said in the talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.models import CompanyOverview
from crm.rules import Problem
from crm.rules.follow_up import promise_problems
from crm.rules.slots import (
    LINE,
    LONGEST_WISH,
    Span,
    booking_problems,
    cut,
    grid_problems,
    read_breaks,
)
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import teams
from crm.web.fields import LocalDateField, LocalTimeField, RemoteSelectField, TrimmedField
from crm.web.forms import CrmForm

SHORT = Length(max=LINE)
MORNING, EVENING, USUAL = time(9), time(16), 30


def _lines(text: str | None) -> str | None:
    return (text or "").replace("\r\n", "\n").strip() or None


class GridForm(CrmForm):
    begins = LocalTimeField(_("First slot begins"), [Optional()], default=MORNING)
    ends = LocalTimeField(_("Last slot ends"), [Optional()], default=EVENING)
    minutes = IntegerField(
        _("Minutes each"), [Optional()], default=USUAL, render_kw={"inputmode": "numeric"}
    )
    breaks = TrimmedField(
        _("Breaks"),
        [SHORT],
        default="12:00-13:00",
        description=_("For instance 12:00-13:00, 14:30-14:45."),
    )
    teams = ChoiceField(_("Teams side by side"), multiple=True)
    is_public = BooleanField(_("Anybody may book them through the public page"), default=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams.offer(teams())

    def values(self) -> dict[str, Any]:
        return {
            "begins": self.begins.data,
            "ends": self.ends.data,
            "minutes": self.minutes.data,
            "breaks": self.breaks.data,
            "team_ids": self.teams.ids,
            "is_public": self.is_public.data,
        }

    def problems(self) -> Iterator[Problem]:
        yield from grid_problems(self.values())

    def spans(self) -> list[Span]:
        """Of a form that was found right."""
        given = self.values()
        breaks = read_breaks(given["breaks"] or "")
        return cut(given["begins"], given["ends"], given["minutes"], breaks)


class BookingForm(CrmForm):
    """By telephone: whoever is on the line spells a name and a number."""

    slot = ChoiceField(_("Time"))
    name = TrimmedField(_("Who comes"), [SHORT])
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    company = RemoteSelectField(
        _("Firm, if there is one"), model=CompanyOverview, endpoint="SearchView.suggest"
    )
    email = TrimmedField(
        _("E-mail"), [SHORT], render_kw={"type": "email"},
        description=_("Then a confirmation goes there, with a link to call off."),
    )  # fmt: skip
    wish = TextAreaField(
        _("What it is about"), filters=[_lines], render_kw={"rows": 2, "maxlength": LONGEST_WISH}
    )

    def offer(self, rows: Iterable[Any]) -> None:
        self.slot.offer([Choice(row.id, f"{row.starts_at:%H:%M} {row.team}") for row in rows])

    def values(self) -> dict[str, Any]:
        return {
            "slot_id": self.slot.only_id,
            "name": self.name.data,
            "phone": self.phone.data,
            "email": self.email.data,
            "wish": self.wish.data,
            "company_id": self.company.data.id if self.company.data else None,
            "client_key": self.client_key.data,
        }

    def problems(self) -> Iterator[Problem]:
        yield from booking_problems(self.values())


class TalkForm(CrmForm):
    notes = TextAreaField(_("What was said"), filters=[_lines], render_kw={"rows": 4})
    promise = TrimmedField(_("What we promised"), [SHORT])
    due_on = LocalDateField(_("Until"), [Optional()])

    def values(self) -> dict[str, Any]:
        return {
            "notes": self.notes.data,
            "promise": self.promise.data,
            "due_on": self.due_on.data,
        }

    def problems(self) -> Iterator[Problem]:
        given = {"promise": self.promise.data, "due_on": self.due_on.data, "today": today()}
        yield from promise_problems(given)
