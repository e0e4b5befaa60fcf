"""After a gathering: those who came are thanked, and something is promised to all of them."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import InteractionStatus
from crm.models import Interaction
from crm.models.base import utc_now
from crm.services.gathering_news import firms_that_came, promise_to_firms, to_thank
from crm.services.scope import changeable_interactions
from crm.web.afterwards_form import PromiseForm, ThanksForm
from crm.web.attendance_list import AttendanceList
from crm.web.chips import Choice
from crm.web.gathering_letters import GatheringLetters
from crm.web.gathering_page import GatheringPage
from crm.web.saving import save
from crm.web.security import current_viewer

DUE = timedelta(14)


class AfterwardsView(GatheringPage):
    default_view = "after"

    @expose("/<int:pk>/after")
    @has_access
    @permission_name("edit")
    def after(self, pk: int) -> str:
        return self._page(self._mine(pk), None, None)

    @expose("/<int:pk>/thanks", methods=["POST"])
    @has_access
    @permission_name("edit")
    def thank(self, pk: int) -> str | Response:
        gathering, form = self._mine(pk), ThanksForm()
        if form.validate():
            sent = save(self.session, form, lambda: self._thank(gathering, form.text.data or ""))
            if sent is not None:
                flash(_("%(count)s letters go out by mail.", count=sent), "success")
                return redirect(url_for("AfterwardsView.after", pk=pk))
        return self._page(self._mine(pk), form, None)

    @expose("/<int:pk>/promise", methods=["POST"])
    @has_access
    @permission_name("edit")
    def promise(self, pk: int) -> str | Response:
        gathering, form = self._mine(pk), PromiseForm()
        if form.validate():

            def act() -> int:
                firms = firms_that_came(self.session, pk)
                return promise_to_firms(self.session, gathering, firms, form.values())

            made = save(self.session, form, act)
            if made is not None:
                flash(_("%(count)s follow-ups written down.", count=made), "success")
                return redirect(url_for("AfterwardsView.after", pk=pk))
        return self._page(self._mine(pk), None, form)

    def _thank(self, gathering: Interaction, text: str) -> int:
        letters, sent = GatheringLetters(self.session, gathering), 0
        for row in to_thank(self.session, gathering.id):
            if letters.thank(row, text) and row.invitation:
                row.invitation.thanked_at = utc_now()
                sent += 1
        self.session.flush()
        return sent

    def _page(
        self, gathering: Interaction, thanks: ThanksForm | None, promise: PromiseForm | None
    ) -> str:
        return str(
            self.render_template(
                "gathering_after.html",
                title=str(gathering),
                gathering=gathering,
                thanks=thanks or ThanksForm(formdata=None, data={"text": _words()}),
                promise=promise or _empty_promise(),
                counts=AttendanceList(self.session, gathering.id).counts,
                firms=len(firms_that_came(self.session, gathering.id)),
                is_held=gathering.status is InteractionStatus.HELD,
            )
        )

    def _mine(self, pk: int) -> Interaction:
        return self.gathering(pk, changeable_interactions(current_viewer))


def _words() -> str:
    return _("thank you for coming. If a question has come up, please write or call us.")


def _empty_promise() -> PromiseForm:
    me = current_viewer.advisor_id
    owner = Choice(me, current_viewer.advisor_name) if me else None
    return PromiseForm(formdata=None, data={"due_on": today() + DUE, "owner": owner})
