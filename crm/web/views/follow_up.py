"""A follow-up by itself: written down, changed, ticked off, moved, dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import FollowUpStatus
from crm.models import Company, CompanyOverview, FollowUp, FollowUpHandover, FollowUpMove
from crm.models.base import LARGEST_NUMBER
from crm.rules.follow_up import LONGEST, promise_problems
from crm.services import follow_ups
from crm.services.scope import changeable_follow_ups
from crm.web.addresses import back_to, company_address
from crm.web.chips import Choice
from crm.web.conflict import show_conflict
from crm.web.filters import read_day
from crm.web.follow_up_form import FollowUpForm, stored_follow_up
from crm.web.formats import weekday
from crm.web.inquiry_form import asked_inquiry, asking_firm
from crm.web.page import Page, whole_number
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo
from crm.web.views.draft import drafted_values

DONE, DROP = "done", "drop"
STEPS = (
    selectinload(FollowUp.moves).joinedload(FollowUpMove.by),
    selectinload(FollowUp.handovers).options(
        joinedload(FollowUpHandover.giver), joinedload(FollowUpHandover.taker)
    ),
)


class FollowUpView(Page):
    route_base = "/follow-ups"
    class_permission_name = "FollowUp"
    default_view = "new"

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
                again = sent_again(self.session, FollowUp, form, "FollowUpView.edit")
                return again or self._form_page(form, None)
            if added is not None:
                flash(_("The follow-up is saved."), "success")
                return redirect(self._home(added.company_id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        follow_up = self._mine(pk)
        form = self._edit_form(follow_up)
        if self._may_go(form) and self._changed(form, follow_up):
            flash(_("The follow-up is saved."), "success")
            if self._settled(follow_up, form):
                return redirect(url_for("FollowUpList.index"))
        return self._form_page(form, follow_up)

    def _may_go(self, form: FollowUpForm) -> bool:
        if request.method != "POST" or not form.validate():
            return False
        if request.form.get("then") == DROP and not form.reason.data:
            form.reason.errors = [_("Say why it is dropped.")]
            return False
        return True

    def _settled(self, follow_up: FollowUp, form: FollowUpForm) -> bool:
        """What the button beside "Save" does, once the words are safe."""
        acts = {
            DONE: (lambda: follow_ups.finish(follow_up, today()), _("Done.")),
            DROP: (lambda: follow_ups.cancel(follow_up, form.reason.data or ""), _("Dropped.")),
        }
        act, said = acts.get(request.form.get("then", ""), (lambda: None, ""))
        done = tap(self.session, act)
        if done and said:
            self._say(follow_up, said)
        return done

    # -- one tap --------------------------------------------------------------------------
    @expose("/<int:pk>/done", methods=["POST"])
    @has_access
    @permission_name("edit")
    def done(self, pk: int) -> Response:
        return self._tap(pk, lambda it: follow_ups.finish(it, today()), _("Done."))

    @expose("/<int:pk>/reopen", methods=["POST"])
    @has_access
    @permission_name("edit")
    def reopen(self, pk: int) -> Response:
        return self._tap(pk, follow_ups.reopen, _("It is open again."))

    @expose("/<int:pk>/move", methods=["POST"])
    @has_access
    @permission_name("edit")
    def move(self, pk: int) -> Response:
        """To ``due_on``, or by ``days`` from its due day, from today where that has passed; for
        ``reason``.
        """
        follow_up, me = self._mine(pk), current_viewer.advisor_id
        due_on = _wanted_day(follow_up.due_on)
        objection = _objection(follow_up, due_on)
        reason = request.form.get("reason", "").strip()[:LONGEST]
        if objection:
            flash(objection, "danger")
        elif tap(self.session, lambda: follow_ups.move(follow_up, due_on, reason, me)):
            said = _("Moved to %(day)s:", day=weekday(due_on))
            back = url_for("FollowUpView.move_back", pk=pk)
            flash_with_undo(f"{said} {follow_up.promise}", back)
        return redirect(back_to(url_for("FollowUpList.index")))

    @expose("/<int:pk>/move-back", methods=["POST"])
    @has_access
    @permission_name("edit")
    def move_back(self, pk: int) -> Response:
        follow_up = self._mine(pk)
        if tap(self.session, lambda: follow_ups.move_back(follow_up)):
            flash(_("It is due on %(day)s again.", day=weekday(follow_up.due_on)), "success")
        return redirect(back_to(url_for("FollowUpList.index")))

    def _tap(self, pk: int, act: Callable[[FollowUp], None], said: str) -> Response:
        follow_up = self._mine(pk)
        if tap(self.session, lambda: act(follow_up)):
            self._say(follow_up, said)
        return redirect(back_to(url_for("FollowUpList.index")))

    def _say(self, follow_up: FollowUp, said: str) -> None:
        firm = str(follow_up.company.overview or "") if follow_up.company else ""
        words = " · ".join(filter(None, (f"{said} {follow_up.promise}", firm)))
        if follow_up.status is FollowUpStatus.OPEN:
            flash(words, "success")
        else:
            flash_with_undo(words, url_for("FollowUpView.reopen", pk=follow_up.id))

    # -- parts ----------------------------------------------------------------------------
    def _new_form(self) -> FollowUpForm:
        if request.method == "POST":
            return FollowUpForm()
        company_id = whole_number("company", 0, 0, LARGEST_NUMBER)
        company = self.session.get(CompanyOverview, company_id) if company_id else None
        me = current_viewer.advisor_id
        owner = Choice(me, current_viewer.advisor_name) if me else None
        start: dict[str, Any] = {
            "company": company,
            "owner": owner,
            "due_on": today() + timedelta(7),
        }
        inquiry = asked_inquiry(self.session)
        if inquiry:
            start |= {"inquiry": inquiry.id, "company": company or asking_firm(inquiry)}
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
            return nothing_new(self.session, form)
        expect_version(follow_up, form)

        def change() -> FollowUp:
            follow_ups.change_follow_up(follow_up, form.values(), current_viewer.advisor_id)
            self.session.flush()
            return follow_up

        if save(self.session, form, change) is not None:
            return True
        now = self._mine(follow_up.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_follow_up(now)))
        return False

    def _mine(self, pk: int) -> FollowUp:
        firm = joinedload(FollowUp.company).joinedload(Company.overview)
        scope = changeable_follow_ups(current_viewer)
        found: FollowUp = self.find(
            FollowUp, min(pk, LARGEST_NUMBER), scope, firm, joinedload(FollowUp.owner), *STEPS
        )
        return found

    def _home(self, company_id: int | None) -> str:
        return company_address(company_id) or url_for("FollowUpList.index")

    def _form_page(self, form: FollowUpForm, follow_up: FollowUp | None) -> str:
        title = _("Change the follow-up") if follow_up else _("New follow-up")
        return str(
            self.render_template("follow_up_form.html", title=title, form=form, follow_up=follow_up)
        )


def _wanted_day(due_on: date) -> date:
    day, days = request.form.get("due_on", "").strip(), request.values.get("days", "")
    if day:
        return read_day(day)
    if not (days.isascii() and days.isdigit() and len(days) < 4):
        abort(400)
    return max(due_on, today()) + timedelta(int(days))


def _objection(follow_up: FollowUp, due_on: date) -> str | None:
    """Back to its first day it may go, whenever that was."""
    if due_on < today() and due_on != follow_up.first_due_on:
        return str(_("The new day lies in the past."))
    found = promise_problems({"promise": follow_up.promise, "due_on": due_on, "today": today()})
    return next((str(_(problem.message, **problem.values)) for problem in found), None)
