from __future__ import annotations

from marshmallow import fields

from crm.enums import FollowUpStatus, Recurrence
from crm.models import Advisor, Company, Interaction
from crm.services.scope import visible_interactions
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Day, Text
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept
from crm.web.api.scopes import for_caller


class FollowUpRow(Kept):
    promise = fields.String(metadata={"example": "Förderliste schicken"})
    due_on = fields.Date()
    first_due_on = fields.Date(metadata={"description": "When it was due before it was moved."})
    status = Choice(FollowUpStatus)
    done_on = fields.Date(allow_none=True)
    reason = fields.String(allow_none=True, metadata={"description": "Why it was dropped."})
    owner = fields.Nested(AdvisorRef)
    company = fields.Nested(CompanyRef, allow_none=True)
    interaction_id = fields.Integer(allow_none=True)
    recurs = Choice(Recurrence, allow_none=True)
    delegated_by_id = fields.Integer(
        allow_none=True, metadata={"description": "The advisor who gave it to its owner."}
    )


class FollowUpCard(FollowUpRow):
    notes = fields.String(allow_none=True)


class FollowUpBody(Body):
    promise = Text(allow_none=True)
    due_on = Day(allow_none=True)
    owner_id = Reference(Advisor, listed=True)
    company_id = Reference(Company, allow_none=True)
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    recurs = Choice(
        Recurrence,
        allow_none=True,
        metadata={"description": "Done, it is written down again for so much later."},
    )


class NewFollowUp(FollowUpBody, Keyed):
    interaction_id = Reference(Interaction, for_caller(visible_interactions), allow_none=True)


class ChangedFollowUp(FollowUpBody, Versioned):
    status = Choice(FollowUpStatus)
    done_on = Day(metadata={"description": "With status done; today when left out."})
    reason = Text(metadata={"description": "With status cancelled."})
    moved_because = Text(metadata={"description": "With another due_on."})


SEARCHED = ("id", "promise", "due_on", "first_due_on", "status", "done_on", "owner_id",
            "company_id", "interaction_id", "created_at", "changed_at")  # fmt: skip
