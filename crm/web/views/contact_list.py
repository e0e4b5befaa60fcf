"""All contacts of the office that the viewer may see, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import request
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, select, true

from crm.enums import InteractionKind, InteractionStatus
from crm.models import Interaction
from crm.services.scope import visible_interactions
from crm.web import contact_columns
from crm.web.addresses import contact_address, log_address
from crm.web.choices import advisors, as_filter, teams
from crm.web.filters import Filter, enum_choices
from crm.web.formats import label
from crm.web.interface import COUNT_CAP
from crm.web.listing import Column, ListPage
from crm.web.offers import topics
from crm.web.security import current_viewer

ALL = "all"
FIRMS_ON_PAGE, FIRMS_IN_EXPORT = 3, 200


def _statuses() -> list[tuple[str, Any]]:
    return [*enum_choices(InteractionStatus)(), (ALL, gettext("All"))]


def _in_status(value: str) -> ColumnElement[bool]:
    """What has taken place, unless asked otherwise: plans stand in My day."""
    return true() if value == ALL else Interaction.status == value


def _mine(_flag: str) -> ColumnElement[bool]:
    return contact_columns.by_advisor(current_viewer.advisor_id or 0)


def _address(row: Any) -> str:
    return contact_address(row.kind, row.id)


class ContactList(ListPage):
    route_base = "/contacts"
    class_permission_name = "Interaction"
    default_view_permission = "list"
    title = _("Contacts")
    lead = _("Visits, consultations, calls and gatherings.")
    empty = _("No contact fits these filters.")
    export_name = "contacts"
    base_order = ("happened_on", "desc")
    columns = (
        Column(
            "happened_on", _("Day"), lambda row: row.happened_on, "day", Interaction.happened_on,
            link=_address, priority=1,
        ),
        Column("what", _("What"), lambda row: row.title or label(row.kind), priority=1),
        Column("firms", _("Firms"), lambda row: row.firms, priority=1),
        Column("participants", _("How many"), lambda row: row.participants, "number", priority=0),
        Column("advisors", _("Advisors"), lambda row: row.advisors),
        Column("topics", _("Topics"), lambda row: row.topics, priority=3),
        Column("status", _("Status"), lambda row: row.status, "enum"),
        Column("kind", _("Kind"), lambda row: row.kind, "enum", priority=0),
        Column("duration", _("Minutes"), lambda row: row.duration_minutes, "number", priority=0),
        Column("place", _("Place"), lambda row: row.place, priority=0),
    )  # fmt: skip
    filters = (
        Filter("kind", _("Kind"), lambda v: Interaction.kind == v, "choice",
               enum_choices(InteractionKind)),
        Filter("status", _("Status"), _in_status, "choice", _statuses,
               default=lambda: InteractionStatus.HELD.value),
        Filter("from", _("From"), lambda day: Interaction.happened_on >= day, "day"),
        Filter("to", _("Until"), lambda day: Interaction.happened_on <= day, "day"),
        Filter("mine", _("Mine only"), _mine, "flag"),
        Filter("advisor", _("Advisor"), lambda v: contact_columns.by_advisor(int(v)),
               "choice", as_filter(advisors), advanced=True),
        Filter("team", _("Team"), lambda v: contact_columns.by_team(int(v)), "choice",
               as_filter(teams), advanced=True),
        Filter("topic", _("Topic"), lambda v: contact_columns.with_topic(int(v)), "choice",
               as_filter(topics), advanced=True),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        exported = request.endpoint == f"{self.endpoint}.export"
        locale = get_locale()
        return select(
            Interaction.id,
            Interaction.kind,
            Interaction.status,
            Interaction.title,
            Interaction.happened_on,
            Interaction.duration_minutes,
            Interaction.place,
            contact_columns.firms(FIRMS_IN_EXPORT if exported else FIRMS_ON_PAGE),
            contact_columns.participants(),
            contact_columns.advisors(),
            contact_columns.topics(bool(locale) and locale.language != "de"),
        ).where(visible_interactions(current_viewer))

    def count(self, query: Select[Any]) -> int:
        """Of the bare rows: their firms and advisors do not change how many they are."""
        ids = query.with_only_columns(Interaction.id).order_by(None).limit(COUNT_CAP).subquery()
        return int(self.session.scalar(select(func.count()).select_from(ids)) or 0)

    def tie_breaker(self) -> Sequence[Any]:
        down = self.order()[1] == "desc"
        return (Interaction.id.desc() if down else Interaction.id.asc(),)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return (
            (log_address(InteractionKind.VISIT), gettext("Log a company visit"), "building"),
            (log_address(InteractionKind.CALL), gettext("Log a call"), "telephone"),
        )
