"""All firms, narrowed down by what the address says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, or_, select, true

from crm.enums import Chamber, SizeClass
from crm.models import Company, District
from crm.models import CompanyOverview as Firm
from crm.services.family import counts_itself
from crm.services.find_company import companies_matching
from crm.services.sectors import in_section
from crm.web.addresses import company_address
from crm.web.districts import district_choices
from crm.web.filters import Filter, enum_choices
from crm.web.listing import Column, ListPage
from crm.web.names import NO_INDIVIDUAL_CONTACT
from crm.web.sectors import section_choices, section_title

SMALL = "small_firms"
ACTIVE, ENDED, ALL = "active", "ended", "all"


def _matching(text: str) -> ColumnElement[bool]:
    return companies_matching(current_app.appbuilder.session, text)  # type: ignore[attr-defined]


def _of_size(code: str) -> ColumnElement[bool]:
    small = [size for size in SizeClass if size.is_small_firm]
    return Firm.size_class.in_(small if code == SMALL else [SizeClass(code)])


def _size_choices() -> list[tuple[str, Any]]:
    return [(SMALL, gettext("All small firms (under 50)")), *enum_choices(SizeClass)()]


def _in_section(key: str) -> ColumnElement[bool]:
    return Firm.wz_section.is_(None) if key == "unknown" else in_section(key)


def _in_district(pk: str) -> ColumnElement[bool]:
    return Firm.district_id.is_(None) if pk == "none" else Firm.district_id == int(pk)


def _district_choices() -> list[tuple[str, Any]]:
    return [*district_choices(), ("none", gettext("No district known"))]


def _in_state(state: str) -> ColumnElement[bool]:
    chosen = true() if state == ALL else Firm.is_active.is_(state == ACTIVE)
    return chosen if state == ACTIVE else chosen & counts_itself()


def _state_choices() -> list[tuple[str, Any]]:
    return [(ACTIVE, gettext("active")), (ENDED, gettext("ended")), (ALL, gettext("all"))]


def _of_chamber(code: str) -> ColumnElement[bool]:
    return Firm.id.in_(select(Company.id).where(Company.chamber == Chamber(code)))


class CompanyList(ListPage):
    route_base = "/companies"
    class_permission_name = "Company"
    default_view_permission = "list"
    title = _("Firms")
    empty = _("Remove a filter, or add the firm if it is not on file yet.")
    export_name = _("firms")
    base_order = ("label", "asc")
    columns = (
        Column("label", _("Firm"), lambda row: row.label, order=Firm.label_key, priority=1,
               link=lambda row: company_address(row.id)),
        Column("size_class", _("Size"), lambda row: row.size_class, "enum"),
        Column("section", _("Sector"), lambda row: section_title(row.wz_section, row.wz_edition),
               priority=3),
        Column("wz_code", _("WZ code"), lambda row: row.wz_code, priority=0),
        Column("district", _("District"), lambda row: row.district),
        Column("last_contact", _("Last contact"), lambda row: row.last_contact_on, "days_ago",
               order=Firm.last_contact_on, priority=1),
        Column("address", _("Address"), lambda row: row.address, priority=3),
    )  # fmt: skip
    filters = (
        Filter("q", _("Find"), _matching, placeholder=_("Name, street, person, number …")),
        Filter("size_class", _("Size"), _of_size, "choice", _size_choices),
        Filter("district", _("District"), _in_district, "choice", _district_choices),
        Filter("section", _("Sector"), _in_section, "choice", section_choices),
        Filter("state", _("Status"), _in_state, "choice", _state_choices, default=lambda: ACTIVE),
        Filter(
            "before",
            _("No contact since"),
            lambda day: or_(Firm.last_contact_on < day, Firm.last_contact_on.is_(None)),
            "day",
            advanced=True,
        ),
        Filter(
            "never",
            _("No individual contact yet"),
            lambda _set: Firm.last_individual_on.is_(None),
            "flag",
            advanced=True,
            explains=_(NO_INDIVIDUAL_CONTACT),
        ),
        Filter(
            "chamber", _("Chamber"), _of_chamber, "choice", enum_choices(Chamber), advanced=True
        ),
    )

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            Firm.id, Firm.label, Firm.size_class, Firm.wz_code, Firm.wz_section, Firm.address,
            Firm.last_contact_on, Firm.wz_edition, District.name.label("district"),
        )  # fmt: skip
        return (
            select(*columns).select_from(Firm).outerjoin(District, District.id == Firm.district_id)
        )

    def ordered(self, query: Select[Any]) -> Select[Any]:
        """Who was never spoken to waits longest, on every database."""
        name, direction = self.order()
        if name != "last_contact":
            return super().ordered(query)
        column = Firm.last_contact_on
        if direction == "asc":
            return query.order_by(column.asc().nulls_first(), Firm.id)
        return query.order_by(column.desc().nulls_last(), Firm.id.desc())

    def tie_breaker(self) -> Sequence[Any]:
        return (Firm.id,)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if self.appbuilder.sm.has_access("can_add", self.class_permission_name):
            yield url_for("CompanyEdit.add"), gettext("Add a firm"), "plus-lg"
        yield url_for("MovementList.index"), gettext("Who came, went, moved"), "arrow-left-right"
