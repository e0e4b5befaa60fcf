"""Sites in no district: outside all outlines, or with nothing to place them by."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select, true

from crm.models import CompanyOverview, Site
from crm.web.filters import Filter
from crm.web.listing import Column, ListPage

OUTSIDE, NOWHERE, ALL = "outside", "nowhere", "all"


def _why() -> list[tuple[str, Any]]:
    return [
        (ALL, gettext("All")),
        (OUTSIDE, gettext("Coordinates outside all districts")),
        (NOWHERE, gettext("No coordinates")),
    ]


def _is_so(value: str) -> ColumnElement[bool]:
    return {
        ALL: true(),
        OUTSIDE: Site.latitude.is_not(None),
        NOWHERE: Site.latitude.is_(None),
    }[value]


class SiteList(ListPage):
    route_base = "/register/sites"
    class_permission_name = "Register"
    default_view_permission = "list"
    title = _("Sites in no district")
    lead = _("Where firms work today, without anybody knowing the district. Open the firm to say.")
    empty = _("Every site is in a district.")
    export_name = _("sites in no district")
    base_order = ("company", "asc")
    columns = (
        Column("company", _("Firm"), lambda row: row.label, order=CompanyOverview.label_key,
               priority=1, link=lambda row: url_for("CompanyPage.show", pk=row.Site.company_id)),
        Column("address", _("Address"), lambda row: row.Site.address, priority=1),
        Column("postcode", _("Postcode"), lambda row: row.Site.postcode, order=Site.postcode,
               priority=0),
        Column("latitude", _("Latitude"), lambda row: row.Site.latitude),
        Column("longitude", _("Longitude"), lambda row: row.Site.longitude),
    )  # fmt: skip
    filters = (Filter("why", _("Why"), _is_so, "choice", _why, default=lambda: ALL),)

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (Site, CompanyOverview.label)
        return (
            select(*columns)
            .join(CompanyOverview, CompanyOverview.id == Site.company_id)
            .where(Site.district_id.is_(None), Site.valid_to.is_(None))
        )

    def tie_breaker(self) -> tuple[Any, ...]:
        return (Site.id,)
