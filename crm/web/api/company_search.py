"""What firms are filtered and sorted by."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import ColumnElement

from crm.models import Company, CompanyOverview
from crm.services.find_company import companies_matching
from crm.web.api.search import Searches, Words, columns, searched

OF_COMPANY = ("id", "name", "legal_form", "register_number", "chamber", "is_craft", "is_sideline",
              "founded_on", "ended_on", "end_reason", "created_at", "changed_at")  # fmt: skip
OF_OVERVIEW = ("is_active", "size_band", "size_class", "wz_code", "wz_section", "district_id",
               "last_contact_on", "last_visit_on")  # fmt: skip


def _matching(text: str) -> ColumnElement[bool]:
    return companies_matching(current_app.appbuilder.session, text)  # type: ignore[attr-defined]


SEARCH: Searches = {
    "text": Words(_matching),
    **searched(Company, *OF_COMPANY),
    **searched(CompanyOverview, *OF_OVERVIEW),
}
ORDERS = {
    **columns(Company, "id", "name", "founded_on", "changed_at"),
    **columns(CompanyOverview, "label", "last_contact_on"),
}
