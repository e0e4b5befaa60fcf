"""Firms in care: how often each is to be spoken to, and when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import current_app
from marshmallow import fields
from sqlalchemy import ColumnElement
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import SizeClass
from crm.models import CareClass, Company, CompanyOverview, Responsibility
from crm.services.portfolio import due_on, is_due, planned_for
from crm.services.scope import visible_care
from crm.web.api.access import PERMISSIONS
from crm.web.api.base import CrmApi
from crm.web.api.body import Versioned
from crm.web.api.care_class import CareClassRef
from crm.web.api.fields import Body, Choice
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import AdvisorRef, CompanyRef, DistrictRef, Kept
from crm.web.api.scopes import for_caller
from crm.web.api.search import Stands, columns, searched


class CareRow(Kept):
    company = fields.Nested(CompanyRef)
    address = fields.String(attribute="company.overview.address", allow_none=True)
    district = fields.Nested(DistrictRef, attribute="company.overview.district", allow_none=True)
    size_class = Choice(SizeClass, attribute="company.overview.size_class")
    advisor = fields.Nested(AdvisorRef)
    care_class = fields.Nested(CareClassRef, allow_none=True)
    valid_from = fields.Date(metadata={"description": "Since when it is in care."})
    valid_to = fields.Date(allow_none=True)
    last_individual_on = fields.Date(
        attribute="company.overview.last_individual_on", allow_none=True
    )
    due_on = fields.Date(allow_none=True, metadata={"description": "null: it has no class."})
    planned_on = fields.Date(allow_none=True, metadata={"description": "The next appointment."})


class CareCard(CareRow):
    pass


class ChangedCare(Versioned):
    care_class_id = Reference(CareClass, listed=True, allow_none=True)


def _due() -> ColumnElement[bool]:
    return is_due(current_app.appbuilder.session, today())  # type: ignore[attr-defined]


class PortfolioApi(CrmApi):
    resource_name = "portfolio"
    class_permission_name = "Portfolio"
    things = "firms in care"
    openapi_spec_tag = "Firms in care"
    exclude_route_methods = {"post", "delete"}
    method_permission_name = {**PERMISSIONS, "info": "show", "get_list": "show"}
    datamodel = ApiInterface(
        Responsibility,
        scope=for_caller(lambda viewer: visible_care(viewer, today())),
        joins=(Responsibility.company, Company.overview),
        eager=(
            selectinload(Responsibility.advisor),
            selectinload(Responsibility.care_class),
            selectinload(Responsibility.company)
            .selectinload(Company.overview)
            .selectinload(CompanyOverview.district),
        ),
    )
    list_model_schema = CareRow()
    show_model_schema = CareCard()
    add_model_schema = Body()
    edit_model_schema = ChangedCare()
    search = {
        "is_due": Stands(_due),
        **searched(Responsibility, "id", "advisor_id", "company_id", "care_class_id", "changed_at"),
        **searched(CompanyOverview, "district_id", "size_class", "last_individual_on"),
    }
    orders = {
        **columns(Responsibility, "id", "changed_at"),
        **columns(CompanyOverview, "label", "last_individual_on"),
    }
    examples = {"put": {"version": 1, "care_class_id": 1}}

    def listed(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        planned = planned_for(self.session, {row.company_id for row in rows}, today())
        dumped = super().listed(rows)
        return [{**said, **_when(row, planned)} for said, row in zip(dumped, rows, strict=True)]

    def shown(self, item: Responsibility) -> Any:
        planned = planned_for(self.session, {item.company_id or 0}, today())
        return {**super().shown(item), **_when(item, planned)}


def _when(care: Responsibility, planned: dict[Any, Any]) -> dict[str, Any]:
    firm = care.company
    silent = firm is None or firm.no_contact_since is not None
    months = care.care_class.months if care.care_class and not silent else None
    last = firm.overview.last_individual_on if firm and firm.overview else None
    day = due_on(months, last, care.valid_from)
    next_one = planned.get(care.company_id)
    return {name: at and at.isoformat() for name, at in (("due_on", day), ("planned_on", next_one))}
