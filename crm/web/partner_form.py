"""What people fill in about offices and chambers that forward inquiries."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import Length

from crm.enums import PartnerKind
from crm.rules.partner import partner_contact_problems, partner_problems
from crm.web.fields import EnumField, TrimmedField
from crm.web.forms import CrmForm, Rules

SHORT = Length(max=200)


class PartnerForm(CrmForm):
    name = TrimmedField(_("Name"), [SHORT])
    kind = EnumField(_("Kind"), enum=PartnerKind, blank=_("Please choose"))
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email"})
    address = TrimmedField(_("Address"), [SHORT])
    is_active = BooleanField(_("Is offered for new inquiries"), default=True)
    rules: Rules = staticmethod(partner_problems)


class PartnerContactForm(CrmForm):
    name = TrimmedField(_("Name"), [SHORT])
    function = TrimmedField(_("What they are there"), [SHORT])
    phone = TrimmedField(_("Telephone"), [SHORT], render_kw={"type": "tel"})
    email = TrimmedField(_("E-mail"), [SHORT], render_kw={"type": "email"})
    is_active = BooleanField(_("One still speaks to them there"), default=True)
    rules: Rules = staticmethod(partner_contact_problems)
