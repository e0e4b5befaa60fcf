"""At the stand: whom one met, captured in seconds, and worked off after the fair."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.models import Company, Interaction, StandContact
from crm.models.base import LARGEST_NUMBER, utc_now
from crm.services import fairs
from crm.web.addresses import contact_address
from crm.web.fair_form import FirmForm, StandForm
from crm.web.formats import label
from crm.web.saving import save
from crm.web.security import current_viewer
from crm.web.stand_words import what_to_do
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo
from crm.web.views.fair import FairPage

LATEST = 10


class StandView(FairPage):
    @expose("/<int:pk>/stand", methods=["GET", "POST"])
    @has_access
    @permission_name("edit")
    def index(self, pk: int) -> str | Response:
        """One after the other: saved, the page is ready for the next one."""
        fair, _mine = self.fair(pk, to_change=True)
        form = StandForm() if request.method == "POST" else StandForm(formdata=None)
        if request.method == "POST" and form.validate():
            values = {**form.values(), "advisor_id": current_viewer.advisor_id}
            act = lambda: fairs.capture(self.session, fair, values, utc_now())  # noqa: E731
            if save(self.session, form, act) is not None:
                who = form.company.data or form.name.data
                flash(_("Captured: %(name)s.", name=who), "success")
                self.say_it_was_held(fair)
                return redirect(url_for("StandView.index", pk=pk))
        return str(
            self.render_template(
                "stand.html",
                title=_("At the stand"),
                lead=str(fair),
                fair=fair,
                form=form,
                latest=fairs.stand_contacts(self.session, pk, at_most=LATEST),
            )
        )

    @expose("/<int:pk>/stand/contacts")
    @has_access
    @permission_name("show")
    def contacts(self, pk: int) -> str:
        """What is left to do after the fair, and what came of the rest."""
        fair, mine = self.fair(pk)
        return self._worklist(fair, mine)

    @expose("/<int:pk>/stand/<int:contact>/follow-up", methods=["POST"])
    @has_access
    @permission_name("edit")
    def follow_up(self, pk: int, contact: int) -> Response:
        met, me = self._met(pk, contact), self._me()
        step = lambda: fairs.to_follow_up(  # noqa: E731
            self.session, met, me, what_to_do(met), today(), utc_now()
        )
        return self._step(pk, met, step, _("It is among your follow-ups now."))

    @expose("/<int:pk>/stand/<int:contact>/consultation", methods=["POST"])
    @has_access
    @permission_name("edit")
    def consultation(self, pk: int, contact: int) -> Response:
        met, me = self._met(pk, contact), self._me()
        step = lambda: fairs.to_consultation(  # noqa: E731
            self.session, met, me, today(), utc_now()
        )
        if tap(self.session, step) and met.contact is not None:
            flash(_("A talk is planned in a week. Move it to the day you agree upon."), "success")
            return redirect(contact_address(met.contact.kind, met.contact.id))
        return redirect(url_for("StandView.contacts", pk=pk))

    @expose("/<int:pk>/stand/<int:contact>/done", methods=["POST"])
    @has_access
    @permission_name("edit")
    def done(self, pk: int, contact: int) -> Response:
        met = self._met(pk, contact)
        return self._step(pk, met, lambda: fairs.done(met, utc_now()), _("Done: %(who)s", who=met))

    @expose("/<int:pk>/stand/<int:contact>/reopen", methods=["POST"])
    @has_access
    @permission_name("edit")
    def reopen(self, pk: int, contact: int) -> Response:
        met = self._met(pk, contact)
        if tap(self.session, lambda: fairs.reopen(met)):
            flash(_("Open again: %(who)s", who=met), "success")
        return redirect(url_for("StandView.contacts", pk=pk))

    @expose("/<int:pk>/stand/<int:contact>/firm", methods=["POST"])
    @has_access
    @permission_name("edit")
    def firm(self, pk: int, contact: int) -> str | Response:
        """Who gave a name alone is of this firm."""
        met, form = self._met(pk, contact), FirmForm()
        if form.validate():
            act = lambda: fairs.name_firm(self.session, met, form.company.data.id)  # noqa: E731
            if save(self.session, form, act) is not None:
                flash(_("Saved."), "success")
                return redirect(url_for("StandView.contacts", pk=pk))
        fair, mine = self.fair(pk, to_change=True)
        return self._worklist(fair, mine, form, contact)

    def _step(self, pk: int, met: StandContact, act: Any, said: str) -> Response:
        if tap(self.session, act):
            flash_with_undo(said, url_for("StandView.reopen", pk=pk, contact=met.id))
        return redirect(url_for("StandView.contacts", pk=pk))

    def _met(self, pk: int, contact: int) -> StandContact:
        self.fair(pk, to_change=True)
        query = select(StandContact).where(
            StandContact.id == min(contact, LARGEST_NUMBER), StandContact.interaction_id == pk
        )
        firm = joinedload(StandContact.company).joinedload(Company.overview)
        return self.session.scalars(query.options(firm)).first() or abort(404)

    def _me(self) -> int:
        """Whoever works it off has it; who advises nobody cannot."""
        return current_viewer.advisor_id or abort(404)

    def _worklist(
        self, fair: Interaction, mine: bool, form: FirmForm | None = None, at: int = 0
    ) -> str:
        return str(
            self.render_template(
                "stand_contacts.html",
                title=_("Contacts at the stand"),
                lead=f"{fair}, {label(fair.kind)}",
                fair=fair,
                mine=mine,
                me=current_viewer.advisor_id,
                waiting=fairs.stand_contacts(self.session, fair.id, handled=False),
                handled=fairs.stand_contacts(self.session, fair.id, handled=True),
                form=form or FirmForm(formdata=None),
                form_at=at,
            )
        )
