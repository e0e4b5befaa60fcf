"""Who comes to gatherings, and who never does, with export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Integer, Select, column, select, true

from crm.clock import today
from crm.enums import InteractionKind, SizeClass
from crm.models import CompanyOverview, District, GatheringSeries, Interaction
from crm.services.series import NEVER_CAME, guests, in_series
from crm.web.addresses import company_address
from crm.web.districts import district_choices
from crm.web.filters import Filter, enum_choices
from crm.web.gathering_form import KINDS
from crm.web.listing import Column, ListPage
from crm.web.security import current_viewer

COMES, NEVER, ALL = "comes", "never", "all"
YEARS = 2
ASKED: ColumnElement[int] = column("asked", Integer)
CAME: ColumnElement[int] = column("came", Integer)
STAYED_AWAY: ColumnElement[int] = column("stayed_away", Integer)
LAST: ColumnElement[Any] = column("last_came_on")


def _since() -> str:
    day = today()
    return date(day.year - YEARS, day.month, min(day.day, 28)).isoformat()


def _who() -> list[tuple[str, str]]:
    return [
        (COMES, gettext("who came")),
        (NEVER, gettext("who never comes (asked %(number)s times or more)", number=NEVER_CAME)),
        (ALL, gettext("all who were asked")),
    ]


def _counted(which: str) -> ColumnElement[bool]:
    never = (CAME == 0) & (ASKED >= NEVER_CAME)
    return {COMES: CAME > 0, NEVER: never, ALL: true()}[which]


def _series() -> list[tuple[str, str]]:
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    query = select(GatheringSeries.id, GatheringSeries.title).order_by(GatheringSeries.title)
    return [(str(row.id), row.title) for row in session.execute(query)]


WHICH = (
    Filter("kind", _("Kind"), lambda v: Interaction.kind == InteractionKind(v), "choice",
           enum_choices(None, KINDS)),
    Filter("series", _("Series"), lambda v: in_series(int(v)), "choice", _series, advanced=True),
    Filter("from", _("From"), lambda day: Interaction.happened_on >= day, "day", default=_since),
    Filter("to", _("Until"), lambda day: Interaction.happened_on <= day, "day"),
)  # fmt: skip
"""Which gatherings are counted."""
WHO = (
    Filter("who", _("Who"), _counted, "choice", _who, default=lambda: COMES),
    Filter("size_class", _("Size"), lambda v: CompanyOverview.size_class == v, "choice",
           enum_choices(SizeClass)),
    Filter("district", _("District"), lambda v: CompanyOverview.district_id == int(v), "choice",
           district_choices),
)  # fmt: skip


class GuestList(ListPage):
    route_base = "/gatherings/guests"
    class_permission_name = "Interaction"
    default_view_permission = "list"
    title = _("Who comes to gatherings")
    lead = _("Firms on the lists of gatherings that were held, and how often they came.")
    empty = _("No firm fits. Choose a longer time, or show all who were asked.")
    export_name = _("guests")
    base_order = ("came", "desc")
    columns = (
        Column("label", _("Firm"), lambda row: row.label, order=CompanyOverview.label_key,
               link=lambda row: company_address(row.id), priority=1),
        Column("size_class", _("Size"), lambda row: row.size_class, "enum"),
        Column("district", _("District"), lambda row: row.district, priority=3),
        Column("asked", _("On the list"), lambda row: row.asked, "number", ASKED, priority=1),
        Column("came", _("Came"), lambda row: row.came, "number", CAME, priority=1),
        Column("stayed_away", _("Did not come"), lambda row: row.stayed_away, "number",
               STAYED_AWAY),
        Column("last_came_on", _("Last time"), lambda row: row.last_came_on, "day", LAST),
    )  # fmt: skip
    filters = (*WHO, *WHICH)

    def rows(self) -> Select[Any]:
        query = guests(current_viewer, *self._which())
        return query.add_columns(District.name.label("district")).outerjoin(
            District, District.id == CompanyOverview.district_id
        )

    def filtered(self) -> Select[Any]:
        """Which gatherings count is settled before firms are counted."""
        query = self.rows()
        for each in WHO:
            query = each.apply(query)
        return query

    def _which(self) -> Iterator[ColumnElement[bool]]:
        for each in WHICH:
            value = each.value()
            if value is not None:
                yield each.where(value)

    def tie_breaker(self) -> Sequence[Any]:
        return (CompanyOverview.id,)
