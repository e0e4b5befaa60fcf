"""Campaigns: days, partners and for whom they are meant."""

from __future__ import annotations

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import SizeClass
from crm.models import Advisor, Campaign, Partner
from crm.rules.campaign import campaign_problems
from crm.rules.wz_sections import SECTIONS
from crm.services import campaigns
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Day, Flag, Several, Spoken, Text, Whole
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference, References
from crm.web.api.refs import AdvisorRef, Kept, Named
from crm.web.api.search import columns, searched

MOST_CODES = 100


class Codes(fields.Function):
    """One of a campaign's lists."""

    def __init__(self, name: str) -> None:
        super().__init__(
            lambda campaign: campaigns.chosen(getattr(campaign, name)),
            metadata={"type": "array", "items": {"type": "string"}},
        )


class CampaignRow(Kept):
    title = fields.String(metadata={"example": "Handwerk vor Ort"})
    starts_on = fields.Date()
    ends_on = fields.Date()
    goal_firms = fields.Integer(
        allow_none=True, metadata={"description": "Firms to be reached; null: all on the list."}
    )
    lead = fields.Nested(AdvisorRef, allow_none=True)
    frozen_at = fields.DateTime(
        allow_none=True, metadata={"description": "When its target list was written down."}
    )


class CampaignCard(CampaignRow):
    goal = fields.String(allow_none=True)
    partners = fields.List(fields.Nested(Named))
    size_classes = Codes("size_classes")
    sections = Codes("sections")
    districts = Codes("districts")
    craft_only = fields.Boolean()
    never_reached_only = fields.Boolean()
    targets = fields.Integer(metadata={"description": "Firms on the list of the first day."})
    targets_now = fields.Integer(metadata={"description": "Firms that would be on it now."})


class OneOfCodes(Spoken, fields.String):
    """A code out of a closed list."""

    def __init__(self, *codes: str) -> None:
        super().__init__(metadata={"enum": list(codes)})
        self.codes = codes

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if text not in self.codes:
            raise self.make_error("choice")
        return text


class CampaignBody(Body):
    title = Text(allow_none=True)
    goal = Text(lines=True, longest=PAGE, allow_none=True)
    goal_firms = Whole(allow_none=True)
    starts_on = Day(allow_none=True)
    ends_on = Day(allow_none=True)
    lead_id = Reference(Advisor, listed=True, allow_none=True)
    partner_ids = References(Partner, listed=True)
    size_classes = Several(OneOfCodes(*SizeClass), most=MOST_CODES)
    sections = Several(OneOfCodes(*SECTIONS), most=MOST_CODES)
    districts = Several(
        Text(longest=20), most=MOST_CODES, metadata={"description": "Their numbers."}
    )
    craft_only = Flag()
    never_reached_only = Flag()


class NewCampaign(CampaignBody, Keyed):
    pass


class ChangedCampaign(CampaignBody, Versioned):
    pass


class CampaignApi(CrmApi):
    resource_name = "campaigns"
    class_permission_name = "Campaign"
    things = "campaigns"
    openapi_spec_tag = "Campaigns"
    datamodel = ApiInterface(
        Campaign, eager=(selectinload(Campaign.lead), selectinload(Campaign.partners))
    )
    list_model_schema = CampaignRow()
    show_model_schema = CampaignCard()
    add_model_schema = NewCampaign()
    edit_model_schema = ChangedCampaign()
    search = searched(
        Campaign, "id", "title", "starts_on", "ends_on", "lead_id", "frozen_at", "changed_at"
    )
    orders = columns(Campaign, "id", "title", "starts_on", "changed_at")
    rules = staticmethod(campaign_problems)
    examples = {
        "post": {"title": "Handwerk vor Ort", "starts_on": "2027-01-11", "ends_on": "2027-06-30",
                 "craft_only": True, "size_classes": ["micro"]},
        "put": {"version": 1, "goal_firms": 400},
    }  # fmt: skip

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        frozen = item.starts_on if item is not None and item.frozen_at else None
        super().check({**values, "was_frozen_on": frozen}, item)

    def create(self, values: dict[str, Any]) -> Campaign:
        return campaigns.add_campaign(self.session, values, today())

    def change(self, item: Campaign, values: dict[str, Any]) -> None:
        campaigns.change_campaign(self.session, item, values)
        campaigns.freeze_due(self.session, today())

    def shown(self, item: Any) -> Any:
        size = campaigns.size_of(self.session, item)
        dumped = self.show_model_schema.dump(item)
        return {**dumped, "targets": size.frozen, "targets_now": size.current}
