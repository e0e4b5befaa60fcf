"""What happens to an inquiry, step by step: taken, acknowledged, answered, waiting, closed."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.enums import InquiryOutcome
from crm.models import Inquiry
from crm.models.base import utc_now
from crm.services import inquiries
from crm.web.addresses import back_to
from crm.web.choices import colleagues
from crm.web.inquiry_page import InquiryPage
from crm.web.numbers import read_number
from crm.web.office import office
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.undo import flash_with_undo, say_with_undo

LONGEST_REASON = 200
Step = Callable[[Inquiry], object]


class InquirySteps(InquiryPage):
    """A step that is refused leaves what was typed on the screen."""

    route_base = "/inquiries"
    default_view = "take"

    @expose("/<int:pk>/take", methods=["POST"])
    @has_access
    @permission_name("edit")
    def take(self, pk: int) -> str | Response:
        """Whoever takes it over from nobody needs no reason."""
        return self._hand_over(pk, current_viewer.advisor_id or abort(404))

    @expose("/<int:pk>/hand-over", methods=["POST"])
    @has_access
    @permission_name("edit")
    def hand_over(self, pk: int) -> str | Response:
        to_id = read_number(request.form.get("to", "")) or 0
        if to_id not in {each.id for each in colleagues()}:
            return self._refused(pk, _("Choose who takes it over."))
        return self._hand_over(pk, to_id)

    @expose("/<int:pk>/acknowledge", methods=["POST"])
    @has_access
    @permission_name("edit")
    def acknowledge(self, pk: int) -> str | Response:
        said = _("Noted: receipt acknowledged.")
        return self._step(pk, lambda it: inquiries.acknowledge(office(), it, utc_now()), said)

    @expose("/<int:pk>/reply", methods=["POST"])
    @has_access
    @permission_name("edit")
    def reply(self, pk: int) -> str | Response:
        inquiry = self._inquiry(pk)
        first = inquiry.first_reply_at is None
        if not tap(self.session, lambda: inquiries.reply(office(), inquiry, utc_now())):
            return self._page(self._inquiry(pk), request.form)
        back = url_for("InquirySteps.take_back_reply", pk=pk)
        say_with_undo(_("Noted: answered."), first, back)
        return self._back(pk)

    @expose("/<int:pk>/take-back-reply", methods=["POST"])
    @has_access
    @permission_name("edit")
    def take_back_reply(self, pk: int) -> str | Response:
        said = _("The clock goes on as before.")
        return self._step(pk, lambda it: inquiries.take_back_reply(office(), it, utc_now()), said)

    @expose("/<int:pk>/wait", methods=["POST"])
    @has_access
    @permission_name("edit")
    def wait(self, pk: int) -> str | Response:
        reason = _reason()
        if not reason:
            return self._refused(pk, _("Say what is waited for."))
        said = _("The clock stands until the firm has answered.")
        return self._step(
            pk, lambda it: inquiries.wait_for_firm(office(), it, reason, utc_now()), said
        )

    @expose("/<int:pk>/go-on", methods=["POST"])
    @has_access
    @permission_name("edit")
    def go_on(self, pk: int) -> str | Response:
        said = _("The clock runs again.")
        return self._step(pk, lambda it: inquiries.go_on(office(), it, utc_now()), said)

    @expose("/<int:pk>/close", methods=["POST"])
    @has_access
    @permission_name("edit")
    def close(self, pk: int) -> str | Response:
        outcome, answer = request.form.get("outcome", ""), request.form.get("answer", "").strip()
        if outcome not in set(InquiryOutcome):
            return self._refused(pk, _("Choose what came of it."))
        inquiry = self._inquiry(pk)
        act = lambda: inquiries.close(  # noqa: E731
            office(), inquiry, InquiryOutcome(outcome), utc_now(), answer or None
        )
        if not tap(self.session, act):
            return self._page(self._inquiry(pk), request.form)
        said = _("Closed: %(what)s", what=inquiry.subject)
        flash_with_undo(said, url_for("InquirySteps.reopen", pk=pk))
        return self._back(pk)

    @expose("/<int:pk>/tell-partner", methods=["POST"])
    @has_access
    @permission_name("edit")
    def tell_partner(self, pk: int) -> str | Response:
        words = request.form.get("feedback", "").strip()
        said = _("Noted: the office that forwarded it can read this now.")
        return self._step(pk, lambda it: inquiries.tell_partner(it, words, utc_now()), said)

    @expose("/<int:pk>/reopen", methods=["POST"])
    @has_access
    @permission_name("edit")
    def reopen(self, pk: int) -> str | Response:
        said = _("It is open again.")
        return self._step(pk, lambda it: inquiries.reopen(office(), it, utc_now()), said)

    def _hand_over(self, pk: int, to_id: int) -> str | Response:
        def act(inquiry: Inquiry) -> None:
            user = current_viewer.user_id
            inquiries.hand_over(inquiry, to_id, utc_now(), _reason() or None, user)

        return self._step(pk, act, _("Handed over."))

    def _step(self, pk: int, act: Step, said: str) -> str | Response:
        inquiry = self._inquiry(pk)
        if not tap(self.session, lambda: act(inquiry)):
            return self._page(self._inquiry(pk), request.form)
        flash(said, "success")
        return self._back(pk)

    def _refused(self, pk: int, said: str) -> str:
        flash(said, "danger")
        return self._page(self._inquiry(pk), request.form)

    def _back(self, pk: int) -> Response:
        return redirect(back_to(url_for("InquiryView.show", pk=pk)))


def _reason() -> str:
    return request.form.get("reason", "").strip()[:LONGEST_REASON]
