from __future__ import annotations

from marshmallow import Schema, fields

from crm.enums import LegalBasis
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Day, Part, Several, Text, Whole
from crm.web.api.refs import CompanyRef, Kept


class PositionRow(Schema):
    id = fields.Integer()
    company = fields.Nested(CompanyRef)
    function = fields.String(metadata={"example": "Inhaberin"})
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)


class PersonRow(Kept):
    title = fields.String(allow_none=True)
    first_name = fields.String(allow_none=True)
    last_name = fields.String()
    email = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    mobile = fields.String(allow_none=True)
    legal_basis = Choice(LegalBasis)
    review_on = fields.Date(
        allow_none=True, metadata={"description": "When keeping these data is looked at again."}
    )
    positions = fields.List(fields.Nested(PositionRow))


class PersonCard(PersonRow):
    birth_year = fields.Integer(allow_none=True)
    no_contact_since = fields.Date(allow_none=True)
    no_contact_source = fields.String(allow_none=True)
    notes = fields.String(allow_none=True)


class PositionBody(Body):
    id = Whole(least=1, metadata={"description": "Of one on file that changes."})
    company_id = Whole(least=1)
    function = Text(metadata={"example": "Inhaberin"})
    valid_from = Day(allow_none=True)
    valid_to = Day(allow_none=True)


class PersonBody(Body):
    title = Text(allow_none=True)
    first_name = Text(allow_none=True)
    last_name = Text(allow_none=True, metadata={"example": "Lüdecke"})
    email = Text(allow_none=True)
    phone = Text(allow_none=True)
    mobile = Text(allow_none=True)
    legal_basis = Choice(LegalBasis)
    review_on = Day(allow_none=True)
    birth_year = Whole(
        allow_none=True, most=2100, metadata={"description": "For the succession alone."}
    )
    no_contact_since = Day(allow_none=True)
    no_contact_source = Text(allow_none=True)
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    positions = Several(
        Part(PositionBody),
        most=50,
        metadata={"description": "Added, or changed by their id; the others stay."},
    )


class NewPerson(PersonBody, Keyed):
    pass


class ChangedPerson(PersonBody, Versioned):
    pass
