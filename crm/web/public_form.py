"""What anybody may write to the office, without knowing anybody."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from crm.enums import InquiryChannel
from crm.models import MaterialCode
from crm.models.base import utc_now
from crm.rules.public_inquiry import LONGEST, public_inquiry_problems
from crm.web import proof
from crm.web.chips import Choice
from crm.web.fields import TrimmedField
from crm.web.forms import CrmForm, Rules
from crm.web.numbers import read_number

SHORT = Length(max=200)
SUBJECT = 80
"""Characters of what somebody writes that stand for the rest in lists."""


class PublicForm(CrmForm):
    topic = SelectField(_("Topic"), [Optional()], validate_choice=True)
    wording = TextAreaField(
        _("What can we do for you?"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 5, "maxlength": LONGEST},
    )
    name = TrimmedField(_("Your name or your firm's"), [SHORT], render_kw={"autocomplete": "name"})
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel", "autocomplete": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email", "autocomplete": "email"})
    brochure = SelectField(_("Did a brochure bring you here?"), [Optional()], validate_choice=True)
    m = HiddenField()
    """The code on it, which the address brought along."""
    an = HiddenField(filters=[read_number])
    """To whom it is written, where it is not to the office."""
    consent = BooleanField(_("The office may keep what I write here to answer me."))
    website = TrimmedField(_("Leave this empty"), [Length(max=2000)])
    """People do not see it; who fills it in is a machine."""
    proof = HiddenField(filters=[lambda text: (text or "")[:2000]])
    shown = HiddenField(filters=[lambda text: (text or "")[:2000]])
    """One of these two says that no machine sends it; see crm.web.proof."""
    rules: Rules = staticmethod(public_inquiry_problems)

    def __init__(
        self, subjects: list[tuple[str, Any]], brochures: list[Choice], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.topic.choices = [("", _("Something else")), *subjects]
        named = [(str(each.id), f"{each} ({each.note})") for each in brochures]
        self.brochure.choices = [("", _("No")), *named]

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.website.data)

    @property
    def is_of_a_person(self) -> bool:
        key = self.client_key.data
        return proof.is_solved(self.proof.data, key) or proof.was_shown(self.shown.data, key)

    def inquiry(
        self, topic_id: int | None, code: MaterialCode | None, owner_id: int | None
    ) -> dict[str, Any]:
        """As crm.services.inquiries reads it: nobody is given it but whom it was written to."""
        chosen = int(self.brochure.data) if self.brochure.data else None
        is_code = code is not None and chosen in (None, code.material_id)
        wording = self.wording.data or ""
        first_line = wording.splitlines()[0] if wording else ""
        return {
            "subject": first_line[:SUBJECT],
            "wording": wording,
            "channel": InquiryChannel.INTERNET,
            "topic_id": topic_id,
            "material_id": code.material_id if code and is_code else chosen,
            "handed_out_by_id": code.partner_id if code and is_code else None,
            "owner_id": owner_id,
            "guest_name": self.name.data or self.phone.data or self.email.data,
            "phone": self.phone.data,
            "email": self.email.data,
            "received_at": utc_now(),
            "client_key": self.client_key.data,
        }
