"""At the door: names to tap on a tablet, the same on paper, and badges."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, jsonify, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response as AnyResponse

from crm.enums import ParticipationStatus
from crm.models import Interaction, Participation
from crm.models.base import new_client_key, utc_now
from crm.services.door import EXPECTED, Newcomer, apply_taps, door_list, let_in_newcomers, states
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.gathering_page import GatheringPage
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.taps import LONGEST_NAME, read_taps

MOST_ROWS = 600
"""Of the door's page; more names take too long to find there."""


class DoorView(GatheringPage):
    default_view = "door"

    @expose("/<int:pk>/door")
    @has_access
    @permission_name("edit")
    def door(self, pk: int) -> str:
        gathering = self._mine(pk)
        everybody = bool(request.args.get("all"))
        rows = door_list(self.session, pk, everybody)
        return str(
            self.render_template(
                "gathering_door.html",
                title=str(gathering),
                gathering=gathering,
                rows=rows[:MOST_ROWS],
                left_out=max(len(rows) - MOST_ROWS, 0),
                everybody=everybody,
                came=sum(row.status is ParticipationStatus.ATTENDED for row in rows),
                new_key=new_client_key(),
            )
        )

    @expose("/<int:pk>/door", methods=["POST"])
    @has_access
    @permission_name("edit")
    def tapped(self, pk: int) -> AnyResponse:
        """One name without a script, or somebody who was on no list."""
        gathering = self._mine(pk)
        name = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
        if name and name.isprintable():
            newcomer = Newcomer(name, request.form.get("key", "")[:36] or new_client_key())
            tap(self.session, lambda: let_in_newcomers(self.session, pk, [newcomer]))
        row, _colon, status = request.form.get("one", "").partition(":")
        if row:
            text = f'[{{"row": {row}, "status": "{status}"}}]'
            taps, _newcomers = read_taps(
                text if row.isascii() and row.isdigit() else "x", utc_now()
            )
            tap(self.session, lambda: apply_taps(self.session, pk, taps))
        self.say_it_was_held(gathering)
        kept: dict[str, Any] = {"all": request.args["all"]} if request.args.get("all") else {}
        return redirect(url_for("DoorView.door", pk=pk, **kept))

    @expose("/<int:pk>/taps", methods=["POST"])
    @has_access
    @permission_name("edit")
    def taps(self, pk: int) -> Response:
        """What waited on a device; the answer says how the whole list stands now."""
        gathering = self._mine(pk)
        taps, newcomers = read_taps(request.form.get("taps", ""), utc_now())

        def act() -> None:
            apply_taps(self.session, pk, taps)
            let_in_newcomers(self.session, pk, newcomers)

        if (taps or newcomers) and not tap(self.session, act):
            abort(409)
        self.say_it_was_held(gathering)
        return jsonify(states=states(self.session, pk))

    @expose("/<int:pk>/door-list")
    @has_access
    @permission_name("show")
    def paper(self, pk: int) -> str:
        gathering = self.gathering(pk, visible_interactions(current_viewer))
        rows = door_list(self.session, pk, False)
        return str(
            self.render_template(
                "gathering_paper.html", title=str(gathering), gathering=gathering, rows=rows
            )
        )

    @expose("/<int:pk>/badges")
    @has_access
    @permission_name("show")
    def badges(self, pk: int) -> str:
        gathering = self.gathering(pk, visible_interactions(current_viewer))
        query = (
            select(Participation)
            .where(Participation.interaction_id == pk, Participation.status.in_(EXPECTED))
            .options(selectinload(Participation.persons), selectinload(Participation.invitation))
        )
        firms = {row.id: row.firm for row in door_list(self.session, pk, False)}
        found = list(self.session.scalars(query))
        badges = [one for row in found for one in _badges(row, firms.get(row.id))]
        badges.sort(key=lambda one: (one["firm"] or one["name"], one["name"]))
        return str(
            self.render_template(
                "gathering_badges.html", title=str(gathering), gathering=gathering, badges=badges
            )
        )

    def _mine(self, pk: int) -> Interaction:
        return self.gathering(pk, changeable_interactions(current_viewer))


def _badges(row: Participation, firm: str | None) -> list[dict[str, Any]]:
    """One for each name, and one to write on for each of whom only the number is known."""
    names = [name.strip() for name in (row.guest_name or "").split(",") if name.strip()]
    names += [str(person) for person in row.persons if str(person) not in names]
    people = row.invitation.people if row.invitation else 1
    names += [""] * (people - len(names))
    return [{"name": name, "firm": firm or ""} for name in names]
