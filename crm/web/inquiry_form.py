"""What a firm wants to know of the city: written down at whichever counter it came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from wtforms import TextAreaField
from wtforms.validators import Email, Length, Optional

from crm.enums import InquiryChannel
from crm.models import Company, CompanyOverview, Inquiry
from crm.models.base import LARGEST_NUMBER, utc_now
from crm.rules import Problem
from crm.rules.inquiry import inquiry_problems
from crm.services.scope import visible_inquiries
from crm.web.brochure import BrochureForm
from crm.web.campaign_chips import named, suggested
from crm.web.chips import Choice, ChoiceField, OneChipWidget
from crm.web.choices import colleagues, partners
from crm.web.fields import (
    EnumField,
    LocalDateField,
    LocalTimeField,
    RemoteSelectField,
    TrimmedField,
)
from crm.web.offers import running_campaigns, topics
from crm.web.office import office
from crm.web.page import whole_number
from crm.web.security import current_viewer

SHORT = Length(max=200)
NAMES = {"company_id": "company", "received_at": "received_on", "forwarded_at": "forwarded_on"}
PLAIN = ("subject", "wording", "channel", "guest_name", "phone", "email")
MORNING = time(8)
"""Where only the day is known of what came in earlier."""


class InquiryForm(BrochureForm):
    subject = TrimmedField(_("What it is about"), render_kw={"maxlength": 200})
    company = RemoteSelectField(_("Firm"), model=CompanyOverview, endpoint="SearchView.suggest")
    guest_name = TrimmedField(
        _("Who asks"), [SHORT], description=_("Without a firm the name is enough.")
    )
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [Optional(), Email(), SHORT], render_kw={"type": "email"})
    wording = TextAreaField(
        _("In their own words"),
        filters=[lambda text: (text or "").replace("\r\n", "\n").strip() or None],
        render_kw={"rows": 4},
    )
    channel = EnumField(_("How it came in"), enum=InquiryChannel, blank=_("Please choose"))
    topic = ChoiceField(_("Topic"))
    campaign = ChoiceField(_("Campaign"), blank=_("none"), widget=OneChipWidget())
    owner = ChoiceField(_("Who takes care of it"), blank=_("nobody yet"))
    received_on = LocalDateField(_("Came in on"), [Optional()])
    received_time = LocalTimeField(_("at"), [Optional()])
    partner = ChoiceField(_("First office that saw it"), blank=_("ours"))
    handed_out_by = ChoiceField(_("Counter where it lay"), blank=_("unknown"))
    forwarded_on = LocalDateField(_("Forwarded to us on"), [Optional()])
    forwarded_time = LocalTimeField(_("at"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic.offer(topics())
        self.owner.offer(colleagues())
        self.partner.offer(partners())
        self.handed_out_by.offer(partners())
        self.campaign.offer(suggested(running_campaigns(), self.company.data))

    def values(self) -> dict[str, Any]:
        """As crm.services.inquiries and the rules read it."""
        return {
            **{name: self._fields[name].data for name in PLAIN},
            "topic_id": self.topic.only_id,
            "owner_id": self.owner.only_id,
            "partner_id": self.partner.only_id,
            "campaign_id": self.campaign.only_id,
            **self.brochure(self.handed_out_by.only_id),
            "company_id": self.company.data.id if self.company.data else None,
            "received_at": _instant(self.received_on.data, self.received_time.data),
            "forwarded_at": _instant(self.forwarded_on.data, self.forwarded_time.data),
            "client_key": self.client_key.data,
            "now": utc_now(),
        }

    def problems(self) -> Iterator[Problem]:
        for problem in inquiry_problems(self.values()):
            yield replace(problem, field=NAMES.get(problem.field, problem.field))
        yield from self.brochure_problems()


def _instant(day: date | None, at: time | None) -> datetime | None:
    """Of a day alone: now if it is today, else in the morning, so that no day is lost."""
    if day is None:
        return None
    zone = office().days.zone
    now = datetime.now(zone)
    moment = datetime.combine(day, at or MORNING, zone)
    return min(moment, now) if at is None and day == now.date() else moment


def stored_inquiry(inquiry: Inquiry) -> dict[str, Any]:
    """The form's fields as they are on file."""
    return {
        **{name: getattr(inquiry, name) for name in PLAIN},
        **_parts("received", inquiry.received_at),
        **_parts("forwarded", inquiry.forwarded_at),
        "company": asking_firm(inquiry),
        "topic": _choice(inquiry.topic),
        "owner": _choice(inquiry.owner),
        "partner": _choice(inquiry.partner),
        "campaign": named(inquiry.campaign),
        "material": _choice(inquiry.material),
        "handed_out_by": _choice(inquiry.handed_out_by),
        "brochure_code": None,
    }


def asked_inquiry(session: Session) -> Inquiry | None:
    """The one that the address of a form names, of which something is to come."""
    pk = whole_number("inquiry", 0, 0, LARGEST_NUMBER)
    query = select(Inquiry).where(Inquiry.id == pk, visible_inquiries(current_viewer))
    firm = joinedload(Inquiry.company).joinedload(Company.overview)
    origin = joinedload(Inquiry.campaign), joinedload(Inquiry.material), joinedload(Inquiry.topic)
    return session.scalars(query.options(firm, *origin)).first() if pk else None


def asking_firm(inquiry: Inquiry) -> CompanyOverview | None:
    return inquiry.company.overview if inquiry.company else None


def _choice(row: Any) -> Choice | None:
    return Choice(row.id, str(row)) if row else None


def _parts(name: str, instant: datetime | None) -> dict[str, Any]:
    local = instant.astimezone(office().days.zone) if instant else None
    return {
        f"{name}_on": local and local.date(),
        f"{name}_time": local and local.time().replace(second=0, microsecond=0),
    }


def new_inquiry(owner: Choice | None, company: CompanyOverview | None) -> dict[str, Any]:
    """What a new form begins with: it came in now, by telephone."""
    now = datetime.now(office().days.zone)
    return {
        **_parts("received", now),
        "channel": InquiryChannel.TELEPHONE,
        "owner": owner,
        "company": company,
    }
