from __future__ import annotations

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.models import Advisor, Company, Person, Venture
from crm.rules.venture import OFFERED, venture_problems
from crm.services import ventures
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Day, Text
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept, PersonRef
from crm.web.api.search import columns, searched

SECTION = {"description": "A section of WZ 2025 as figures name it.", "enum": OFFERED}


class VentureRow(Kept):
    person = fields.Nested(PersonRef)
    planned_name = fields.String(allow_none=True, metadata={"example": "Café am Hegelpark"})
    wz_section = fields.String(allow_none=True, metadata=SECTION)
    planned_on = fields.Date(allow_none=True)
    owner = fields.Nested(AdvisorRef, allow_none=True)
    company = fields.Nested(CompanyRef, allow_none=True)
    became_on = fields.Date(allow_none=True)
    dropped_on = fields.Date(allow_none=True)


class VentureCard(VentureRow):
    notes = fields.String(allow_none=True)


class VentureBody(Body):
    planned_name = Text(allow_none=True)
    wz_section = Text(allow_none=True, metadata={"enum": [*OFFERED, None]})
    planned_on = Day(allow_none=True)
    owner_id = Reference(Advisor, listed=True, allow_none=True)
    notes = Text(lines=True, longest=PAGE, allow_none=True)


class NewVenture(VentureBody, Keyed):
    person_id = Reference(Person, required=True)


class ChangedVenture(VentureBody, Versioned):
    dropped_on = Day(allow_none=True)
    company_id = Reference(
        Company,
        allow_none=True,
        metadata={"description": "The firm that it became; null opens the plan again."},
    )
    became_on = Day(metadata={"description": "With company_id; the firm's own day if left out."})


SEARCHED = ("id", "planned_name", "wz_section", "planned_on", "owner_id", "person_id",
            "company_id", "became_on", "dropped_on", "created_at", "changed_at")  # fmt: skip


class VentureApi(CrmApi):
    resource_name = "founders"
    class_permission_name = "Venture"
    things = "founders and what they plan"
    openapi_spec_tag = "Founders"
    datamodel = ApiInterface(
        Venture,
        eager=(
            selectinload(Venture.person),
            selectinload(Venture.owner),
            selectinload(Venture.company).selectinload(Company.overview),
        ),
    )
    list_model_schema = VentureRow()
    show_model_schema = VentureCard()
    add_model_schema = NewVenture()
    edit_model_schema = ChangedVenture()
    search = searched(Venture, *SEARCHED)
    orders = columns(Venture, "id", "planned_on", "became_on", "changed_at")
    rules = staticmethod(venture_problems)
    examples = {
        "post": {"person_id": 1, "planned_name": "Café am Hegelpark", "wz_section": "I"},
        "put": {"version": 1, "planned_on": "2027-03-01"},
    }

    def create(self, values: dict[str, Any]) -> Venture:
        return ventures.add_venture(self.session, values)

    def change(self, item: Venture, values: dict[str, Any]) -> None:
        """Opened again first and linked last."""
        if "company_id" in values and item.company_id != values["company_id"] and item.company_id:
            ventures.not_yet(self.session, item)
        ventures.change_venture(item, values)
        if values.get("company_id"):
            company = self.session.get_one(Company, values["company_id"])
            ventures.became(self.session, item, company, values.get("became_on"), today())
