from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import g, url_for
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import SiteKind
from crm.models import Company, CompanyOverview, RedFlagSuggestion, Site
from crm.models.base import utc_now
from crm.rules.company import company_problems
from crm.rules.company_fact import fact_problems
from crm.rules.site import site_problems
from crm.services.add_company import add_company
from crm.services.change_facts import change_facts
from crm.services.family import counts_itself, survivor_of
from crm.services.move_site import add_site
from crm.web.api.answers import Elsewhere, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.company_facts import after, current_fact
from crm.web.api.company_schemas import ChangedCompany, CompanyCard, CompanyRow, NewCompany
from crm.web.api.company_search import ORDERS, SEARCH
from crm.web.api.interface import ApiInterface, Condition
from crm.web.forms import Rules

OVERVIEW = selectinload(Company.overview).selectinload(CompanyOverview.district)
WHOLE = (
    OVERVIEW,
    selectinload(Company.facts),
    selectinload(Company.all_sites).selectinload(Site.district),
    selectinload(Company.family).joinedload(CompanyOverview.company),
    selectinload(Company.suggestions).selectinload(RedFlagSuggestion.topic),
)


PARTS: dict[str, Rules] = {"site": site_problems, "fact": fact_problems}
"""What is sent along with a firm and begins on a day of its own."""


class CompanyInterface(ApiInterface):
    """Lists firms that count; one that was merged is found by its id alone, see ``visible``."""

    def count(self, *conditions: Condition) -> int:
        return super().count(counts_itself(), *conditions)

    def page(self, conditions: Sequence[Condition], *how: Any) -> list[Any]:
        return super().page((counts_itself(), *conditions), *how)


class CompanyApi(CrmApi):
    resource_name = "companies"
    class_permission_name = "Company"
    things = "firms"
    openapi_spec_tag = "Companies"
    datamodel = CompanyInterface(Company, joins=(Company.overview,), eager=(OVERVIEW,))
    whole = WHOLE
    list_model_schema = CompanyRow()
    show_model_schema = CompanyCard()
    add_model_schema = NewCompany()
    edit_model_schema = ChangedCompany()
    search = SEARCH
    orders = ORDERS
    rules = staticmethod(company_problems)
    examples = {
        "post": {
            "name": "Fahrradwerkstatt Speiche",
            "chamber": "hwk",
            "is_craft": True,
            "founded_on": "2026-10-01",
            "site": {"street": "Breiter Weg", "house_number": "7", "postcode": "39104"},
            "fact": {"employees": 3, "wz_code": "95.29", "wz_edition": "2008"},
        },
        "put": {
            "version": 1,
            "phone": "0391 123456",
            "fact": {"size_band": "4-6", "valid_from": "2026-11-01"},
        },
    }

    def visible(self, pk: int) -> Any:
        """Of a merged firm the one that counts, for reading and for changing alike."""
        item = super().visible(pk)
        if item.merged_into_id is not None:
            counting = survivor_of(self.session, pk)
            raise Elsewhere(url_for(f"{self.endpoint}.get", pk=counting))
        return item

    def check(self, values: dict[str, Any], item: Company | None = None) -> None:
        if "fact" in values and item is not None:
            values = {**values, "fact": after(current_fact(item), values["fact"])}
        needs_name = item is None or item.name is not None
        errors = self.problems(type(self).rules, {**values, "needs_name": needs_name})
        for part, rules in PARTS.items():
            if part in values:
                errors += self.problems(rules, values[part], f"{part}.")
        if errors:
            raise Refusal(422, errors=errors)

    def create(self, values: dict[str, Any]) -> Company:
        parts = _parts(values)
        company = add_company(self.session, Company(**values), {}, today())
        self._add(company, parts, company.founded_on)
        return company

    def change(self, item: Company, values: dict[str, Any]) -> None:
        parts = _parts(values)
        super().change(item, values)
        if parts:
            item.changed_at = utc_now()  # a move is a change of the firm: its version counts on
            self._add(item, parts, None)

    def _add(self, company: Company, parts: dict[str, Any], begun: date | None) -> None:
        site, fact = parts.get("site"), parts.get("fact")
        if site:
            given = {"kind": SiteKind.MAIN, "valid_from": begun, **site}
            add_site(self.session, Site(company_id=company.id, **given))
        if fact:
            told = {"source": g.user.get_full_name(), **after(current_fact(company), fact)}
            since = told.pop("valid_from", None) or begun or today()
            change_facts(self.session, company.id, told, since)


def _parts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values.pop(name) for name in list(PARTS) if name in values}
