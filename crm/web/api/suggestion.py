"""What rules noticed: listed for those who lead, decided on by whoever cares for the firm."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.models import Company, RedFlagSuggestion
from crm.services.scope import visible_suggestions
from crm.services.suggest_red_flags import bring_back, put_aside
from crm.web.api.access import PERMISSIONS
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.body import Versioned
from crm.web.api.fields import Body, Text
from crm.web.api.interface import ApiInterface
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept, SuggestionRef, TopicRef
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched
from crm.web.security import current_viewer


class SuggestionRow(SuggestionRef, Kept):
    company = fields.Nested(CompanyRef)
    topic = fields.Nested(TopicRef, allow_none=True)
    first_day = fields.Date(metadata={"description": "Of what the rule saw."})
    last_day = fields.Date()
    found_on = fields.Date()
    is_open = fields.Boolean(metadata={"description": "Nobody has decided on it yet."})
    red_flag_id = fields.Integer(allow_none=True, metadata={"description": "What became of it."})
    put_aside_on = fields.Date(allow_none=True)
    put_aside_by = fields.Nested(AdvisorRef, allow_none=True)
    reason = fields.String(allow_none=True)


class SuggestionCard(SuggestionRow):
    pass


class DecidedSuggestion(Versioned):
    """It is taken over by POST /red-flags with its suggestion_id."""

    reason = Text(allow_none=True, metadata={"description": "Puts it aside; null brings it back."})


class SuggestionApi(CrmApi):
    resource_name = "suggestions"
    class_permission_name = "Suggestion"
    things = "suggested red flags"
    openapi_spec_tag = "Red flags"
    exclude_route_methods = {"post", "delete"}
    method_permission_name = {**PERMISSIONS, "get": "edit"}
    datamodel = ApiInterface(
        RedFlagSuggestion,
        scope=for_caller(visible_suggestions),
        joins=(RedFlagSuggestion.red_flag,),
        eager=(
            selectinload(RedFlagSuggestion.company).selectinload(Company.overview),
            selectinload(RedFlagSuggestion.topic),
            selectinload(RedFlagSuggestion.put_aside_by),
        ),
    )
    list_model_schema = SuggestionRow()
    show_model_schema = SuggestionCard()
    add_model_schema = Body()
    edit_model_schema = DecidedSuggestion()
    search = searched(
        RedFlagSuggestion, "id", "company_id", "rule", "kind", "found_on", "is_open",
        "red_flag_id", "put_aside_on", "changed_at",
    )  # fmt: skip
    orders = columns(RedFlagSuggestion, "id", "found_on", "put_aside_on", "changed_at")
    examples = {"put": {"version": 1, "reason": "Gehört zur Erweiterung"}}

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        if item.red_flag_id is not None:
            message = _("Somebody has decided on this already.")
            raise Refusal(422, errors=[FieldError("reason", message)])

    def change(self, item: RedFlagSuggestion, values: dict[str, Any]) -> None:
        if values.get("reason"):
            put_aside(item, values["reason"], today(), current_viewer.advisor_id)
        elif "reason" in values:
            bring_back(item)
