from __future__ import annotations

from marshmallow import fields

from crm.enums import InteractionKind
from crm.models import Advisor
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import Body, Choice, Clock, Day, Flag, Text, Whole
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, Kept

GATHERINGS = [kind.value for kind in InteractionKind if kind.is_gathering]
RULE = {
    "description": "RRULE of RFC 5545, monthly or weekly.",
    "example": "FREQ=MONTHLY;BYDAY=+1TU",
}
SEARCHED = ("id", "title", "kind", "is_active", "first_on", "changed_at")


class SeriesRow(Kept):
    title = fields.String()
    kind = Choice(InteractionKind)
    rule = fields.String(metadata=RULE)
    first_on = fields.Date()
    planned_until = fields.Date(allow_none=True)
    starts_at = fields.Time(allow_none=True)
    duration_minutes = fields.Integer(allow_none=True)
    place = fields.String(allow_none=True)
    capacity = fields.Integer(allow_none=True)
    is_active = fields.Boolean()
    lead = fields.Nested(AdvisorRef)


class SeriesCard(SeriesRow):
    pass


class SeriesBody(Body):
    title = Text()
    kind = Choice(InteractionKind)
    rule = Text(metadata=RULE)
    first_on = Day()
    starts_at = Clock(allow_none=True)
    duration_minutes = Whole(allow_none=True)
    place = Text(allow_none=True)
    capacity = Whole(allow_none=True)
    is_active = Flag()
    lead_id = Reference(Advisor, listed=True)


class NewSeries(SeriesBody, Keyed):
    pass


class ChangedSeries(SeriesBody, Versioned):
    """Gatherings that were made stay as they are."""
