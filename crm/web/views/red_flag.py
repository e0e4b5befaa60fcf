"""A red flag: raised, changed, looked at, closed with what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import RedFlagOutcome
from crm.models import Company, RedFlag, RedFlagSuggestion
from crm.models.base import LARGEST_NUMBER
from crm.services import red_flags
from crm.services.scope import changeable_red_flags, visible_red_flags
from crm.services.suggest_red_flags import take_over
from crm.web.addresses import back_to
from crm.web.conflict import show_conflict
from crm.web.numbers import read_number
from crm.web.page import Page
from crm.web.red_flag_form import RedFlagForm, new_red_flag, noticed_in, stored_red_flag
from crm.web.saving import ALREADY_SAVED, expect_version, nothing_new, save, sent_again
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo
from crm.web.views.draft import drafted_values

WHOLE = (
    joinedload(RedFlag.company).joinedload(Company.overview),
    joinedload(RedFlag.owner),
    joinedload(RedFlag.interaction),
    selectinload(RedFlag.readers),
)


class RedFlagView(Page):
    route_base = "/red-flags"
    class_permission_name = "RedFlag"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            raised = save(self.session, form, lambda: self._raise(form))
            if raised is ALREADY_SAVED:
                again = sent_again(self.session, RedFlag, form, "RedFlagView.edit")
                return again or self._form_page(form, None)
            if raised is not None:
                flash(_("The red flag is raised."), "success")
                return redirect(self._address(raised))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        flag = self._mine(pk)
        form = self._edit_form(flag)
        if request.method == "POST" and form.validate() and self._changed(form, flag):
            flash(_("The red flag is saved."), "success")
            return redirect(self._address(flag))
        return self._form_page(form, flag)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        return self._page(self.find(RedFlag, pk, visible_red_flags(current_viewer), *WHOLE))

    # -- steps ----------------------------------------------------------------------------
    @expose("/<int:pk>/close", methods=["POST"])
    @has_access
    @permission_name("edit")
    def close(self, pk: int) -> str | Response:
        flag, words = self._mine(pk), request.form.get("words", "").strip() or None
        outcome = request.form.get("outcome", "")
        if outcome not in set(RedFlagOutcome):
            flash(_("Choose what came of it."), "danger")
            return self._page(flag, request.form)
        if not tap(
            self.session,
            lambda: red_flags.close(flag, RedFlagOutcome(outcome), today(), words),
        ):
            return self._page(self._mine(pk), request.form)
        said = _("Closed: %(what)s", what=_(flag.kind.label))
        flash_with_undo(said, url_for("RedFlagView.reopen", pk=pk))
        return redirect(back_to(url_for("RedFlagView.show", pk=pk)))

    @expose("/<int:pk>/reopen", methods=["POST"])
    @has_access
    @permission_name("edit")
    def reopen(self, pk: int) -> Response:
        flag = self._mine(pk)
        if tap(self.session, lambda: red_flags.reopen(flag)):
            flash(_("It is open again."), "success")
        return redirect(back_to(url_for("RedFlagView.show", pk=pk)))

    # -- parts ----------------------------------------------------------------------------
    def _raise(self, form: RedFlagForm) -> RedFlag:
        values = form.values()
        contact = noticed_in(self.session, values.get("interaction_id"))
        values["interaction_id"] = contact and contact.id
        flag = red_flags.raise_red_flag(self.session, values)
        suggestion = self._suggestion(form)
        if suggestion is not None and suggestion.is_open:
            take_over(suggestion, flag)
        return flag

    def _suggestion(self, form: RedFlagForm) -> RedFlagSuggestion | None:
        pk = read_number(form.suggestion.data or "")
        return self.session.get(RedFlagSuggestion, min(pk, LARGEST_NUMBER)) if pk else None

    def _new_form(self) -> RedFlagForm:
        if request.method == "POST":
            return RedFlagForm()
        return RedFlagForm(formdata=drafted_values(self.session), data=new_red_flag(self.session))

    def _edit_form(self, flag: RedFlag) -> RedFlagForm:
        on_file = {
            **stored_red_flag(flag),
            "client_key": flag.client_key,
            "version": flag.version,
        }
        if request.method == "POST":
            return RedFlagForm(data=on_file)
        return RedFlagForm(formdata=drafted_values(self.session), data=on_file)

    def _changed(self, form: RedFlagForm, flag: RedFlag) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        stored = stored_red_flag(flag)
        if all(form[name].data == value for name, value in stored.items()):
            return nothing_new(self.session, form)
        expect_version(flag, form)

        def change() -> RedFlag:
            values = {n: v for n, v in form.values().items() if n != "interaction_id"}
            red_flags.change_red_flag(self.session, flag, values)
            return flag

        if save(self.session, form, change) is not None:
            return True
        now = self._mine(flag.id)
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_red_flag(now)))
        return False

    def _mine(self, pk: int) -> RedFlag:
        found: RedFlag = self.find(RedFlag, pk, changeable_red_flags(current_viewer), *WHOLE)
        return found

    def _address(self, flag: RedFlag) -> str:
        """Its page, or the list for whoever has given it into other hands."""
        theirs = flag.owner_id in current_viewer.advisor_ids or not flag.is_confidential
        read = any(each.id == current_viewer.advisor_id for each in flag.readers)
        if theirs or read:
            return url_for("RedFlagView.show", pk=flag.id)
        return url_for("RedFlagList.index")

    def _page(self, flag: RedFlag, typed: Mapping[str, str] | None = None) -> str:
        """``typed`` was refused and stands there again."""
        mine = current_viewer.changes_everything or flag.owner_id in current_viewer.advisor_ids
        contact = noticed_in(self.session, flag.interaction_id)
        return str(
            self.render_template(
                "red_flag_show.html",
                title=_(flag.kind.label),
                flag=flag,
                mine=mine,
                contact=contact,
                typed=typed or {},
                outcomes=list(RedFlagOutcome),
            )
        )

    def _form_page(self, form: RedFlagForm, flag: RedFlag | None) -> str:
        title = _("Change the red flag") if flag else _("Raise a red flag")
        return str(self.render_template("red_flag_form.html", title=title, form=form, flag=flag))
