"""What somebody who books a slot through the public page gives: a name and a number are enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length

from crm.enums import BookedBy
from crm.rules import Problem
from crm.rules.slots import LINE, LONGEST_WISH, booking_problems
from crm.web.chips import Choice, ChoiceField
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm
from crm.web.languages import current_language

SHORT = Length(max=LINE)


class PublicBookingForm(CrmForm):
    slot = ChoiceField(_("Time"))
    name = TrimmedField(_("Your name"), [SHORT], render_kw={"autocomplete": "name"})
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel", "autocomplete": "tel"})
    email = TrimmedField(
        _("E-mail, if you want a confirmation"),
        [SHORT],
        render_kw={"type": "email", "autocomplete": "email"},
    )
    wish = TextAreaField(
        _("What it is about, if you like"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 2, "maxlength": LONGEST_WISH},
    )
    consent = BooleanField(
        _("The office may keep what I write here until the appointment is over.")
    )
    website = TrimmedField(_("Leave this empty"), [Length(max=2000)])
    """People do not see it; who fills it in is a machine."""

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.website.data)

    def offer(self, rows: Iterable[Any]) -> None:
        self.slot.offer([Choice(row.id, f"{row.starts_at:%H:%M}") for row in rows])

    def chosen_before(self, slot_id: int | None) -> None:
        """A slot of the page stays chosen as long as it is free."""
        self.slot.data = next((one for one in self.slot.offered if one.id == slot_id), None)

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name.data,
            "phone": self.phone.data,
            "email": self.email.data,
            "wish": self.wish.data,
            "booked_by": BookedBy.LINK,
            "language": current_language(),
            "client_key": self.client_key.data,
        }

    def problems(self) -> Iterator[Problem]:
        given = {"slot_id": self.slot.only_id, "is_public": True, "consent": self.consent.data}
        yield from booking_problems({**self.values(), **given})
