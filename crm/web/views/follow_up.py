"""Follow-ups: what was promised, by whom and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.enums import FollowUpStatus
from crm.models import Advisor, Company, CompanyOverview, FollowUp
from crm.services import follow_ups
from crm.services.scope import changeable_follow_ups, visible_follow_ups
from crm.web.addresses import back_to, company_address
from crm.web.chips import Choice
from crm.web.choices import advisors, as_filter
from crm.web.clock import today
from crm.web.filters import Filter, enum_choices, read_day
from crm.web.follow_up_form import FollowUpForm, stored_follow_up
from crm.web.listing import Column, ListPage
from crm.web.page import whole_number
from crm.web.saving import ALREADY_SAVED, expect_version, save, saved_before, show_conflict
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.views.draft import drafted_values

MINE, TEAM, ALL = "mine", "team", "all"
LARGEST_ID = 2**31 - 1


def _owners() -> list[tuple[str, Any]]:
    team = [(TEAM, gettext("My team"))] if current_viewer.colleague_ids else []
    return [(MINE, gettext("Mine")), *team, (ALL, gettext("Everybody's")), *as_filter(advisors)()]


def _whose() -> str:
    """One's own by default; of those who lead their team's, of those who advise nobody all."""
    if current_viewer.colleague_ids:
        return TEAM
    return MINE if current_viewer.advisor_id else ALL


def _owned(value: str) -> ColumnElement[bool]:
    if value == ALL:
        return true()
    if value == TEAM:
        return FollowUp.owner_id.in_(current_viewer.advisor_ids)
    return FollowUp.owner_id == (current_viewer.advisor_id if value == MINE else int(value))


def _states() -> list[tuple[str, Any]]:
    return [*enum_choices(FollowUpStatus)(), (ALL, gettext("All"))]


def _overdue(_flag: str) -> ColumnElement[bool]:
    return (FollowUp.due_on < today()) & (FollowUp.status == FollowUpStatus.OPEN)


class FollowUpView(ListPage):
    route_base = "/follow-ups"
    class_permission_name = "FollowUp"
    default_view_permission = "list"
    title = _("Follow-ups")
    lead = _("What was promised, and until when.")
    empty = _("Nothing is open here. Promises are written down with a contact or by themselves.")
    export_name = "follow-ups"
    template = "follow_ups.html"
    base_order = ("due_on", "asc")
    columns = (
        Column("due_on", _("Due on"), lambda row: row.due_on, "day", FollowUp.due_on, priority=1),
        Column("promise", _("What"), lambda row: row.promise, priority=1),
        Column("firm", _("Firm"), lambda row: row.firm, priority=1),
        Column("owner", _("Who"), lambda row: row.owner),
        Column("status", _("Status"), lambda row: row.status, "enum"),
        Column("first_due_on", _("First due on"), lambda row: row.first_due_on, "day", priority=0),
        Column("done_on", _("Done on"), lambda row: row.done_on, "day", priority=0),
        Column("reason", _("Reason"), lambda row: row.reason, priority=0),
    )
    filters = (
        Filter("owner", _("Whose"), _owned, "choice", _owners, default=_whose),
        Filter(
            "status", _("Status"), lambda v: true() if v == ALL else FollowUp.status == v,
            "choice", _states, default=lambda: FollowUpStatus.OPEN.value,
        ),
        Filter("from", _("Due from"), lambda day: FollowUp.due_on >= day, "day"),
        Filter("to", _("Due until"), lambda day: FollowUp.due_on <= day, "day"),
        Filter("overdue", _("Overdue only"), _overdue, "flag"),
    )  # fmt: skip

    def rows(self) -> Select[Any]:
        columns: tuple[Any, ...] = (
            FollowUp.id, FollowUp.promise, FollowUp.due_on, FollowUp.first_due_on,
            FollowUp.status, FollowUp.done_on, FollowUp.reason, FollowUp.company_id,
            FollowUp.interaction_id, FollowUp.owner_id, Advisor.name.label("owner"),
            CompanyOverview.label.label("firm"),
        )  # fmt: skip
        return (
            select(*columns)
            .join(FollowUp.owner)
            .outerjoin(CompanyOverview, CompanyOverview.id == FollowUp.company_id)
            .where(visible_follow_ups(current_viewer))
        )

    def tie_breaker(self) -> Sequence[Any]:
        return (FollowUp.id,)

    def changeable_ids(self, rows: Iterable[Any]) -> set[int]:
        """Whose buttons are shown; what a button does is refused by scope all the same."""
        theirs = current_viewer.advisor_ids
        return {r.id for r in rows if current_viewer.sees_everything or r.owner_id in theirs}

    def actions(self) -> Iterable[tuple[str, Any, str]]:
        return ((url_for("FollowUpView.new"), gettext("New follow-up"), "plus-lg"),)

    # -- forms ----------------------------------------------------------------------------
    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            added = save(
                self.session, form, lambda: follow_ups.add_follow_up(self.session, form.values())
            )
            if added is ALREADY_SAVED:
                added = saved_before(self.session, FollowUp, form)
            if added is not None:
                flash(gettext("The follow-up is saved."), "success")
                return redirect(self._home(added.company_id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        follow_up = self._mine(pk)
        form = self._edit_form(follow_up)
        if request.method == "POST" and form.validate() and self._changed(form, follow_up):
            flash(gettext("The follow-up is saved."), "success")
            return redirect(url_for("FollowUpView.index"))
        return self._form_page(form, follow_up)

    # -- one tap --------------------------------------------------------------------------
    @expose("/<int:pk>/done", methods=["POST"])
    @has_access
    @permission_name("edit")
    def done(self, pk: int) -> Response:
        return self._tap(pk, lambda it: follow_ups.finish(it, today()), gettext("Done."))

    @expose("/<int:pk>/reopen", methods=["POST"])
    @has_access
    @permission_name("edit")
    def reopen(self, pk: int) -> Response:
        return self._tap(pk, follow_ups.reopen, gettext("It is open again."))

    @expose("/<int:pk>/move", methods=["POST"])
    @has_access
    @permission_name("edit")
    def move(self, pk: int) -> Response:
        """To ``due_on``, or by ``days`` from today."""
        day = request.form.get("due_on", "").strip()
        days = request.form.get("days", "")
        if not day and not (days.isascii() and days.isdigit() and len(days) < 4):
            abort(400)
        due_on = read_day(day) if day else today() + timedelta(int(days))
        if due_on < today():
            flash(gettext("The new day lies in the past."), "danger")
            return redirect(back_to(url_for("FollowUpView.index")))
        return self._tap(pk, lambda it: follow_ups.move(it, due_on), gettext("Moved."))

    @expose("/<int:pk>/cancel", methods=["POST"])
    @has_access
    @permission_name("edit")
    def cancel(self, pk: int) -> Response:
        reason = request.form.get("reason", "").strip()[:200]
        if not reason:
            flash(gettext("Say why it is dropped."), "danger")
            return redirect(url_for("FollowUpView.edit", pk=pk))
        return self._tap(pk, lambda it: follow_ups.cancel(it, reason), gettext("Dropped."))

    def _tap(self, pk: int, act: Callable[[FollowUp], None], said: str) -> Response:
        follow_up = self._mine(pk)
        promise = follow_up.promise
        if tap(self.session, lambda: act(follow_up)):
            flash(f"{said} {promise}", "success")
        return redirect(back_to(url_for("FollowUpView.index")))

    # -- parts ----------------------------------------------------------------------------
    def _new_form(self) -> FollowUpForm:
        if request.method == "POST":
            return FollowUpForm()
        company_id = whole_number("company", 0, 0, LARGEST_ID)
        company = self.session.get(CompanyOverview, company_id) if company_id else None
        me = current_viewer.advisor_id
        owner = Choice(me, current_viewer.advisor_name) if me else None
        start = {"company": company, "owner": owner, "due_on": today() + timedelta(7)}
        return FollowUpForm(formdata=drafted_values(self.session), data=start)

    def _edit_form(self, follow_up: FollowUp) -> FollowUpForm:
        on_file = {
            **stored_follow_up(follow_up),
            "client_key": follow_up.client_key,
            "version": follow_up.version,
        }
        if request.method == "POST":
            return FollowUpForm(data=on_file, was_due_on=follow_up.due_on)
        return FollowUpForm(formdata=drafted_values(self.session), data=on_file)

    def _changed(self, form: FollowUpForm, follow_up: FollowUp) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        stored = stored_follow_up(follow_up)
        if all(form[name].data == value for name, value in stored.items()):
            return True
        expect_version(follow_up, form)

        def change() -> FollowUp:
            follow_ups.change_follow_up(follow_up, form.values())
            self.session.flush()
            return follow_up

        if save(self.session, form, change) is not None:
            return True
        now = self._mine(follow_up.id)
        if form.version.data != str(now.version):
            show_conflict(form, SimpleNamespace(version=now.version, **stored_follow_up(now)))
        return False

    def _mine(self, pk: int) -> FollowUp:
        firm = joinedload(FollowUp.company).joinedload(Company.overview)
        scope = changeable_follow_ups(current_viewer)
        found: FollowUp = self.find(
            FollowUp, min(pk, LARGEST_ID), scope, firm, joinedload(FollowUp.owner)
        )
        return found

    def _home(self, company_id: int | None) -> str:
        return company_address(company_id) or url_for("FollowUpView.index")

    def _form_page(self, form: FollowUpForm, follow_up: FollowUp | None) -> str:
        title = lazy_gettext("Change the follow-up") if follow_up else lazy_gettext("New follow-up")
        return str(
            self.render_template("follow_up_form.html", title=title, form=form, follow_up=follow_up)
        )
