"""The page behind the personal link of an invitation: whoever has the link answers."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from crm.clock import today
from crm.enums import InteractionStatus
from crm.models import Invitation
from crm.models.base import utc_now
from crm.services.registration import answer, invitation_of, is_over, takes_registrations
from crm.services.seats import capacity, seats_taken
from crm.web.access_log import hide_path
from crm.web.gathering_calendar import entry_of
from crm.web.gathering_letters import GatheringLetters
from crm.web.ics import download
from crm.web.page import Page
from crm.web.public_address import public_address
from crm.web.registration_form import RegistrationForm, answered
from crm.web.saving import save

LARGEST = 30_000
"""Bytes; what is longer was not written by hand."""


class RegistrationView(Page):
    """No login and no script needed. It shows one invitation and nothing else of the database."""

    route_base = "/anmeldung"
    default_view = "show"
    is_public = True
    post_rate = "PUBLIC_RATE"

    @expose("/<token>")
    def show(self, token: str) -> str | tuple[str, int]:
        invitation = self._invitation(token)
        return self._page(invitation, RegistrationForm(formdata=None, data=answered(invitation)))

    @expose("/<token>", methods=["POST"])
    def reply(self, token: str) -> str | AnyResponse | tuple[str, int]:
        if (request.content_length or 0) > LARGEST:
            abort(413)
        invitation = self._invitation(token)
        if is_over(invitation.participation.interaction, today()):
            return self._page(
                invitation, RegistrationForm(formdata=None, data=answered(invitation))
            )
        form = RegistrationForm()
        said = form.validate() and save(
            self.session, form, lambda: self._answered(invitation, form)
        )
        if said:
            flash(_("Thank you, your answer is noted."), "success")
            return redirect(url_for("RegistrationView.show", token=token))
        return self._page(self._invitation(token), form)

    @expose("/<token>/termin.ics")
    def calendar(self, token: str) -> Response:
        gathering = self._invitation(token).participation.interaction
        link = public_address("RegistrationView.show", token=token)
        return download([entry_of(gathering, link)], "termin")

    def _answered(self, invitation: Invitation, form: RegistrationForm) -> bool:
        moved = answer(self.session, invitation, form.reply(), utc_now(), today())
        letters = GatheringLetters(self.session, invitation.participation.interaction)
        letters.confirm(invitation.participation)
        letters.tell_moved_up(moved)
        return True

    def _invitation(self, token: str) -> Invitation:
        hide_path()
        return invitation_of(self.session, token) or abort(404)

    def _page(self, invitation: Invitation, form: RegistrationForm) -> str | tuple[str, int]:
        """After the day it shows nothing of the firm any more."""
        gathering = invitation.participation.interaction
        if is_over(gathering, today()):
            page = self.render_template(
                "registration_over.html", title=str(gathering), bare=True, gathering=gathering
            )
            return str(page), 410
        seats = capacity(self.session, gathering.id)
        taken = seats_taken(self.session, gathering.id) if seats else 0
        return str(
            self.render_template(
                "registration.html",
                title=str(gathering),
                bare=True,
                invitation=invitation,
                row=invitation.participation,
                gathering=gathering,
                form=form,
                is_cancelled=gathering.status is InteractionStatus.CANCELLED,
                is_open=takes_registrations(gathering, today()),
                free=None if seats is None else max(seats - taken, 0),
                token=request.view_args["token"] if request.view_args else "",
            )
        )
