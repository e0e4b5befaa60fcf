"""A consulting day's slots, both teams side by side: made, looked at, printed, taken along."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import or_, select, update
from werkzeug.wrappers import Response

from crm.enums import ParticipationStatus
from crm.models import Interaction, Slot, TeamMembership
from crm.services.slots import columns, make_grid, of_advisor, take_away
from crm.web.booking_calendar import of_slots
from crm.web.choices import colleagues
from crm.web.ics import download
from crm.web.numbers import read_number
from crm.web.saving import save
from crm.web.security import current_viewer
from crm.web.slot_form import GridForm
from crm.web.slot_page import SlotPage
from crm.web.tapping import tap


class SlotView(SlotPage):
    @expose("/<int:pk>/slots")
    @has_access
    @permission_name("show")
    def index(self, pk: int) -> str:
        day, mine = self.day(pk)
        return self._page(day, mine, None)

    @expose("/<int:pk>/slots/grid", methods=["POST"])
    @has_access
    @permission_name("edit")
    def grid(self, pk: int) -> str | Response:
        """Sent twice it adds nothing."""
        day = self.to_change(pk)
        form = GridForm()
        if form.validate():
            given = {**form.values(), "advisor_of": self._hosts(day)}
            made = save(
                self.session, form, lambda: make_grid(self.session, day, form.spans(), given)
            )
            if made is not None:
                flash(_("%(count)s slots added.", count=made), "success")
                return redirect(self.home(pk))
        return self._page(self.to_change(pk), True, form)

    @expose("/<int:pk>/slots/take-away", methods=["POST"])
    @has_access
    @permission_name("edit")
    def take_away(self, pk: int) -> Response:
        """One free slot, or all that are free."""
        self.to_change(pk)
        one = read_number(request.form.get("slot", ""))
        gone: list[int] = []
        ids = None if "all" in request.form else [one or 0]
        if tap(self.session, lambda: gone.append(take_away(self.session, pk, ids))):
            flash(_("%(count)s free slots taken away.", count=sum(gone)), "success")
        return redirect(self.home(pk))

    @expose("/<int:pk>/slots/advisor", methods=["POST"])
    @has_access
    @permission_name("edit")
    def advisor(self, pk: int) -> Response:
        """Who of us sits in a team's slots."""
        self.to_change(pk)
        team, who = (read_number(request.form.get(name, "")) for name in ("team", "advisor"))
        if who is not None and who not in {each.id for each in colleagues()}:
            abort(400)
        seats = update(Slot).where(Slot.interaction_id == pk, Slot.team_id == (team or 0))
        if tap(self.session, lambda: self.session.execute(seats.values(advisor_id=who))):
            flash(_("Saved."), "success")
        return redirect(self.home(pk))

    @expose("/<int:pk>/slots/sheet")
    @has_access
    @permission_name("show")
    def sheet(self, pk: int) -> str:
        """The day on paper, with room to write."""
        day, _mine = self.day(pk)
        return str(
            self.render_template(
                "slot_sheet.html", title=str(day), day=day, columns=columns(self.session, day.id)
            )
        )

    @expose("/<int:pk>/slots.ics")
    @has_access
    @permission_name("show")
    def calendar(self, pk: int) -> FlaskResponse:
        """The viewer's own slots of the day."""
        day, _mine = self.day(pk)
        rows = of_advisor(self.session, current_viewer.advisor_id or 0, day.id)
        return download(of_slots(day, rows), f"{day.happened_on}")

    def _page(self, day: Interaction, mine: bool, form: GridForm | None) -> str:
        found = columns(self.session, day.id)
        has_own = any(
            row.advisor_id == current_viewer.advisor_id for one in found for row in one.slots
        )
        return str(
            self.render_template(
                "slots.html",
                title=str(day),
                day=day,
                mine=mine,
                columns=found,
                has_own=has_own and current_viewer.advisor_id,
                colleagues=colleagues(),
                came=ParticipationStatus.ATTENDED,
                no_show=ParticipationStatus.NO_SHOW,
                form=form or GridForm(formdata=None),
                form_is_back=form is not None,
            )
        )

    def _hosts(self, day: Interaction) -> dict[int, int]:
        """team -> who of those who run the day is in it; who leads first."""
        here, on = TeamMembership, day.happened_on
        ids = [each.advisor_id for each in sorted(day.assignments, key=lambda one: one.role)]
        query = select(here.team_id, here.advisor_id).where(
            here.advisor_id.in_(ids),
            here.valid_from <= on,
            or_(here.valid_to.is_(None), here.valid_to >= on),
        )
        found = {row.advisor_id: row.team_id for row in self.session.execute(query)}
        return {found[one]: one for one in ids if one in found}
