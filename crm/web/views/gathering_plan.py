"""How a gathering is prepared: what is planned, who does what until when, its documents."""

from __future__ import annotations

import io
from typing import Any

from flask import abort, flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from crm.models import FollowUp, Interaction
from crm.services.preparation import (
    LARGEST,
    add_document,
    add_tasks,
    document,
    documents_of,
    tasks_of,
)
from crm.services.scope import changeable_follow_ups, changeable_interactions, visible_interactions
from crm.web.chips import Choice
from crm.web.gathering_page import GatheringPage
from crm.web.saving import save
from crm.web.security import current_viewer
from crm.web.tapping import tap
from crm.web.tasks_form import TasksForm, usual_tasks
from crm.web.uploads import safe_name

ANY_TYPE = "application/octet-stream"


class GatheringPlanView(GatheringPage):
    default_view = "plan"

    @expose("/<int:pk>/plan")
    @has_access
    @permission_name("show")
    def plan(self, pk: int) -> str:
        gathering, mine = self.with_right(pk)
        return self._page(gathering, mine, None)

    @expose("/<int:pk>/tasks", methods=["POST"])
    @has_access
    @permission_name("edit")
    def tasks(self, pk: int) -> str | Response:
        gathering = self.gathering(pk, changeable_interactions(current_viewer))
        form = TasksForm()
        if form.validate():
            tasks = [each.values() for each in form.wanted()]
            added = save(self.session, form, lambda: add_tasks(self.session, gathering, tasks))
            if added is not None:
                flash(_("%(count)s tasks written down.", count=added), "success")
                return redirect(url_for("GatheringPlanView.plan", pk=pk))
        return self._page(self.gathering(pk, changeable_interactions(current_viewer)), True, form)

    @expose("/<int:pk>/documents", methods=["POST"])
    @has_access
    @permission_name("edit")
    def upload(self, pk: int) -> Response:
        gathering = self.gathering(pk, changeable_interactions(current_viewer))
        file = request.files.get("file")
        content = file.stream.read(LARGEST + 1) if file else b""
        name = safe_name(file.filename or "") if file else ""
        media_type = (file.mimetype if file else "")[:200] or ANY_TYPE
        act = lambda: add_document(self.session, gathering, name, media_type, content)  # noqa: E731
        if tap(self.session, act):
            flash(_("%(name)s is on file.", name=name), "success")
        return redirect(url_for("GatheringPlanView.plan", pk=pk, _anchor="documents"))

    @expose("/<int:pk>/documents/<int:number>")
    @has_access
    @permission_name("show")
    def download(self, pk: int, number: int) -> Response:
        """Always as a file: nothing that somebody uploaded is shown as a page of ours."""
        gathering = self.gathering(pk, visible_interactions(current_viewer))
        found = document(self.session, gathering, number) or abort(404)
        return send_file(
            io.BytesIO(found.content),
            mimetype=ANY_TYPE,
            as_attachment=True,
            download_name=found.name,
        )

    @expose("/<int:pk>/documents/<int:number>/remove", methods=["POST"])
    @has_access
    @permission_name("edit")
    def remove(self, pk: int, number: int) -> Response:
        gathering = self.gathering(pk, changeable_interactions(current_viewer))
        found = document(self.session, gathering, number)
        if found is None or tap(self.session, lambda: self.session.delete(found)):
            flash(_("The document is gone."), "success")
        return redirect(url_for("GatheringPlanView.plan", pk=pk, _anchor="documents"))

    def _page(self, gathering: Interaction, mine: bool, form: TasksForm | None) -> str:
        tasks = tasks_of(self.session, gathering, current_viewer)
        return str(
            self.render_template(
                "gathering_plan.html",
                title=str(gathering),
                gathering=gathering,
                mine=mine,
                tasks=tasks,
                changeable_ids=self._changeable(gathering),
                documents=documents_of(self.session, gathering),
                largest=LARGEST >> 20,
                form=form or (_empty_form(gathering, tasks) if mine else None),
                is_refused=form is not None,
            )
        )

    def _changeable(self, gathering: Interaction) -> set[int]:
        query = select(FollowUp.id).where(
            FollowUp.interaction_id == gathering.id, changeable_follow_ups(current_viewer)
        )
        return set(self.session.scalars(query))


def _empty_form(gathering: Interaction, tasks: Any) -> TasksForm:
    me = current_viewer.advisor_id
    owner = Choice(me, current_viewer.advisor_name) if me else None
    known = {each.promise for each in tasks}
    return TasksForm(formdata=None, data={"tasks": usual_tasks(gathering, known, owner)})
