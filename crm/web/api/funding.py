"""Funding consultations, and the programmes that firms can apply for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import FundingStage
from crm.models import Advisor, Company, FundingCase, FundingProgramme, Inquiry, Interaction
from crm.rules.funding import funding_problems, programme_problems
from crm.rules.money import MOST
from crm.services.funding import add_case, change_case
from crm.services.scope import visible_funding_cases, visible_inquiries, visible_interactions
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.fields import PAGE, Body, Choice, Day, Flag, Spoken, Text
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CompanyRef, Kept, Named
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched


class Euros(Spoken, fields.Decimal):
    """Written as text, "12500.00", so that no cent is lost on the way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(places=2, as_string=True, **kwargs)
        self.metadata.setdefault("example", "12500.00")

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Decimal:
        if isinstance(value, (bool, float)):
            raise self.make_error("invalid")
        amount = super()._deserialize(value, attr, data, **kwargs) or Decimal(0)
        if abs(amount) > MOST:
            raise self.make_error("too_large")
        return amount


class CaseRow(Kept):
    company = fields.Nested(CompanyRef, allow_none=True)
    guest_name = fields.String(allow_none=True)
    programme = fields.Nested(Named, allow_none=True)
    owner = fields.Nested(AdvisorRef, allow_none=True)
    stage = Choice(FundingStage)
    discussed_on = fields.Date()
    applied_on = fields.Date(allow_none=True)
    decided_on = fields.Date(
        allow_none=True, metadata={"description": "Granted, refused or given up."}
    )
    deadline_on = fields.Date(allow_none=True)
    amount_applied = Euros(allow_none=True)
    amount_granted = Euros(allow_none=True)


class CaseCard(CaseRow):
    purpose = fields.String(allow_none=True)
    interaction_id = fields.Integer(allow_none=True)
    inquiry_id = fields.Integer(allow_none=True)


class CaseBody(Body):
    company_id = Reference(Company, allow_none=True)
    guest_name = Text(allow_none=True)
    programme_id = Reference(FundingProgramme, listed=True, allow_none=True)
    owner_id = Reference(Advisor, listed=True, allow_none=True)
    interaction_id = Reference(Interaction, for_caller(visible_interactions), allow_none=True)
    inquiry_id = Reference(Inquiry, for_caller(visible_inquiries), allow_none=True)
    purpose = Text(lines=True, longest=PAGE, allow_none=True)
    stage = Choice(FundingStage)
    discussed_on = Day()
    applied_on = Day(allow_none=True)
    decided_on = Day(allow_none=True)
    deadline_on = Day(allow_none=True)
    amount_applied = Euros(allow_none=True)
    amount_granted = Euros(allow_none=True)


class NewCase(CaseBody, Keyed):
    """Discussed today when it does not say otherwise."""


class ChangedCase(CaseBody, Versioned):
    pass


SEARCHED = ("id", "company_id", "programme_id", "owner_id", "interaction_id", "inquiry_id",
            "stage", "discussed_on", "applied_on", "decided_on", "deadline_on",
            "changed_at")  # fmt: skip


class FundingApi(CrmApi):
    resource_name = "funding"
    class_permission_name = "Funding"
    things = "funding consultations"
    openapi_spec_tag = "Funding"
    datamodel = ApiInterface(
        FundingCase,
        scope=for_caller(visible_funding_cases),
        eager=(
            selectinload(FundingCase.owner),
            selectinload(FundingCase.programme),
            selectinload(FundingCase.company).selectinload(Company.overview),
        ),
    )
    list_model_schema = CaseRow()
    show_model_schema = CaseCard()
    add_model_schema = NewCase()
    edit_model_schema = ChangedCase()
    search = searched(FundingCase, *SEARCHED)
    orders = columns(FundingCase, "id", "discussed_on", "deadline_on", "changed_at")
    rules = staticmethod(funding_problems)
    examples = {
        "post": {"company_id": 1, "discussed_on": "2026-11-20", "purpose": "Neue Maschine"},
        "put": {"version": 1, "stage": "applied", "applied_on": "2026-11-23",
                "amount_applied": "12500.00"},
    }  # fmt: skip

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        values.setdefault("discussed_on", today())
        super().check(values, item)

    def create(self, values: dict[str, Any]) -> FundingCase:
        return add_case(self.session, values)

    def change(self, item: FundingCase, values: dict[str, Any]) -> None:
        change_case(item, values)


class ProgrammeRow(Kept):
    name = fields.String(metadata={"example": "Investitionszuschuss des Landes"})
    giver = fields.String(metadata={"example": "Land"})
    deadline_on = fields.Date(
        allow_none=True, metadata={"description": "The last day to apply; null: at any time."}
    )
    link = fields.String(allow_none=True)
    is_active = fields.Boolean()


class ProgrammeCard(ProgrammeRow):
    notes = fields.String(allow_none=True)


class ProgrammeBody(Body):
    name = Text(allow_none=True)
    giver = Text(allow_none=True)
    deadline_on = Day(allow_none=True)
    link = Text(allow_none=True)
    notes = Text(lines=True, longest=PAGE, allow_none=True)
    is_active = Flag()


class NewProgramme(ProgrammeBody, Keyed):
    pass


class ChangedProgramme(ProgrammeBody, Versioned):
    pass


class ProgrammeApi(CrmApi):
    resource_name = "funding-programmes"
    class_permission_name = "FundingProgramme"
    things = "funding programmes"
    openapi_spec_tag = "Funding"
    datamodel = ApiInterface(FundingProgramme)
    list_model_schema = ProgrammeRow()
    show_model_schema = ProgrammeCard()
    add_model_schema = NewProgramme()
    edit_model_schema = ChangedProgramme()
    search = searched(
        FundingProgramme, "id", "name", "giver", "deadline_on", "is_active", "changed_at"
    )
    orders = columns(FundingProgramme, "id", "name", "deadline_on", "changed_at")
    rules = staticmethod(programme_problems)
    examples = {
        "post": {"name": "Zuschuss für Lastenräder", "giver": "Stadt"},
        "put": {"version": 1, "deadline_on": "2027-03-31"},
    }
