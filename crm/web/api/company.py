from __future__ import annotations

from sqlalchemy.orm import selectinload

from crm.models import Company, CompanyOverview, Site
from crm.web.api.base import CrmApi
from crm.web.api.company_schemas import ChangedCompany, CompanyCard, CompanyRow, NewCompany
from crm.web.api.company_search import ORDERS, SEARCH
from crm.web.api.interface import ApiInterface

OVERVIEW = selectinload(Company.overview).selectinload(CompanyOverview.district)
WHOLE = (
    OVERVIEW,
    selectinload(Company.facts),
    selectinload(Company.sites).selectinload(Site.district),
)


class CompanyApi(CrmApi):
    resource_name = "companies"
    class_permission_name = "Company"
    things = "firms"
    openapi_spec_tag = "Companies"
    datamodel = ApiInterface(Company, joins=(Company.overview,), eager=(OVERVIEW,))
    whole = WHOLE
    list_model_schema = CompanyRow()
    show_model_schema = CompanyCard()
    add_model_schema = NewCompany()
    edit_model_schema = ChangedCompany()
    search = SEARCH
    orders = ORDERS
    examples = {
        "post": {"name": "Fahrradwerkstatt Speiche", "chamber": "hwk", "is_craft": True},
        "put": {"version": 1, "phone": "0391 123456"},
    }
