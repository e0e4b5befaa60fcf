from __future__ import annotations

from marshmallow import Schema, fields

from crm.enums import (
    FollowUpStatus,
    HostRole,
    InteractionKind,
    InteractionStatus,
    InvitationWay,
    ParticipationStatus,
)
from crm.models import Advisor, Campaign, FundingProgramme, Inquiry, Material, Partner, Topic
from crm.services.scope import visible_inquiries
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import (
    PAGE,
    Body,
    Choice,
    Clock,
    Day,
    Flag,
    Part,
    Several,
    Text,
    Whole,
)
from crm.web.api.references import Reference, References
from crm.web.api.refs import (
    AdvisorRef,
    AssignmentRow,
    CampaignRef,
    CompanyRef,
    Kept,
    MaterialRef,
    Named,
    PersonRef,
    SiteRef,
    TopicRef,
)
from crm.web.api.scopes import for_caller

MOST_PARTICIPANTS, MOST_PEOPLE = 500, 50


class InteractionBase(Kept):
    kind = Choice(InteractionKind)
    status = Choice(InteractionStatus)
    title = fields.String(allow_none=True)
    happened_on = fields.Date()
    ends_on = fields.Date(allow_none=True)
    starts_at = fields.Time(allow_none=True)
    duration_minutes = fields.Integer(allow_none=True)
    place = fields.String(allow_none=True)
    is_confidential = fields.Boolean()
    lead = fields.Nested(AdvisorRef, allow_none=True)
    topics = fields.List(fields.Nested(TopicRef))
    campaign = fields.Nested(CampaignRef, allow_none=True)
    material = fields.Nested(
        MaterialRef, allow_none=True, metadata={"description": "The brochure that led to it."}
    )


class InteractionRow(InteractionBase):
    participants = fields.Integer(metadata={"description": "How many firms and guests."})
    companies = fields.List(
        fields.Nested(CompanyRef), metadata={"description": "The first five of them."}
    )


class InvitationRow(Schema):
    """How a firm was invited and what it answered; whether it comes is the participation's."""

    way = Choice(InvitationWay, allow_none=True)
    people = fields.Integer(metadata={"description": "How many come."})
    sent_at = fields.DateTime(allow_none=True)
    answered_at = fields.DateTime(allow_none=True)
    waiting_since = fields.DateTime(allow_none=True)
    reminded_at = fields.DateTime(allow_none=True)
    thanked_at = fields.DateTime(allow_none=True)


class PlanRow(Schema):
    series_id = fields.Integer(allow_none=True)
    capacity = fields.Integer(allow_none=True, metadata={"description": "Seats, in people."})
    programme = fields.String(allow_none=True)
    registration_until = fields.Date(allow_none=True)
    remind_days = fields.Integer(allow_none=True)
    budget_line = fields.String(allow_none=True)
    budget_planned = fields.Integer(allow_none=True, metadata={"description": "Whole euros."})
    budget_spent = fields.Integer(allow_none=True, metadata={"description": "Whole euros."})


class HostRow(Schema):
    id = fields.Integer(attribute="partner.id")
    name = fields.String(attribute="partner.name")
    role = Choice(HostRole)


class ParticipationRow(Schema):
    id = fields.Integer()
    status = Choice(ParticipationStatus)
    company = fields.Nested(CompanyRef, allow_none=True)
    site = fields.Nested(SiteRef, allow_none=True)
    guest_name = fields.String(allow_none=True)
    persons = fields.List(fields.Nested(PersonRef))
    invitation = fields.Nested(InvitationRow, allow_none=True)


class PromiseRow(Schema):
    id = fields.Integer()
    promise = fields.String()
    due_on = fields.Date()
    status = Choice(FollowUpStatus)
    owner = fields.Nested(AdvisorRef)


class InteractionCard(InteractionBase):
    notes = fields.String(allow_none=True)
    participations = fields.List(fields.Nested(ParticipationRow))
    assignments = fields.List(fields.Nested(AssignmentRow))
    follow_ups = fields.List(fields.Nested(PromiseRow))
    plan = fields.Nested(PlanRow, allow_none=True, metadata={"description": "Of a gathering."})
    partners = fields.List(fields.Nested(HostRow))
    inquiry_id = fields.Integer(allow_none=True, metadata={"description": "What it came of."})
    programmes = fields.List(
        fields.Nested(Named),
        metadata={"description": "Funding that was discussed; /funding says how it went on."},
    )


class NewcomerBody(Body):
    first_name = Text(allow_none=True)
    last_name = Text(allow_none=True)
    function = Text(allow_none=True)


class ParticipationBody(Body):
    company_id = Whole(least=1, allow_none=True)
    guest_name = Text(allow_none=True)
    person_ids = Several(Whole(least=1), most=MOST_PEOPLE)
    new_people = Several(Part(NewcomerBody), most=MOST_PEOPLE)
    status = Choice(ParticipationStatus)


class PromiseBody(Body):
    promise = Text(allow_none=True)
    due_on = Day(allow_none=True)
    owner_id = Reference(Advisor, listed=True, metadata={"description": "The lead when left out."})
    company_id = Whole(least=1, allow_none=True)


class PlanBody(Body):
    """Of a gathering; what is left out stays as it is."""

    capacity = Whole(allow_none=True)
    programme = Text(lines=True, longest=PAGE, allow_none=True)
    registration_until = Day(allow_none=True)
    remind_days = Whole(allow_none=True)
    budget_line = Text(allow_none=True)
    budget_planned = Whole(allow_none=True)
    budget_spent = Whole(allow_none=True)


class InteractionBody(Body):
    status = Choice(InteractionStatus)
    title = Text(allow_none=True)
    happened_on = Day(allow_none=True)
    ends_on = Day(allow_none=True)
    starts_at = Clock(allow_none=True)
    duration_minutes = Whole(allow_none=True, metadata={"example": 60})
    place = Text(allow_none=True)
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    is_confidential = Flag()
    lead_id = Reference(Advisor, listed=True, metadata={"description": "You when left out."})
    co_ids = References(Advisor, listed=True)
    topic_ids = References(Topic, listed=True)
    campaign_id = Reference(Campaign, listed=True, allow_none=True)
    material_id = Reference(Material, listed=True, allow_none=True)
    programme_ids = References(
        FundingProgramme,
        listed=True,
        metadata={"description": "Of a talk that was held: a funding consultation on each."},
    )
    participations = Several(Part(ParticipationBody), most=MOST_PARTICIPANTS)
    follow_ups = Several(
        Part(PromiseBody), most=50, metadata={"description": "Added to those on file."}
    )
    plan = Part(PlanBody)
    host_ids = References(Partner, listed=True, metadata={"description": "Of a gathering."})
    co_host_ids = References(Partner, listed=True, metadata={"description": "Of a gathering."})


class NewInteraction(InteractionBody, Keyed):
    kind = Choice(InteractionKind, required=True)
    inquiry_id = Reference(
        Inquiry,
        for_caller(visible_inquiries),
        allow_none=True,
        metadata={"description": "What it comes of, and answers once it is held."},
    )


class ChangedInteraction(InteractionBody, Versioned):
    """The kind stays. Lists that are sent take the place of those on file."""
