"""Notes on days, which dashboards draw into their months and calendars."""

from __future__ import annotations

from typing import Any

from flask import current_app, g
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from crm.clock import today
from crm.enums import N_
from crm.errors import DomainError
from crm.models import Annotation
from crm.permissions import REPORTING
from crm.rules.annotation import annotation_problems
from crm.services.annotations import changeable_annotations
from crm.web.interface import CrmInterface
from crm.web.security import current_viewer
from crm.web.view import CrmView


def _reports() -> bool:
    return REPORTING in current_app.appbuilder.sm.role_names(g.user)  # type: ignore[attr-defined]


def _changeable() -> ColumnElement[bool]:
    return changeable_annotations(current_viewer, _reports())


class AnnotationView(CrmView):
    route_base = "/administration/annotations"
    class_permission_name = "Annotation"
    default_view_permission = "list"
    datamodel = CrmInterface(
        Annotation, eager=[joinedload(Annotation.team), joinedload(Annotation.created_by)]
    )
    rules = staticmethod(annotation_problems)
    change_scope = staticmethod(_changeable)
    refusal = _("You write notes for the team that you lead. This one is another's.")
    list_title, add_title = _("Notes on days"), _("New note on a day")
    edit_title, show_title = _("Change note"), _("Note on a day")
    label_columns = {
        "first_day": _("First day"), "last_day": _("Last day"), "text": _("What happened"),
        "team": _("Team"), "created_by": _("By"),
    }  # fmt: skip
    description_columns = {
        "last_day": _("Empty: it was one day."),
        "team": _("Empty: it concerns the whole office."),
    }
    list_columns = show_columns = ["first_day", "last_day", "text", "team", "created_by"]
    add_columns = edit_columns = ["first_day", "last_day", "text", "team"]
    search_columns = ["text", "team", "first_day"]
    order_columns = ["first_day", "last_day", "text"]
    base_order = ("first_day", "desc")

    def usual(self) -> dict[str, Any]:
        return {"first_day": today()}

    def prepare(self, item: Annotation) -> None:
        own = item.team_id or (item.team.id if item.team else None)
        if current_viewer.changes_everything or _reports() or own is None:
            return
        if own != current_viewer.led_team_id:
            raise DomainError(N_("You write notes for the team that you lead."))
