"""Brochures: what is left of them, where they lie, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Handout, Inquiry, Material, Partner
from crm.services import materials
from crm.services.inquiry_board import inquiry_rows
from crm.services.scope import visible_inquiries
from crm.web.choices import partners
from crm.web.controls import allowed
from crm.web.entry import EntryView
from crm.web.filters import Filter
from crm.web.interface import CrmInterface
from crm.web.listing import Column, ListPage
from crm.web.material_form import HandoutForm, MaterialForm
from crm.web.numbers import read_number
from crm.web.page import Page
from crm.web.public_address import address_for_reader
from crm.web.qr_code import qr_svg
from crm.web.saving import save
from crm.web.security import current_viewer
from crm.web.tapping import tap

SHOWN = 100
ACTIVE, OLD, ALL = "active", "old", "all"


def _states() -> list[tuple[str, Any]]:
    return [(ACTIVE, gettext("Handed out")), (OLD, gettext("Not any more")), (ALL, gettext("All"))]


def _in_state(value: str) -> ColumnElement[bool]:
    return {ACTIVE: Material.is_active.is_(True), OLD: Material.is_active.is_(False),
            ALL: true()}[value]  # fmt: skip


class MaterialList(ListPage):
    route_base = "/materials"
    class_permission_name = "Material"
    default_view_permission = "list"
    title = _("Brochures")
    lead = _("What is printed, where it lies and what comes of it.")
    empty = _("No brochure fits. Enter the first one with the number of copies printed.")
    export_name = _("brochures")
    base_order = ("title", "asc")
    columns = (
        Column("title", _("Title"), lambda row: row.title, order=Material.title, priority=1,
               link=lambda row: url_for("MaterialPage.show", pk=row.id)),
        Column("edition", _("Edition"), lambda row: row.edition, order=Material.edition,
               priority=1),
        Column("language", _("Language"), lambda row: row.language, order=Material.language),
        Column("printed", _("Printed"), lambda row: row.printed, "number", Material.printed,
               priority=3),
        Column("handed_out", _("Given to counters"), lambda row: row.handed_out, "number"),
        Column("stock", _("In stock"), lambda row: row.printed - row.handed_out, "number",
               priority=1),
    )  # fmt: skip
    filters = (Filter("state", _("State"), _in_state, "choice", _states, default=lambda: ACTIVE),)

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            Material.id, Material.title, Material.edition, Material.language, Material.printed,
            materials.handed_out().label("handed_out"),
        )  # fmt: skip
        return select(*columns)

    def tie_breaker(self) -> Sequence[Any]:
        return (Material.edition.desc(), Material.id)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        if allowed("can_add", "Material"):
            yield url_for("MaterialEdit.add"), gettext("New brochure"), "plus-lg"
        if allowed("can_show", "Coverage"):
            yield url_for("YieldView.index"), gettext("What came of them"), "graph-up"


class MaterialPage(Page):
    route_base = "/materials"
    class_permission_name = "Material"
    default_view = "show"
    default_view_permission = "show"

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        form = HandoutForm(formdata=None, data={"handed_on": today()})
        return self._page(self.find(Material, pk), form)

    @expose("/<int:pk>/hand-out", methods=["POST"])
    @has_access
    @permission_name("edit")
    def hand_out(self, pk: int) -> str | Response:
        material, form = self.find(Material, pk), HandoutForm()
        if form.validate():
            act = lambda: materials.hand_out(self.session, pk, form.values())  # noqa: E731
            made = save(self.session, form, act)
            if made is not None:
                flash(gettext("Noted: handed out."), "success")
                return redirect(url_for("MaterialPage.show", pk=pk))
            material = self.find(Material, pk)
        return self._page(material, form)

    @expose("/<int:pk>/take-back/<int:handout_id>", methods=["POST"])
    @has_access
    @permission_name("edit")
    def take_back(self, pk: int, handout_id: int) -> Response:
        """It was entered by mistake."""
        handout = self.find(Handout, handout_id, Handout.material_id == pk)
        if tap(self.session, lambda: self.session.delete(handout)):
            flash(gettext("The entry is gone; the copies are in stock again."), "success")
        return redirect(url_for("MaterialPage.show", pk=pk))

    @expose("/<int:pk>/code", methods=["POST"])
    @has_access
    @permission_name("edit")
    def code(self, pk: int) -> str | Response:
        """Before the first copies go there, so that the code can be printed on them."""
        material = self.find(Material, pk)
        partner_id = read_number(request.form.get("partner", "")) or 0
        if partner_id not in {each.id for each in partners()}:
            flash(gettext("Choose the counter."), "danger")
            return self._page(material, HandoutForm(formdata=None, data={"handed_on": today()}))
        partner = self.session.get_one(Partner, partner_id)
        if tap(self.session, lambda: materials.code_of(self.session, material, partner)):
            flash(gettext("The counter has its code."), "success")
        return redirect(url_for("MaterialPage.show", pk=pk))

    @expose("/<int:pk>/codes")
    @has_access
    @permission_name("show")
    def codes(self, pk: int) -> str:
        """To be printed and stuck on."""
        material = self.find(Material, pk)
        return str(
            self.render_template(
                "material_codes.html",
                title=str(material),
                material=material,
                counters=[each for each in materials.at_counters(self.session, pk) if each.code],
            )
        )

    @expose("/codes/<code>.svg")
    @has_access
    @permission_name("show")
    def picture(self, code: str) -> FlaskResponse:
        found = materials.find_code(self.session, code) or abort(404)
        address = address_for_reader("ShortLinkView.follow", code=found.code)
        return FlaskResponse(qr_svg(address), mimetype="image/svg+xml")

    def _page(self, material: Material, form: HandoutForm) -> str:
        named = inquiry_rows().where(
            Inquiry.material_id == material.id, visible_inquiries(current_viewer)
        )
        latest = named.order_by(Inquiry.received_at.desc(), Inquiry.id.desc()).limit(SHOWN)
        counters = materials.at_counters(self.session, material.id)
        return str(
            self.render_template(
                "material.html",
                title=material.title,
                material=material,
                form=form,
                left=materials.stock(self.session, material.id),
                handouts=self._handouts(material.id),
                counters=counters,
                without_code=[each for each in partners()
                              if each.id not in {c.partner.id for c in counters if c.code}],
                inquiries=self.session.execute(latest).all(),
                actions=list(self._actions(material.id)),
            )
        )  # fmt: skip

    def _handouts(self, pk: int) -> list[Handout]:
        query = select(Handout).where(Handout.material_id == pk)
        latest = query.order_by(Handout.handed_on.desc(), Handout.id.desc()).limit(SHOWN)
        return list(self.session.scalars(latest.options(joinedload(Handout.partner))))

    def _actions(self, pk: int) -> Iterator[tuple[str, str, str]]:
        if allowed("can_edit", "Material"):
            yield url_for("MaterialEdit.edit", pk=pk), gettext("Edit"), "pencil"
        yield url_for("MaterialPage.codes", pk=pk), gettext("Print the codes"), "qr-code"


class MaterialEdit(EntryView):
    """One that is not handed out any more is not offered; inquiries keep its name."""

    route_base = "/materials"
    class_permission_name = "Material"
    datamodel = CrmInterface(Material)
    add_form = edit_form = MaterialForm
    add_title, edit_title = _("New brochure"), _("Change the brochure")
    groups = (("", ("title", ("edition", "language"), "printed", "notes", "is_active")),)

    def prepare(self, item: Material) -> None:
        materials.keep_stock(self.session, item)

    def about(self, item: Material | None) -> str:
        return str(item or "")

    def leads_back(self, item: Material | None) -> str:
        return url_for("MaterialPage.show", pk=item.id) if item else url_for("MaterialList.index")
