"""Who came, went and moved in a month, with the firms behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import current_app, url_for
from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, literal_column, or_, true

from crm.clock import today
from crm.enums import Movement
from crm.models import CompanyOverview, Site
from crm.services.movements import (
    DistrictFrom,
    DistrictTo,
    last_day,
    movement_counts,
    movement_rows,
    movements,
    size_of,
)
from crm.web.addresses import company_address
from crm.web.districts import district_choices
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.movement_figures import MovementFigures, movement_figures
from crm.web.trusting import known, title_of

A_DAY = timedelta(days=1)
DAY: Any = literal_column("movements.day")


def last_month() -> str:
    """The last one that is over: ``2026-10``."""
    return month_name(today().replace(day=1) - A_DAY)


def month_name(day: date) -> str:
    return day.isoformat()[:7]


def _every(_value: Any) -> ColumnElement[bool]:
    """What it asks for is asked in the rows themselves."""
    return true()


def _sources() -> list[tuple[str, str]]:
    session = current_app.appbuilder.session  # type: ignore[attr-defined]
    return [(source, title_of(source)) for source in known(session)]


def _address(site: str) -> Any:
    return lambda row: getattr(row, site).address if getattr(row, site) else None


def _place(site: str, district: str) -> Any:
    """Short, for the page: the town is always the same."""
    return lambda row: ", ".join(
        filter(None, (_street(getattr(row, site)), row._mapping[district]))
    )


def _street(site: Site | None) -> str | None:
    if site is None:
        return None
    street = " ".join(filter(None, (site.street, site.house_number)))
    return street or site.neighbourhood or site.postcode


def _advised(row: Any) -> str | None:
    began = row.kind == Movement.BEGUN and row.venture_id
    return gettext("Founder advised here") if began else None


def _founder(row: Any) -> str | None:
    may = current_app.appbuilder.sm.has_access("can_show", "Venture")  # type: ignore[attr-defined]
    return url_for("VentureView.show", pk=row.venture_id) if may else None


class MovementList(ListPage):
    route_base = "/register/movements"
    class_permission_name = "Company"
    default_view_permission = "list"
    title = _("Who came, went, moved")
    lead = _(
        "Firms that began, ended or moved in a month, from registers and from what we entered."
    )
    empty = _("Nobody came, went or moved in this month, as far as we know. Choose another one.")
    export_name = _("movements")
    template = "movements.html"
    base_order = ("day", "asc")
    columns = (
        Column("day", _("On"), lambda row: row.day, "day", DAY, priority=1),
        Column("kind", _("What"), lambda row: Movement(row.kind), "enum", priority=1),
        Column("firm", _("Firm"), lambda row: row.label, order=CompanyOverview.label_key,
               link=lambda row: company_address(row.company_id), priority=1),
        Column("size", _("Size"), lambda row: size_of(row), "enum"),
        Column("reason", _("Why"), lambda row: row.reason, "enum"),
        Column("left", _("From where"), _place("moved_from", "district_from")),
        Column("to", _("Where to"), _place("moved_to", "district_to")),
        Column("address_from", _("Address before"), _address("moved_from"), priority=0),
        Column("district_from", _("District before"), lambda row: row.district_from, priority=0),
        Column("address_to", _("Address"), _address("moved_to"), priority=0),
        Column("district_to", _("District"), lambda row: row.district_to, priority=0),
        Column("source", _("Source"), lambda row: title_of(row.source), priority=3),
        Column("founder", _("Founder"), _advised, link=_founder, priority=3),
    )  # fmt: skip
    filters = (
        Filter("month", _("Month"), _every, "month", default=last_month, placeholder="2026-04"),
        Filter("kind", _("What"), _every, "choice", enum_choices(Movement)),
        Filter("district", _("District"), _every, "choice", district_choices),
        Filter("source", _("Source"), _every, "choice", _sources),
    )

    def filtered(self) -> Select[Any]:
        asked = {each.name: each.value() for each in self.filters}
        first, last = asked["month"], last_day(asked["month"])
        moves = movements(first, last)
        query = movement_rows(moves, last)
        for name in ("kind", "source"):
            if asked[name]:
                query = query.where(moves.c[name] == asked[name])
        if asked["district"]:
            here = int(asked["district"])
            query = query.where(or_(DistrictTo.id == here, DistrictFrom.id == here))
        return query

    def tie_breaker(self) -> Sequence[Any]:
        return CompanyOverview.label_key, CompanyOverview.id, literal_column("movements.kind")

    def figures(self) -> MovementFigures:
        return movement_figures(movement_counts(self.session, self.filtered()))

    def months(self) -> tuple[str, str, str | None]:
        """The month before, this one in words, and the next, where it is not still to come."""
        first = self.filters[0].value()
        following = last_day(first) + A_DAY
        words = format_date(first, "LLLL yyyy")
        later = month_name(following) if following <= today() else None
        return month_name(first - A_DAY), words, later
