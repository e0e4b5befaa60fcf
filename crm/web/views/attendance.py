"""A gathering's list of participants: pasted, ticked off, taken away as a file."""

from __future__ import annotations

import io
from typing import Any

from flask import abort, flash, redirect, request, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from crm.enums import ParticipationStatus
from crm.models import Interaction
from crm.services.attendance import add_participants, set_attendance, take_off
from crm.services.match_lines import split_lines
from crm.services.scope import changeable_interactions, visible_interactions
from crm.web.addresses import back_to
from crm.web.attendance_list import AttendanceList
from crm.web.formats import label
from crm.web.gathering_page import GatheringPage, likely_status
from crm.web.languages import current_language
from crm.web.numbers import read_number
from crm.web.review_lines import BATCH, SKIP, UNDECIDED, posted_choices, review
from crm.web.security import current_viewer
from crm.web.tapping import tap
from reports.report import Column, Kind
from reports.writers.listing import write_csv, write_xlsx

EXPORTED = {
    "firm": _("Firm"),
    "guest_name": _("Person"),
    "status": _("Status"),
    "people": _("People"),
    "address": _("Address"),
    "district": _("District"),
    "size_class": _("Size"),
}


class AttendanceView(GatheringPage):
    default_view = "review"

    @expose("/<int:pk>/review", methods=["POST"])
    @has_access
    @permission_name("edit")
    def review(self, pk: int) -> str | Response:
        """What was pasted, line by line, with the firm that is probably meant."""
        gathering = self._mine(pk)
        lines = split_lines(request.form.get("lines", ""))
        if not lines:
            flash(gettext("There is no line in it."), "warning")
            return redirect(self._home(pk))
        return self._review_page(gathering, lines, {})

    @expose("/<int:pk>/attend", methods=["POST"])
    @has_access
    @permission_name("edit")
    def attend(self, pk: int) -> str | Response:
        """Takes over what was decided; undecided lines and those that waited come next."""
        gathering = self._mine(pk)
        posted = dict(posted_choices(request.form))
        waiting = split_lines(request.form.get("lines", ""))
        reviewed = review(self.session, pk, list(posted), posted)
        undecided = [each.line.text for each in reviewed if each.choice == UNDECIDED]
        entries = [
            each.entry(_status("status", likely_status(gathering)))
            for each in reviewed
            if each.choice not in (UNDECIDED, SKIP)
        ]
        added: list[int] = []
        if not tap(self.session, lambda: added.append(add_participants(self.session, pk, entries))):
            return self._review_page(self._mine(pk), [*posted, *waiting], posted)
        told = "success" if sum(added) else "info"
        flash(gettext("%(count)s added to the list.", count=sum(added)), told)
        self.say_it_was_held(gathering)
        if undecided or waiting:
            return self._review_page(gathering, [*undecided, *waiting], {})
        flash(f"lines-{pk}", "saved")
        return redirect(self._home(pk))

    @expose("/<int:pk>/status", methods=["POST"])
    @has_access
    @permission_name("edit")
    def status(self, pk: int) -> Response:
        """One by its button, those that are ticked, or all."""
        gathering = self._mine(pk)
        one, _colon, wanted = request.form.get("one", "").partition(":")
        if one:
            status, ids = _as_status(wanted), _ids([one])
        elif "everybody" in request.form:
            status, ids = _as_status(request.form["everybody"]), None
        else:
            status, ids = _status("status"), _ids(request.form.getlist("row"))
        if ids == []:
            flash(gettext("Tick somebody first."), "danger")
            return self._back(pk)
        changed: list[int] = []

        def change() -> None:
            changed.append(set_attendance(self.session, pk, ids, status))
            self.let_in(pk)

        if tap(self.session, change) and not one:
            flash(gettext("%(count)s changed.", count=sum(changed)), "success")
        self.say_it_was_held(gathering)
        return self._back(pk)

    @expose("/<int:pk>/take-off", methods=["POST"])
    @has_access
    @permission_name("edit")
    def take_off(self, pk: int) -> Response:
        self._mine(pk)
        ids = _ids(request.form.getlist("row"))
        if not ids:
            flash(gettext("Tick somebody first."), "danger")
            return self._back(pk)
        gone: list[int] = []

        def take() -> None:
            gone.append(take_off(self.session, pk, ids))
            self.let_in(pk)

        if tap(self.session, take):
            flash(gettext("%(count)s taken off the list.", count=sum(gone)), "success")
        return self._back(pk)

    @expose("/<int:pk>/participants.<any(xlsx, csv):suffix>")
    @has_access
    @permission_name("export")
    def export(self, pk: int, suffix: str) -> Response:
        gathering = self.gathering(pk, visible_interactions(current_viewer))
        columns = [Column(name, str(title), Kind.TITLE) for name, title in EXPORTED.items()]
        rows = AttendanceList(self.session, pk).everybody()
        cells = ([label(getattr(row, name)) for name in EXPORTED] for row in rows)
        stream = io.BytesIO()
        if suffix == "xlsx":
            write_xlsx(columns, cells, stream, title=str(gathering), language=current_language())
        else:
            write_csv(columns, cells, stream)
        stream.seek(0)
        name = gettext("participants")
        return send_file(
            stream, as_attachment=True, download_name=f"{name}-{gathering.happened_on}.{suffix}"
        )

    def _mine(self, pk: int) -> Interaction:
        return self.gathering(pk, changeable_interactions(current_viewer))

    def _home(self, pk: int, **values: Any) -> str:
        return AttendanceList(self.session, pk).address(**values)

    def _back(self, pk: int) -> Response:
        """To the very page of the list, whose parameters the form's address carries."""
        page = AttendanceList(self.session, pk).page
        return redirect(back_to(self._home(pk, page=page if page > 1 else None)))

    def _review_page(
        self, gathering: Interaction, lines: list[str], posted: dict[str, tuple[str, str]]
    ) -> str:
        now, waiting = lines[:BATCH], lines[BATCH:]
        return str(
            self.render_template(
                "gathering_review.html",
                title=gettext("Who is on the list?"),
                lead=str(gathering),
                gathering=gathering,
                reviewed=review(self.session, gathering.id, now, posted),
                waiting=waiting,
                statuses=list(ParticipationStatus),
                status=_status("status", likely_status(gathering)),
            )
        )


def _as_status(text: str) -> ParticipationStatus:
    if text not in set(ParticipationStatus):
        abort(400)
    return ParticipationStatus(text)


def _status(name: str, otherwise: ParticipationStatus | None = None) -> ParticipationStatus:
    text = request.form.get(name) or otherwise
    return _as_status(text or "")


def _ids(texts: list[str]) -> list[int]:
    return [number for number in map(read_number, texts) if number is not None]
