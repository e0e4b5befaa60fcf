"""What became of a planned contact, in one tap: held, cancelled, nobody there, another day."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import InteractionStatus
from crm.models import Interaction
from crm.services.scope import changeable_interactions
from crm.services.settle import postpone, settle
from crm.web.addresses import back_to, contact_address
from crm.web.calling_off import say_who_was_told, tell_of_change
from crm.web.filters import read_day
from crm.web.formats import label, weekday
from crm.web.page import Page
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import may_wait, say_with_undo


class SettleView(Page):
    route_base = "/contacts"
    class_permission_name = "Interaction"
    default_view = "settle"

    @expose("/<int:pk>/settle", methods=["POST"])
    @has_access
    @permission_name("edit")
    def settle(self, pk: int) -> Response:
        status = _status()
        contact = self._mine(pk)
        before = contact.status
        return self._tap(
            contact,
            lambda: self._settled(contact, status),
            lambda: say_with_undo(
                f"{label(status).capitalize()}: {_what(contact)}.",
                may_wait(contact.happened_on),
                url_for("SettleView.settle", pk=pk),
                status=before.value,
            ),
        )

    def _settled(self, contact: Interaction, status: InteractionStatus) -> None:
        before = contact.status
        settle(self.session, contact, status, today())
        say_who_was_told(tell_of_change(self.session, contact, before))

    @expose("/<int:pk>/postpone", methods=["POST"])
    @has_access
    @permission_name("edit")
    def postpone(self, pk: int) -> Response:
        day = read_day(request.form.get("day", ""))
        contact = self._mine(pk)
        before = contact.happened_on
        return self._tap(
            contact,
            lambda: postpone(self.session, contact, day, today()),
            lambda: say_with_undo(
                _("Moved to %(day)s.", day=weekday(day)),
                before >= today(),
                url_for("SettleView.postpone", pk=pk),
                day=before.isoformat(),
            ),
        )

    def _tap(
        self, contact: Interaction, act: Callable[[], None], say: Callable[[], None]
    ) -> Response:
        home = contact_address(contact.kind, contact.id)
        if tap(self.session, act):
            say()
        return redirect(back_to(home))

    def _mine(self, pk: int) -> Interaction:
        found: Interaction = self.find(Interaction, pk, changeable_interactions(current_viewer))
        return found


def _what(contact: Interaction) -> str:
    return f"{contact.title or label(contact.kind)}, {weekday(contact.happened_on)}"


def _status() -> InteractionStatus:
    text = request.form.get("status", "")
    if text not in set(InteractionStatus):
        abort(400)
    return InteractionStatus(text)
