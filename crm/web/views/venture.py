"""Founders: people with a planned firm, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Booking, Company, Person, Slot, Venture
from crm.models.base import LARGEST_NUMBER
from crm.rules.wz_sections import SECTIONS
from crm.services import ventures
from crm.services.find_company import find_companies
from crm.services.ventures import first_talk, talks, venture_rows
from crm.web.chips import Choice
from crm.web.choices import advisors, as_filter
from crm.web.conflict import show_conflict
from crm.web.filters import Filter, day_or_none
from crm.web.listing import Column, ListPage
from crm.web.numbers import read_number
from crm.web.page import Page, whole_number
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo
from crm.web.venture_form import VentureForm, of_booking, stored_venture
from crm.web.views.draft import drafted_values

OPEN, ASK, BECAME, DROPPED, ALL = "open", "ask", "became", "dropped", "all"
A_YEAR = timedelta(days=365)
LIKELY = 6


def _states() -> list[tuple[str, Any]]:
    return [
        (OPEN, gettext("Planning")), (ASK, gettext("A year is over, ask")),
        (BECAME, gettext("Became a firm")), (DROPPED, gettext("Given up")), (ALL, gettext("All")),
    ]  # fmt: skip


def _in_state(value: str) -> ColumnElement[bool]:
    planning = Venture.company_id.is_(None) & Venture.dropped_on.is_(None)
    return {
        OPEN: planning,
        ASK: planning & (first_talk() < today() - A_YEAR),
        BECAME: Venture.company_id.is_not(None),
        DROPPED: Venture.dropped_on.is_not(None),
        ALL: true(),
    }[value]


def _name(row: Any) -> str:
    return " ".join(filter(None, (row.first_name, row.last_name)))


class VentureList(ListPage):
    route_base = "/founders"
    class_permission_name = "Venture"
    default_view_permission = "list"
    title = _("Founders")
    lead = _("Who plans a firm and spoke to us about it, and what became of it.")
    empty = _("No founder fits these filters.")
    export_name = _("founders")
    base_order = ("talked_on", "desc")
    columns = (
        Column("name", _("Who"), _name, order=Person.name_key, priority=1,
               link=lambda row: url_for("VentureView.show", pk=row.id)),
        Column("planned_name", _("Plans"), lambda row: row.planned_name, priority=1),
        Column("section", _("Sector"),
               lambda row: gettext(SECTIONS[row.wz_section]) if row.wz_section else None,
               priority=0),
        Column("talked_on", _("First talk"), lambda row: row.talked_on, "day", first_talk()),
        Column("planned_on", _("To be founded on"), lambda row: row.planned_on, "day",
               Venture.planned_on, priority=3),
        Column("owner", _("Who looks after them"), lambda row: row.owner),
        Column("firm", _("Became"), lambda row: row.firm, priority=1,
               link=lambda row: row.company_id and url_for("CompanyPage.show", pk=row.company_id)),
        Column("became_on", _("Founded on"), lambda row: row.became_on, "day", Venture.became_on),
        Column("dropped_on", _("Given up on"), lambda row: row.dropped_on, "day",
               Venture.dropped_on, priority=3),
    )  # fmt: skip
    filters = (
        Filter("state", _("State"), _in_state, "choice", _states, default=lambda: ALL),
        Filter("owner", _("Who looks after them"), lambda v: Venture.owner_id == int(v), "choice",
               as_filter(advisors)),
        Filter("from", _("First talk from"), lambda day: first_talk() >= day, "day"),
        Filter("to", _("until"), lambda day: first_talk() <= day, "day"),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        return venture_rows()

    def tie_breaker(self) -> Sequence[Any]:
        return (Venture.id,)

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return (
            (url_for("VentureView.new"), gettext("New founder"), "plus-lg"),
            (url_for("ConsultingView.index"), gettext("In figures"), "bar-chart"),
        )


class VentureView(Page):
    route_base = "/founders"
    class_permission_name = "Venture"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            made = save(self.session, form, lambda: self._added(form))
            if made is ALREADY_SAVED:
                again = sent_again(self.session, Venture, form, "VentureView.edit")
                return again or self._form_page(form, None)
            if made is not None:
                flash(gettext("The founder is saved."), "success")
                return redirect(url_for("VentureView.show", pk=made.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        venture = self._venture(pk)
        form = self._edit_form(venture)
        if request.method == "POST" and form.validate() and self._changed(form, venture):
            flash(gettext("The founder is saved."), "success")
            return redirect(url_for("VentureView.show", pk=pk))
        return self._form_page(form, venture)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        venture = self._venture(pk)
        text = request.args.get("firm", "").strip()[:200]
        looked_for = text or venture.planned_name or str(venture.person)
        found = [] if venture.company_id else find_companies(self.session, looked_for, LIKELY)
        return str(
            self.render_template(
                "venture.html",
                title=str(venture.person),
                venture=venture,
                section=SECTIONS.get(venture.wz_section or ""),
                talks=talks(self.session, venture.id),
                looked_for=looked_for,
                may_be_firm=bool(venture.planned_on and venture.planned_on <= today()),
                likely=found,
            )
        )

    @expose("/<int:pk>/became", methods=["POST"])
    @has_access
    @permission_name("edit")
    def became(self, pk: int) -> Response:
        """The firm is chosen by a person, however alike the names are."""
        venture = self._venture(pk)
        number = min(read_number(request.form.get("company", "")) or 0, LARGEST_NUMBER)
        company = self.session.get(Company, number)
        day = day_or_none(request.form.get("became_on", ""))
        home = url_for("VentureView.show", pk=pk)
        if company is None:
            flash(gettext("Choose the firm."), "danger")
        elif tap(
            self.session, lambda: ventures.became(self.session, venture, company, day, today())
        ):
            said = gettext("Noted: it became %(firm)s.", firm=company.name)
            flash_with_undo(said, url_for("VentureView.not_yet", pk=pk))
        return redirect(home)

    @expose("/<int:pk>/not-yet", methods=["POST"])
    @has_access
    @permission_name("edit")
    def not_yet(self, pk: int) -> Response:
        venture = self._venture(pk)
        if tap(self.session, lambda: ventures.not_yet(self.session, venture)):
            flash(gettext("The plan is open again."), "success")
        return redirect(url_for("VentureView.show", pk=pk))

    # -- forms ----------------------------------------------------------------------------
    def _new_form(self) -> VentureForm:
        if request.method == "POST":
            return VentureForm()
        me = current_viewer.advisor_id
        owner = Choice(me, current_viewer.advisor_name) if me else None
        booking = self._booking(whole_number("booking", 0, 0, LARGEST_NUMBER))
        start = of_booking(booking, owner) if booking else {"owner": owner}
        return VentureForm(formdata=drafted_values(self.session), data=start)

    def _edit_form(self, venture: Venture) -> VentureForm:
        on_file = {
            **stored_venture(venture),
            "client_key": venture.client_key,
            "version": venture.version,
        }
        if request.method == "POST":
            return VentureForm(stored=venture, data=on_file)
        drafted = drafted_values(self.session)
        return VentureForm(stored=venture, formdata=drafted, data=on_file)

    def _added(self, form: VentureForm) -> Venture:
        booking = self._booking(form.booking_id or 0)
        return ventures.add_venture(self.session, form.values(), booking)

    def _changed(self, form: VentureForm, venture: Venture) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        stored = stored_venture(venture)
        if all((form[n].data or None) == value for n, value in stored.items() if n in form):
            return nothing_new(self.session, form)
        expect_version(venture, form)

        def change() -> Venture:
            ventures.change_venture(venture, form.values())
            self.session.flush()
            return venture

        if save(self.session, form, change) is not None:
            return True
        now = self._venture(venture.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_venture(now)))
        return False

    # -- what there is ---------------------------------------------------------------------
    def _venture(self, pk: int) -> Venture:
        whole = (
            joinedload(Venture.person),
            joinedload(Venture.owner),
            joinedload(Venture.company).joinedload(Company.overview),
        )
        found: Venture = self.find(Venture, pk, None, *whole)
        return found

    def _booking(self, pk: int) -> Booking | None:
        """One that stands and is of somebody without a firm."""
        query = select(Booking).join(Slot, Slot.id == Booking.slot_id)
        query = query.where(
            Booking.id == pk, Booking.company_id.is_(None), Booking.cancelled_at.is_(None)
        )
        return self.session.scalar(query) if pk else None

    def _form_page(self, form: VentureForm, venture: Venture | None) -> str:
        title = gettext("Change the founder") if venture else gettext("New founder")
        return str(
            self.render_template("venture_form.html", title=title, form=form, venture=venture)
        )
