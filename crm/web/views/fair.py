"""A fair is prepared: what the office is there, what is to be done, who is at the stand when."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from crm.clock import today
from crm.enums import FollowUpStatus, InteractionKind
from crm.models import FairStand, Interaction, Shift
from crm.services import fairs
from crm.services.follow_ups import add_follow_up
from crm.web.chips import Choice
from crm.web.fair_form import FairForm, ShiftForm, TaskForm
from crm.web.gathering_page import GatheringPage
from crm.web.numbers import read_number
from crm.web.saving import save
from crm.web.security import current_viewer
from crm.web.tapping import tap

OPEN, LATE, DONE = "open", "late", "done"


class FairPage(GatheringPage):
    def fair(self, pk: int, *, to_change: bool = False) -> tuple[Interaction, bool]:
        """The fair, and whether it may be changed; 404 where it must be and may not."""
        fair, mine = self.with_right(pk)
        if fair.kind is not InteractionKind.FAIR or (to_change and not mine):
            abort(404)
        return fair, mine


class FairView(FairPage):
    @expose("/<int:pk>/fair")
    @has_access
    @permission_name("show")
    def index(self, pk: int) -> str:
        fair, mine = self.fair(pk)
        return self._page(fair, mine)

    @expose("/<int:pk>/fair/stand", methods=["POST"])
    @has_access
    @permission_name("edit")
    def stand(self, pk: int) -> str | Response:
        form = FairForm()
        act = lambda: fairs.keep_stand(self.session, pk, form.values())  # noqa: E731
        return self._saved(pk, form, "fair_form", act)

    @expose("/<int:pk>/fair/task", methods=["POST"])
    @has_access
    @permission_name("edit")
    def task(self, pk: int) -> str | Response:
        form = TaskForm()
        act = lambda: add_follow_up(self.session, {**form.values(), "interaction_id": pk})  # noqa: E731
        return self._saved(pk, form, "task_form", act)

    @expose("/<int:pk>/fair/shift", methods=["POST"])
    @has_access
    @permission_name("edit")
    def shift(self, pk: int) -> str | Response:
        form = ShiftForm(self.fair(pk, to_change=True)[0])
        act = lambda: fairs.add_shift(self.session, pk, form.values())  # noqa: E731
        return self._saved(pk, form, "shift_form", act)

    @expose("/<int:pk>/fair/shift/remove", methods=["POST"])
    @has_access
    @permission_name("edit")
    def remove_shift(self, pk: int) -> Response:
        self.fair(pk, to_change=True)
        one = read_number(request.form.get("shift", "")) or 0
        gone = delete(Shift).where(Shift.id == one, Shift.interaction_id == pk)
        if tap(self.session, lambda: self.session.execute(gone)):
            flash(_("The shift is taken away."), "success")
        return redirect(url_for("FairView.index", pk=pk))

    def _saved(self, pk: int, form: Any, name: str, act: Any) -> str | Response:
        """Refused, what was typed is on the page again."""
        self.fair(pk, to_change=True)
        if form.validate() and save(self.session, form, act) is not None:
            flash(_("Saved."), "success")
            return redirect(url_for("FairView.index", pk=pk))
        return self._page(self.fair(pk, to_change=True)[0], True, **{name: form})

    def _page(self, fair: Interaction, mine: bool, **forms: Any) -> str:
        stand = self._stand(fair.id)
        lanes = _lanes(fairs.tasks(self.session, fair.id), today())
        total, waiting = fairs.how_many(self.session, fair.id)
        me = current_viewer.advisor_id
        mine_too = current_viewer.advisor_ids
        everything = current_viewer.changes_everything
        given = {
            "fair_form": FairForm(formdata=None, data=_stored(stand)),
            "task_form": TaskForm(formdata=None),
            "shift_form": ShiftForm(fair, formdata=None, data={"day": fair.happened_on}),
            **forms,
        }
        return str(
            self.render_template(
                "fair.html",
                title=str(fair),
                fair=fair,
                mine=mine,
                me=me,
                stand=stand,
                lanes=lanes,
                changeable_ids={
                    row.id
                    for rows in lanes.values()
                    for row in rows
                    if everything or row.owner_id in mine_too
                },
                shifts=fairs.shifts(self.session, fair.id),
                total=total,
                waiting=waiting,
                opened=next(iter(forms), ""),
                **given,
            )
        )

    def _stand(self, pk: int) -> FairStand | None:
        query = select(FairStand).where(FairStand.interaction_id == pk)
        return self.session.scalar(query.options(joinedload(FairStand.partner)))


def _lanes(rows: list[Any], day: date) -> dict[str, list[Any]]:
    lanes: dict[str, list[Any]] = {LATE: [], OPEN: [], DONE: []}
    for row in rows:
        late = LATE if row.due_on < day else OPEN
        lanes[DONE if row.status is FollowUpStatus.DONE else late].append(row)
    return lanes


def _stored(stand: FairStand | None) -> dict[str, Any]:
    if stand is None:
        return {}
    partner = Choice(stand.partner.id, stand.partner.name) if stand.partner else None
    return {"role": stand.role, "stand": stand.stand, "partner": partner}
