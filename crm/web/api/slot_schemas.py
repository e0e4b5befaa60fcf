from __future__ import annotations

from marshmallow import fields

from crm.enums import BookedBy, ParticipationStatus
from crm.models import Advisor, Company, Interaction, Slot, Team
from crm.services.scope import visible_interactions
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Clock, Flag, Text
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept, Named
from crm.web.api.scopes import for_caller


class SlotRow(Kept):
    interaction_id = fields.Integer(metadata={"description": "The consulting day."})
    team = fields.Nested(Named)
    advisor = fields.Nested(AdvisorRef, allow_none=True)
    starts_at = fields.Time(metadata={"description": "Local time."})
    ends_at = fields.Time()
    is_public = fields.Boolean(metadata={"description": "Anybody may book it."})


class SlotCard(SlotRow):
    pass


class SlotBody(Body):
    advisor_id = Reference(Advisor, listed=True, allow_none=True)
    starts_at = Clock()
    ends_at = Clock()
    is_public = Flag()


class NewSlot(SlotBody, Keyed):
    interaction_id = Reference(Interaction, for_caller(visible_interactions), required=True)
    team_id = Reference(Team, listed=True, required=True)
    starts_at = Clock(required=True)
    ends_at = Clock(required=True)


class ChangedSlot(SlotBody, Versioned):
    pass


class BookingRow(Kept):
    slot_id = fields.Integer()
    company = fields.Nested(CompanyRef, allow_none=True)
    name = fields.String(metadata={"example": "Rosa Kern"})
    booked_by = Choice(BookedBy)
    status = Choice(
        ParticipationStatus, allow_none=True,
        metadata={"description": "Whether they came; null where it was called off."},
    )  # fmt: skip
    cancelled_at = fields.DateTime(allow_none=True)


class BookingCard(BookingRow):
    phone = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    wish = fields.String(allow_none=True)
    notes = fields.String(allow_none=True)
    cancel_reason = fields.String(allow_none=True)


class NewBooking(Keyed):
    slot_id = Reference(Slot, required=True)
    company_id = Reference(Company, allow_none=True)
    name = Text(required=True)
    phone = Text(allow_none=True)
    email = Text(allow_none=True)
    wish = Text(lines=True, longest=2_000, allow_none=True)


class ChangedBooking(Versioned):
    slot_id = Reference(Slot, metadata={"description": "Moves it within the day."})
    reason = Text(metadata={"description": "Why the other team takes over, or it is called off."})
    is_cancelled = Flag(metadata={"description": "true calls it off; there is no way back."})
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    status = Choice(ParticipationStatus, metadata={"description": "attended or no_show."})


SLOTS = ("id", "interaction_id", "team_id", "advisor_id", "is_public", "changed_at")
BOOKINGS = ("id", "slot_id", "company_id", "name", "booked_by", "cancelled_at", "created_at",
            "changed_at")  # fmt: skip
