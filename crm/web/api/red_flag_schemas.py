from __future__ import annotations

from marshmallow import fields

from crm.enums import RedFlagKind, RedFlagOutcome, Severity
from crm.models import Advisor, Company, Interaction, RedFlagSuggestion
from crm.services.scope import visible_interactions
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Day, Flag, Text, Whole
from crm.web.api.references import Reference, References
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept
from crm.web.api.scopes import for_caller


class RedFlagRow(Kept):
    kind = Choice(RedFlagKind)
    severity = Choice(Severity)
    company = fields.Nested(CompanyRef)
    owner = fields.Nested(AdvisorRef)
    raised_on = fields.Date()
    due_on = fields.Date()
    jobs_claimed = fields.Integer(
        allow_none=True, metadata={"description": "Jobs at stake as the firm says."}
    )
    jobs_confirmed = fields.Integer(
        allow_none=True, metadata={"description": "Jobs at stake as somebody looked into."}
    )
    is_confidential = fields.Boolean()
    closed_on = fields.Date(allow_none=True)
    outcome = Choice(RedFlagOutcome, allow_none=True)


class RedFlagCard(RedFlagRow):
    notes = fields.String(allow_none=True)
    outcome_words = fields.String(allow_none=True)
    readers = fields.List(fields.Nested(AdvisorRef))


class RedFlagBody(Body):
    kind = Choice(RedFlagKind)
    severity = Choice(Severity)
    company_id = Reference(Company, allow_none=True)
    owner_id = Reference(Advisor, listed=True)
    raised_on = Day()
    due_on = Day()
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    jobs_claimed = Whole(allow_none=True)
    jobs_confirmed = Whole(allow_none=True)
    is_confidential = Flag()
    reader_ids = References(
        Advisor, listed=True, metadata={"description": "Who may read a confidential one."}
    )


class NewRedFlag(RedFlagBody, Keyed):
    """Raised today and due in two weeks when it does not say otherwise."""

    interaction_id = Reference(Interaction, for_caller(visible_interactions), allow_none=True)

    suggestion_id = Reference(
        RedFlagSuggestion,
        lambda: RedFlagSuggestion.is_open.is_(True),
        allow_none=True,
        metadata={
            "description": "Takes over what a rule noticed: its firm, kind and reason stand where"
            " nothing else is said."
        },
    )


class ChangedRedFlag(RedFlagBody, Versioned):
    outcome = Choice(
        RedFlagOutcome, allow_none=True, metadata={"description": "Closes it; null reopens it."}
    )
    closed_on = Day(metadata={"description": "With an outcome; today when left out."})
    outcome_words = Text(lines=True, longest=PAGE, allow_none=True)


SEARCHED = ("id", "kind", "severity", "company_id", "owner_id", "raised_on", "due_on",
            "closed_on", "outcome", "jobs_claimed", "jobs_confirmed", "is_confidential",
            "created_at", "changed_at")  # fmt: skip
