"""Offices, chambers and others that refer firms or forward what they ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from flask import abort, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from crm.clock import today
from crm.enums import PartnerKind
from crm.models import Partner, PartnerContact
from crm.models.base import LARGEST_NUMBER
from crm.rules.quarter import latest_quarters
from crm.services.partner_card import contact_names, forwarded_since, owed_answers, partner_card
from crm.web.entry import EntryView
from crm.web.filters import Filter, enum_choices
from crm.web.forms import CrmForm
from crm.web.interface import CrmInterface
from crm.web.listing import Column, ListPage
from crm.web.page import Page, whole_number
from crm.web.partner_form import PartnerContactForm, PartnerForm

A_YEAR = timedelta(days=365)


class PartnerList(ListPage):
    route_base = "/partners"
    class_permission_name = "Partner"
    default_view_permission = "list"
    title = _("Partners")
    lead = _("Offices, chambers and others that forward what firms ask.")
    empty = _("No partner fits these filters.")
    export_name = _("partners")
    base_order = ("name", "asc")
    columns = (
        Column("name", _("Name"), lambda row: row.name, order=Partner.name, priority=1,
               link=lambda row: url_for("PartnerPage.show", pk=row.id)),
        Column("kind", _("Kind"), lambda row: row.kind, "enum", Partner.kind),
        Column("contacts", _("Whom one speaks to there"), lambda row: row.contacts, priority=3),
        Column("phone", _("Telephone"), lambda row: row.phone, "phone"),
        Column("email", _("E-mail"), lambda row: row.email, priority=3),
        Column("forwarded", _("Forwarded in a year"), lambda row: row.forwarded, "number",
               priority=1),
        Column("owed", _("Answers overdue"), lambda row: row.owed, "number", priority=1),
    )  # fmt: skip
    filters = (
        Filter("kind", _("Kind"), lambda v: Partner.kind == v, "choice",
               enum_choices(PartnerKind)),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        day = today()
        columns: tuple[Any, ...] = (
            Partner.id, Partner.name, Partner.kind, contact_names().label("contacts"),
            Partner.phone,
            Partner.email, forwarded_since(day - A_YEAR).label("forwarded"),
            owed_answers(day).label("owed"),
        )  # fmt: skip
        return select(*columns).where(Partner.is_active.is_(True))

    def tie_breaker(self) -> Sequence[Any]:
        return (Partner.id,)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if self.appbuilder.sm.has_access("can_add", self.class_permission_name):
            yield url_for("PartnerEdit.add"), gettext("New partner"), "plus-lg"


class PartnerPage(Page):
    route_base = "/partners"
    class_permission_name = "Partner"
    default_view = "show"
    default_view_permission = "show"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        card = partner_card(self.session, min(pk, LARGEST_NUMBER)) or abort(404)
        return str(
            self.render_template(
                "partner.html",
                title=card.partner.name,
                card=card,
                partner=card.partner,
                quarters=latest_quarters(today()),
                actions=list(self._actions(pk)),
            )
        )

    def _actions(self, pk: int) -> Iterator[tuple[str, str, str]]:
        if self.appbuilder.sm.has_access("can_edit", self.class_permission_name):
            yield url_for("PartnerEdit.edit", pk=pk), gettext("Edit"), "pencil"


class PartnerEdit(EntryView):
    """One that forwards nothing any more is not offered; what it forwarded keeps its name."""

    route_base = "/partners"
    class_permission_name = "Partner"
    datamodel = CrmInterface(Partner)
    add_form = edit_form = PartnerForm
    add_title, edit_title = _("New partner"), _("Change the partner")
    groups = (
        ("", (("name", "kind"),)),
        (_("How to reach them"), (("phone", "email"), "address")),
        ("", ("is_active",)),
    )

    def leads_back(self, item: Partner | None) -> str:
        return url_for("PartnerPage.show", pk=item.id) if item else url_for("PartnerList.index")


class PartnerContactEdit(EntryView):
    """The address of a new one names the partner: ``?partner=5``."""

    route_base = "/partner-contacts"
    class_permission_name = "PartnerContact"
    datamodel = CrmInterface(PartnerContact)
    add_form = edit_form = PartnerContactForm
    add_title, edit_title = _("Add somebody who is spoken to"), _("Change who is spoken to")
    groups = (("", (("name", "function"), ("phone", "email"), "is_active")),)

    def _store(self, form: CrmForm, item: PartnerContact) -> PartnerContact:
        if item.partner_id is None:
            item.partner_id = self._partner(None).id
        stored: PartnerContact = super()._store(form, item)
        return stored

    def _partner(self, item: PartnerContact | None) -> Partner:
        pk = item.partner_id if item else whole_number("partner", 0, 0, LARGEST_NUMBER)
        return self.session.get(Partner, pk) or abort(404)

    def about(self, item: PartnerContact | None) -> str:
        return str(self._partner(item))

    def leads_back(self, item: PartnerContact | None) -> str:
        return url_for("PartnerPage.show", pk=self._partner(item).id)
