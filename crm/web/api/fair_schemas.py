from __future__ import annotations

from marshmallow import fields

from crm.enums import FairRole, InteractionKind, StandOutcome, StandTodo
from crm.models import Advisor, Company, Interaction, Partner
from crm.services.scope import changeable_interactions
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import Body, Choice, Clock, Day, Text
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept, Named
from crm.web.api.scopes import of_kind


class OfFair(Keyed):
    interaction_id = Reference(
        Interaction,
        of_kind(Interaction.id, InteractionKind.FAIR, changeable_interactions),
        required=True,
        metadata={"description": "The fair, one that you may change."},
    )


class FairPart(Kept):
    interaction_id = fields.Integer(metadata={"description": "The fair."})


class FairStandRow(FairPart):
    role = Choice(FairRole)
    stand = fields.String(allow_none=True, metadata={"example": "Halle 2, Stand 17"})
    partner = fields.Nested(
        Named, allow_none=True, metadata={"description": "Who organises the fair."}
    )


class FairStandCard(FairStandRow):
    pass


class FairStandBody(Body):
    role = Choice(FairRole)
    stand = Text(allow_none=True)
    partner_id = Reference(Partner, listed=True, allow_none=True)


class NewFairStand(FairStandBody, OfFair):
    pass


class ChangedFairStand(FairStandBody, Versioned):
    pass


class ShiftRow(FairPart):
    advisor = fields.Nested(AdvisorRef)
    day = fields.Date()
    starts_at = fields.Time(metadata={"description": "Local time."})
    ends_at = fields.Time()


class ShiftCard(ShiftRow):
    pass


class NewShift(OfFair):
    advisor_id = Reference(Advisor, listed=True, required=True)
    day = Day(required=True)
    starts_at = Clock(required=True)
    ends_at = Clock(required=True)


class ChangedShift(Versioned):
    advisor_id = Reference(Advisor, listed=True)
    day = Day()
    starts_at = Clock()
    ends_at = Clock()


class StandContactRow(FairPart):
    company = fields.Nested(CompanyRef, allow_none=True)
    name = fields.String(allow_none=True, metadata={"example": "Rosa Kern"})
    todo = Choice(StandTodo)
    met_at = fields.DateTime()
    advisor = fields.Nested(AdvisorRef, allow_none=True)
    handled_at = fields.DateTime(allow_none=True)
    outcome = Choice(StandOutcome, allow_none=True)


class StandContactCard(StandContactRow):
    phone = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    follow_up_id = fields.Integer(
        allow_none=True, metadata={"description": "The follow-up that came of it."}
    )
    contact_id = fields.Integer(
        allow_none=True, metadata={"description": "The consultation that came of it."}
    )


class StandContactBody(Body):
    phone = Text(allow_none=True)
    note = Text(allow_none=True)
    todo = Choice(StandTodo)


class NewStandContact(StandContactBody, OfFair):
    """Met just now. A firm, or just a name."""

    company_id = Reference(Company, allow_none=True)
    name = Text(allow_none=True)
    advisor_id = Reference(
        Advisor,
        listed=True,
        allow_none=True,
        metadata={"description": "Who of us spoke to them; you when left out."},
    )


class ChangedStandContact(StandContactBody, Versioned):
    company_id = Reference(
        Company, metadata={"description": "The firm of who gave a name alone; named once."}
    )
    outcome = Choice(
        StandOutcome,
        allow_none=True,
        metadata={
            "description": "Works it off: follow_up and consultation make one of yours for in a"
            " week, done makes none; null opens it again."
        },
    )
