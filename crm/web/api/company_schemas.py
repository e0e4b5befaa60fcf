from __future__ import annotations

from marshmallow import Schema, fields

from crm.enums import Chamber, EndReason, SiteKind, SizeBand, SizeClass, WzEdition
from crm.models import District
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Day, Degrees, Flag, Part, Text, Whole
from crm.web.api.references import Reference
from crm.web.api.refs import DistrictRef, Kept, SuggestionRef


class CompanyRow(Kept):
    label = fields.String(
        attribute="overview.label",
        metadata={"description": "The name; where a register gave none: branch, place, number."},
    )
    name = fields.String(allow_none=True)
    legal_form = fields.String(allow_none=True)
    register_number = fields.String(allow_none=True)
    chamber = Choice(Chamber)
    is_craft = fields.Boolean()
    is_sideline = fields.Boolean()
    founded_on = fields.Date(allow_none=True)
    ended_on = fields.Date(allow_none=True)
    end_reason = Choice(EndReason, allow_none=True)
    is_active = fields.Boolean(attribute="overview.is_active")
    size_band = Choice(SizeBand, attribute="overview.size_band")
    size_class = Choice(SizeClass, attribute="overview.size_class")
    wz_code = fields.String(attribute="overview.wz_code", allow_none=True)
    wz_section = fields.String(attribute="overview.wz_section", allow_none=True)
    address = fields.String(attribute="overview.address", allow_none=True)
    district = fields.Nested(DistrictRef, attribute="overview.district", allow_none=True)
    last_contact_on = fields.Date(attribute="overview.last_contact_on", allow_none=True)
    last_visit_on = fields.Date(attribute="overview.last_visit_on", allow_none=True)


class FactRow(Schema):
    """Size and sector, and since when."""

    size_band = Choice(SizeBand)
    employees = fields.Integer(allow_none=True)
    wz_code = fields.String(allow_none=True)
    wz_edition = Choice(WzEdition, allow_none=True)
    wz_section = fields.String(allow_none=True)
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
    source = fields.String()


class SiteRow(Schema):
    id = fields.Integer()
    kind = Choice(SiteKind)
    street = fields.String(allow_none=True)
    house_number = fields.String(allow_none=True)
    postcode = fields.String(allow_none=True)
    city = fields.String(allow_none=True)
    neighbourhood = fields.String(allow_none=True)
    district = fields.Nested(DistrictRef, allow_none=True)
    latitude = fields.Float(allow_none=True)
    longitude = fields.Float(allow_none=True)
    valid_from = fields.Date(allow_none=True)
    valid_to = fields.Date(allow_none=True)


class CompanyCard(CompanyRow):
    phone = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    website = fields.String(allow_none=True)
    description = fields.String(allow_none=True)
    succession_on = fields.Date(allow_none=True)
    succession_note = fields.String(allow_none=True)
    no_contact_since = fields.Date(
        allow_none=True, metadata={"description": "Since when it wants no contact."}
    )
    no_contact_source = fields.String(allow_none=True)
    merged_into_id = fields.Integer(
        allow_none=True,
        metadata={"description": "Always null: the address of a merged firm leads to the other."},
    )
    merged = fields.Function(
        lambda firm: [
            {"id": each.id, "name": each.company.name}
            for each in firm.family
            if each.survivor_id is not None
        ],
        metadata={
            "type": "array",
            "items": {"type": "object"},
            "description": "What was merged into it: id and name.",
        },
    )
    facts = fields.List(fields.Nested(FactRow))
    sites = fields.List(fields.Nested(SiteRow), attribute="all_sites")
    suggestions = fields.List(
        fields.Nested(SuggestionRef),
        metadata={"description": "What rules noticed and nobody has decided on yet."},
    )


class FactBody(Body):
    """Size and sector from a day on; what held before ends the day before."""

    size_band = Choice(SizeBand)
    employees = Whole(allow_none=True, most=10_000_000)
    wz_code = Text(longest=40, allow_none=True, metadata={"example": "10.71"})
    wz_edition = Choice(WzEdition, allow_none=True)
    valid_from = Day(metadata={"description": "Today if left out; of a new firm its first day."})
    source = Text(metadata={"description": "Who told; you if left out."})


class SiteBody(Body):
    """Where the firm moved to on valid_from; or, with kind branch, works as well."""

    kind = Choice(SiteKind)
    street = Text(allow_none=True, metadata={"example": "Breiter Weg"})
    house_number = Text(longest=40, allow_none=True, metadata={"example": "7"})
    postcode = Text(longest=40, allow_none=True, metadata={"example": "39104"})
    city = Text(allow_none=True, metadata={"example": "Magdeburg"})
    neighbourhood = Text(allow_none=True)
    district_id = Reference(District, listed=True, allow_none=True)
    latitude = Degrees(allow_none=True)
    longitude = Degrees(allow_none=True)
    valid_from = Day(allow_none=True)


class CompanyBody(Body):
    name = Text(allow_none=True, metadata={"example": "Bäckerei Lüdecke GmbH"})
    legal_form = Text(allow_none=True)
    register_number = Text(allow_none=True)
    chamber = Choice(Chamber)
    is_craft = Flag()
    is_sideline = Flag()
    founded_on = Day(allow_none=True)
    ended_on = Day(allow_none=True)
    end_reason = Choice(EndReason, allow_none=True)
    phone = Text(allow_none=True)
    email = Text(allow_none=True)
    website = Text(allow_none=True)
    description = Text(lines=True, longest=PAGE, allow_none=True)
    succession_on = Day(allow_none=True)
    succession_note = Text(allow_none=True)
    no_contact_since = Day(allow_none=True)
    no_contact_source = Text(allow_none=True, metadata={"description": "Who said so."})
    site = Part(SiteBody)
    fact = Part(FactBody)


class NewCompany(CompanyBody, Keyed):
    pass


class ChangedCompany(CompanyBody, Versioned):
    pass
