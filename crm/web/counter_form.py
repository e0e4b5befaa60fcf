"""What the counter of another office fills in: as little as a conversation gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length

from crm.enums import InquiryChannel, PartnerKind
from crm.models import CompanyOverview, Partner
from crm.models.base import utc_now
from crm.rules import Problem
from crm.rules.inquiry import inquiry_problems
from crm.web.brochure import BrochureForm
from crm.web.chips import ChoiceField
from crm.web.fields import RemoteSelectField, TrimmedField
from crm.web.inquiry_form import NAMES
from crm.web.offers import topics

SHORT = Length(max=200)
CHANNELS = {
    PartnerKind.CITIZENS_OFFICE: InquiryChannel.CITIZENS_OFFICE,
    PartnerKind.TRADE_OFFICE: InquiryChannel.TRADE_OFFICE,
    PartnerKind.CHAMBER: InquiryChannel.CHAMBER,
    PartnerKind.ASSOCIATION: InquiryChannel.CHAMBER,
}
"""By which way it came in; from other offices and banks it comes by e-mail, as it were."""


class CounterForm(BrochureForm):
    subject = TrimmedField(_("What it is about"), render_kw={"maxlength": 200})
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="CounterView.suggest")
    guest_name = TrimmedField(
        _("Who asks"), [SHORT], description=_("Without a firm the name is enough.")
    )
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email"})
    topic = ChoiceField(_("Topic"))
    wording = TextAreaField(
        _("What they want to know"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 3},
    )

    def __init__(self, partner: Partner, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        self.topic.offer(topics())

    def values(self) -> dict[str, Any]:
        """As crm.services.inquiries reads it: received at the counter and forwarded just now."""
        now = utc_now()
        return {
            **{name: self._fields[name].data for name in
               ("subject", "guest_name", "phone", "email", "wording")},
            "company_id": self.company.data.id if self.company.data else None,
            "topic_id": self.topic.only_id,
            "channel": CHANNELS.get(self.partner.kind, InquiryChannel.EMAIL),
            "partner_id": self.partner.id,
            **self.brochure(self.partner.id),
            "received_at": now,
            "forwarded_at": now,
            "client_key": self.client_key.data,
            "now": now,
        }  # fmt: skip

    def problems(self) -> Iterator[Problem]:
        for problem in inquiry_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))
        yield from self.brochure_problems()
