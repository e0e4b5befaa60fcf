"""A gathering: planned, changed, and looked at with its list of participants."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.models import Interaction, Participation
from crm.services.attendance import add_participants
from crm.services.log_interaction import change_interaction, log_interaction
from crm.services.scope import changeable_interactions
from crm.web.calling_off import say_who_was_told, tell_of_change
from crm.web.chips import Choice
from crm.web.conflict import show_conflict
from crm.web.gathering_form import GatheringForm, ParticipantForm, stored_gathering
from crm.web.gathering_page import GatheringPage
from crm.web.saving import (
    ALREADY_SAVED,
    expect_version,
    nothing_new,
    save,
    saved_before,
    sent_again,
)
from crm.web.security import current_viewer
from crm.web.views.draft import drafted_values


class GatheringView(GatheringPage):
    @expose("/new", methods=["GET", "POST"])
    @has_access
    @permission_name("add")
    def new(self) -> str | Response:
        form = self._new_form()
        if request.method == "POST" and form.validate():
            made = save(self.session, form, lambda: log_interaction(self.session, form.values()))
            if made is ALREADY_SAVED:
                again = sent_again(self.session, Interaction, form, "GatheringView.edit")
                return again or self._form_page(form, None)
            if made is not None:
                flash(_("The gathering is saved. Now the list of participants."), "success")
                return redirect(url_for("GatheringView.show", pk=made.id))
        return self._form_page(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def edit(self, pk: int) -> str | Response:
        gathering = self.gathering(pk, changeable_interactions(current_viewer))
        form = self._edit_form(gathering)
        if request.method == "POST" and form.validate() and self._changed(form, gathering):
            flash(_("The gathering is saved."), "success")
            return redirect(url_for("GatheringView.show", pk=pk))
        return self._form_page(form, gathering)

    @expose("/<int:pk>")
    @has_access
    @permission_name("show")
    def show(self, pk: int) -> str:
        gathering, mine = self.with_right(pk)
        return self.list_page(gathering, mine, None)

    @expose("/<int:pk>/add", methods=["POST"])
    @has_access
    @permission_name("edit")
    def add(self, pk: int) -> str | Response:
        """One more on the list."""
        gathering = self.gathering(pk, changeable_interactions(current_viewer))
        form = ParticipantForm()
        if form.validate() and self._added(form, pk):
            flash(_("%(name)s is on the list.", name=form.said), "success")
            self.say_it_was_held(gathering)
            return redirect(url_for("GatheringView.show", pk=pk))
        return self.list_page(gathering, True, form)

    def _added(self, form: ParticipantForm, pk: int) -> bool:
        """Whether all that was typed is on the list now; else the form says why not."""
        act = lambda: add_participants(self.session, pk, [form.values()])  # noqa: E731
        added = save(self.session, form, act)
        if added != 0 or form.guest_name.data or saved_before(self.session, Participation, form):
            return added is not None
        form.company.errors = [_("This firm is on the list already.")]
        return False

    def _new_form(self) -> GatheringForm:
        if request.method == "POST":
            return GatheringForm()
        me = current_viewer.advisor_id
        lead = Choice(me, current_viewer.advisor_name) if me else None
        return GatheringForm(formdata=drafted_values(self.session), data={"lead": lead})

    def _edit_form(self, gathering: Interaction) -> GatheringForm:
        on_file: dict[str, Any] = {
            **stored_gathering(gathering),
            "client_key": gathering.client_key,
            "version": gathering.version,
        }
        if request.method == "POST":
            return GatheringForm(stored=gathering, data=on_file)
        return GatheringForm(stored=gathering, formdata=drafted_values(self.session), data=on_file)

    def _changed(self, form: GatheringForm, gathering: Interaction) -> bool:
        """After a refusal what is stored now stands beside what was typed."""
        if all(form[name].data == value for name, value in stored_gathering(gathering).items()):
            return nothing_new(self.session, form)
        expect_version(gathering, form)
        before = gathering.status

        def change() -> Interaction:
            changed = change_interaction(self.session, gathering, form.values())
            self.let_in(gathering.id)
            say_who_was_told(tell_of_change(self.session, changed, before))
            return changed

        if save(self.session, form, change) is not None:
            return True
        now = self.gathering(gathering.id, changeable_interactions(current_viewer))
        if form.version.data != str(now.version):
            show_conflict(form, now, SimpleNamespace(**stored_gathering(now)))
        return False

    def _form_page(self, form: GatheringForm, gathering: Interaction | None) -> str:
        title = _("Change the gathering") if gathering else _("New gathering")
        return str(
            self.render_template("gathering_form.html", title=title, form=form, gathering=gathering)
        )
