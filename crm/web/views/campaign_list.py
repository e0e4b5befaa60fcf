"""All campaigns; and the firms on the target list of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select, true

from crm.clock import today
from crm.models import Advisor, Campaign, CampaignTarget
from crm.models import CompanyOverview as Firm
from crm.services.campaigns import reached
from crm.services.family import goes_on
from crm.services.no_contact import may_be_contacted
from crm.web.addresses import company_address
from crm.web.choices import campaigns
from crm.web.controls import allowed
from crm.web.filters import Filter
from crm.web.listing import Column, ListPage

CURRENT, OVER, ALL = "current", "over", "all"
OPEN, REACHED = "open", "reached"
WELCOME, UNWANTED = "welcome", "unwanted"


def _states() -> list[tuple[str, Any]]:
    return [(CURRENT, gettext("Current and coming")), (OVER, gettext("Over")),
            (ALL, gettext("All"))]  # fmt: skip


def _in_state(value: str) -> ColumnElement[bool]:
    is_over = Campaign.ends_on < today()
    return {CURRENT: ~is_over, OVER: is_over, ALL: true()}[value]


def targets() -> ColumnElement[int]:
    """Of a campaign: how many firms stand on its frozen list."""
    counted = select(func.count()).where(CampaignTarget.campaign_id == Campaign.id)
    return counted.scalar_subquery()


class CampaignList(ListPage):
    route_base = "/campaigns"
    class_permission_name = "Campaign"
    default_view_permission = "list"
    title = _("Campaigns")
    lead = _("Whom the office, alone or with partners, sets out to reach.")
    empty = _("No campaign fits these filters. A new one needs a title, its days and for whom.")
    export_name = _("campaigns")
    base_order = ("starts_on", "desc")
    columns = (
        Column("title", _("Title"), lambda row: row.title, order=Campaign.title, priority=1,
               link=lambda row: url_for("CampaignView.show", pk=row.id)),
        Column("starts_on", _("First day"), lambda row: row.starts_on, "day", Campaign.starts_on,
               priority=1),
        Column("ends_on", _("Last day"), lambda row: row.ends_on, "day", Campaign.ends_on),
        Column("lead", _("Who leads"), lambda row: row.lead),
        Column("targets", _("Firms on the list"), lambda row: row.targets, "number", priority=1),
        Column("goal_firms", _("Firms to be reached"), lambda row: row.goal_firms, "number",
               priority=3),
    )  # fmt: skip
    filters = (Filter("state", _("State"), _in_state, "choice", _states, default=lambda: CURRENT),)

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            Campaign.id, Campaign.title, Campaign.starts_on, Campaign.ends_on,
            Campaign.goal_firms, Advisor.name.label("lead"), targets().label("targets"),
        )  # fmt: skip
        return select(*columns).outerjoin(Advisor, Advisor.id == Campaign.lead_id)

    def tie_breaker(self) -> Sequence[Any]:
        return (Campaign.id,)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if allowed("can_add", "Campaign"):
            yield url_for("CampaignView.new"), gettext("New campaign"), "plus-lg"


def _reach() -> list[tuple[str, Any]]:
    return [(OPEN, gettext("Not reached yet")), (REACHED, gettext("Reached")),
            (ALL, gettext("All"))]  # fmt: skip


def _is_reached(value: str) -> ColumnElement[bool]:
    met = func.coalesce(reached(Campaign, today()), False)
    return {OPEN: met.is_(False), REACHED: met.is_(True), ALL: true()}[value]


def _named() -> list[tuple[str, str]]:
    return [(str(each.id), str(each)) for each in campaigns()]


def _wishes() -> list[tuple[str, Any]]:
    return [(WELCOME, gettext("Welcome")), (UNWANTED, gettext("Not wanted")),
            (ALL, gettext("All"))]  # fmt: skip


def _wished(value: str) -> ColumnElement[bool]:
    return {WELCOME: may_be_contacted(), UNWANTED: ~may_be_contacted(), ALL: true()}[value]


class CampaignTargetList(ListPage):
    """As written down on the first day; reached is who had a contact since."""

    route_base = "/campaigns/targets"
    class_permission_name = "Campaign"
    default_view_permission = "list"
    title = _("Target lists")
    lead = _("The firms that a campaign was to reach, as they were on its first day.")
    empty = _("Nobody fits: all are reached, or the list is written down on the first day.")
    export_name = _("target-list")
    base_order = ("last_contact_on", "asc")
    columns = (
        Column("label", _("Firm"), lambda row: row.label, order=Firm.label_key, priority=1,
               link=lambda row: company_address(row.company_id)),
        Column("address", _("Address"), lambda row: row.address),
        Column("size_class", _("Size"), lambda row: row.size_class, "enum", priority=3),
        Column("last_contact_on", _("Last contact"), lambda row: row.last_contact_on, "days_ago",
               Firm.last_contact_on, priority=1),
        Column("campaign", _("Campaign"), lambda row: row.campaign, priority=3,
               link=lambda row: url_for("CampaignView.show", pk=row.campaign_id)),
    )  # fmt: skip
    filters = (
        Filter("campaign", _("Campaign"), lambda v: CampaignTarget.campaign_id == int(v),
               "choice", _named),
        Filter("reach", _("Reached"), _is_reached, "choice", _reach, default=lambda: OPEN),
        Filter("wish", _("Contact"), _wished, "choice", _wishes, default=lambda: WELCOME),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            CampaignTarget.id, Firm.id.label("company_id"), Firm.label, Firm.address,
            Firm.size_class, Firm.last_contact_on, Campaign.id.label("campaign_id"),
            Campaign.title.label("campaign"),
        )  # fmt: skip
        return (
            select(*columns)
            .join(Campaign, Campaign.id == CampaignTarget.campaign_id)
            .join(Firm, Firm.id == CampaignTarget.company_id)
            .where(or_(goes_on(), Firm.last_contact_on >= Campaign.starts_on))
        )

    def tie_breaker(self) -> Sequence[Any]:
        return (CampaignTarget.id,)
