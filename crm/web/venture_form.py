"""What is written down of somebody who plans a firm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from crm.clock import today
from crm.models import Booking, Venture
from crm.rules import Problem
from crm.rules.venture import OFFERED, venture_problems
from crm.rules.wz_sections import SECTIONS
from crm.web.chips import Choice, ChoiceField
from crm.web.choices import colleagues
from crm.web.fields import LocalDateField, TrimmedField
from crm.web.forms import CrmForm
from crm.web.numbers import read_number

SHORT = Length(max=200)
PERSON = ("first_name", "last_name", "phone", "email")
PLAIN = ("planned_name", "wz_section", "planned_on", "notes", "dropped_on")


class VentureForm(CrmForm):
    first_name = TrimmedField(_("First name"), [SHORT])
    last_name = TrimmedField(_("Last name"), [SHORT])
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email"})
    planned_name = TrimmedField(_("What the firm is to be called"), [SHORT])
    wz_section = SelectField(_("Sector"), [Optional()], validate_choice=True)
    planned_on = LocalDateField(_("To be founded on"), [Optional()])
    owner = ChoiceField(_("Who looks after them"), blank=_("nobody yet"))
    notes = TextAreaField(
        _("Notes"), filters=[lambda text: (text or "").strip() or None], render_kw={"rows": 4}
    )
    dropped_on = LocalDateField(_("Given up on"), [Optional()])
    booking = HiddenField()
    """Of which slot a new one comes."""

    def __init__(self, *args: Any, stored: Venture | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(code, gettext(SECTIONS[code])) for code in OFFERED]
        self.wz_section.choices = [("", "–"), *sections]
        self.owner.offer(colleagues())
        if stored is not None:
            for name in PERSON:
                del self[name]
            if stored.company_id is not None:
                del self.dropped_on
        else:
            del self.dropped_on

    @property
    def booking_id(self) -> int | None:
        return read_number(self.booking.data or "")

    def values(self) -> dict[str, Any]:
        names = [name for name in (*PERSON, *PLAIN) if name in self]
        return {
            **{name: self[name].data or None for name in names},
            "owner_id": self.owner.only_id,
            "client_key": self.client_key.data,
            "today": today(),
        }

    def problems(self) -> Iterator[Problem]:
        yield from venture_problems(self.values())


def stored_venture(venture: Venture) -> dict[str, Any]:
    """The form's fields as they are on file."""
    owner = Choice(venture.owner.id, venture.owner.name) if venture.owner else None
    return {**{name: getattr(venture, name) for name in PLAIN}, "owner": owner}


def of_booking(booking: Booking, owner: Choice | None) -> dict[str, Any]:
    """What a booking says already."""
    first, _blank, last = booking.name.rpartition(" ")
    return {
        "first_name": first,
        "last_name": last,
        "phone": booking.phone,
        "email": booking.email,
        "notes": booking.wish,
        "owner": owner,
        "booking": str(booking.id),
    }
