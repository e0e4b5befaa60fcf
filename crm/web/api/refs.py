"""How a row is written where another one names it."""

from __future__ import annotations

from marshmallow import Schema, fields

from crm.enums import AssignmentRole, RedFlagKind, SuggestionRule
from crm.web.api.fields import Choice
from crm.web.why import why


class Named(Schema):
    id = fields.Integer()
    name = fields.String()


class DistrictRef(Named):
    number = fields.String(metadata={"example": "01"})


class AdvisorRef(Named):
    pass


class TopicRef(Named):
    name_en = fields.String(metadata={"example": "Financing"})
    code = fields.String(metadata={"example": "financing"})


class CampaignRef(Schema):
    id = fields.Integer()
    title = fields.String(metadata={"example": "Handwerk vor Ort"})


class MaterialRef(Schema):
    id = fields.Integer()
    title = fields.String(metadata={"example": "Wir für Unternehmen"})
    edition = fields.String(metadata={"example": "Ausgabe 2026"})


class CompanyRef(Schema):
    id = fields.Integer()
    label = fields.String(attribute="overview.label", metadata={"example": "Bäckerei Lüdecke"})


class PersonRef(Schema):
    id = fields.Integer()
    name = fields.Function(
        lambda person: str(person), metadata={"type": "string", "example": "Karin Lüdecke"}
    )


class SiteRef(Schema):
    id = fields.Integer()
    address = fields.String(metadata={"example": "Breiter Weg 7, 39104 Magdeburg"})


class SuggestionRef(Schema):
    """What a rule noticed of a firm."""

    id = fields.Integer()
    rule = Choice(SuggestionRule)
    kind = Choice(
        RedFlagKind, allow_none=True, metadata={"description": "null: for people to say."}
    )
    why = fields.Function(
        why,
        metadata={
            "type": "string",
            "example": "Its size class fell twice: on 1 Mar 2025 and 1 Sep 2026.",
        },
    )


class AssignmentRow(Schema):
    advisor = fields.Nested(AdvisorRef)
    role = Choice(AssignmentRole)


class Kept(Schema):
    """What every entry says about itself."""

    id = fields.Integer()
    version = fields.Integer(metadata={"description": "Send it back with a change."})
    created_at = fields.DateTime()
    changed_at = fields.DateTime()
