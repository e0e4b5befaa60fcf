from __future__ import annotations

from marshmallow import fields

from crm.enums import InquiryChannel, InquiryOutcome
from crm.models import Advisor, Campaign, Company, Material, Partner, Topic
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Moment, Text
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CampaignRef, CompanyRef, Kept, MaterialRef, Named, TopicRef


class InquiryRow(Kept):
    subject = fields.String(metadata={"example": "Zuschuss für neue Maschinen"})
    channel = Choice(InquiryChannel)
    partner = fields.Nested(
        Named, allow_none=True, metadata={"description": "The office that saw it first."}
    )
    company = fields.Nested(CompanyRef, allow_none=True)
    guest_name = fields.String(allow_none=True)
    topic = fields.Nested(TopicRef, allow_none=True)
    owner = fields.Nested(AdvisorRef, allow_none=True)
    campaign = fields.Nested(CampaignRef, allow_none=True)
    material = fields.Nested(
        MaterialRef, allow_none=True, metadata={"description": "The brochure that made them ask."}
    )
    handed_out_by = fields.Nested(
        Named, allow_none=True, metadata={"description": "The counter where it lay, if known."}
    )
    received_at = fields.DateTime(metadata={"description": "Here its clock started."})
    forwarded_at = fields.DateTime(allow_none=True)
    acknowledged_at = fields.DateTime(allow_none=True)
    first_reply_at = fields.DateTime(allow_none=True)
    closed_at = fields.DateTime(allow_none=True)
    outcome = Choice(InquiryOutcome, allow_none=True)
    due_on = fields.Date(
        allow_none=True,
        metadata={"description": "The last day for a reply in time; null while the clock stands."},
    )
    target_days = fields.Integer()
    reply_days = fields.Integer(
        allow_none=True, metadata={"description": "Working days up to the first reply."}
    )


class InquiryCard(InquiryRow):
    wording = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    answer = fields.String(allow_none=True)


class InquiryBody(Body):
    subject = Text(allow_none=True)
    wording = Text(lines=True, longest=PAGE, allow_none=True)
    channel = Choice(InquiryChannel)
    partner_id = Reference(Partner, listed=True, allow_none=True)
    company_id = Reference(Company, allow_none=True)
    guest_name = Text(allow_none=True)
    phone = Text(allow_none=True)
    email = Text(allow_none=True)
    topic_id = Reference(Topic, listed=True, allow_none=True)
    owner_id = Reference(Advisor, listed=True, allow_none=True)
    campaign_id = Reference(Campaign, listed=True, allow_none=True)
    material_id = Reference(Material, listed=True, allow_none=True)
    handed_out_by_id = Reference(Partner, listed=True, allow_none=True)
    received_at = Moment()
    forwarded_at = Moment(allow_none=True)


class NewInquiry(InquiryBody, Keyed):
    """Received now when it does not say otherwise."""


class ChangedInquiry(InquiryBody, Versioned):
    reason = Text(metadata={"description": "Why it is handed over to another owner_id."})
    acknowledged_at = Moment()
    first_reply_at = Moment()
    waiting_for = Text(
        allow_none=True, metadata={"description": "Stops the clock; null lets it go on."}
    )
    outcome = Choice(
        InquiryOutcome, allow_none=True, metadata={"description": "Closes it; null reopens it."}
    )
    answer = Text(lines=True, longest=PAGE, allow_none=True)


SEARCHED = ("id", "subject", "channel", "partner_id", "company_id", "topic_id", "owner_id",
            "material_id", "campaign_id", "handed_out_by_id", "received_at", "received_on",
            "due_on", "first_reply_at", "closed_at", "outcome", "reply_days", "created_at",
            "changed_at")  # fmt: skip
