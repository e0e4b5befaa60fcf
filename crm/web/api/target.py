"""Targets of teams, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields
from sqlalchemy.orm import selectinload

from crm.clock import today
from crm.enums import TargetMeasure
from crm.models import Target, Team
from crm.rules.target import target_problems
from crm.services.scope import changeable_targets, visible_targets
from crm.web.api.access import PERMISSIONS
from crm.web.api.answers import FieldError, Refusal
from crm.web.api.base import CrmApi
from crm.web.api.body import Keyed, Versioned
from crm.web.api.deleting import Deleting
from crm.web.api.fields import Body, Choice, Day, Text, Whole
from crm.web.api.interface import ApiInterface
from crm.web.api.references import Reference
from crm.web.api.refs import Kept, Named
from crm.web.api.scopes import for_caller
from crm.web.api.search import columns, searched
from crm.web.coverage_lookup import snapshot
from crm.web.security import current_viewer
from crm.web.target_figures import progress


class TargetRow(Kept):
    team = fields.Nested(Named)
    measure = Choice(TargetMeasure)
    first_day = fields.Date()
    last_day = fields.Date()
    goal = fields.Integer()
    reached = fields.Integer(metadata={"description": "So far, by the measures of /coverage."})
    passed = fields.Float(metadata={"description": "Of its days, as a share.", "example": 0.5})


class TargetCard(TargetRow):
    remark = fields.String(allow_none=True)


class TargetBody(Body):
    measure = Choice(TargetMeasure)
    first_day = Day()
    last_day = Day()
    goal = Whole()
    remark = Text(allow_none=True)


class NewTarget(TargetBody, Keyed):
    team_id = Reference(Team, listed=True, required=True)
    measure = Choice(TargetMeasure, required=True)
    first_day = Day(required=True)
    last_day = Day(required=True)
    goal = Whole(required=True)


class ChangedTarget(TargetBody, Versioned):
    """Of the same team."""


class TargetApi(Deleting, CrmApi):
    resource_name = "targets"
    class_permission_name = "Target"
    things = "targets of teams"
    openapi_spec_tag = "Targets"
    exclude_route_methods = set()
    method_permission_name = {**PERMISSIONS, "info": "show", "get_list": "show"}
    datamodel = ApiInterface(
        Target,
        scope=for_caller(lambda viewer: visible_targets(viewer, today())),
        eager=(selectinload(Target.team),),
    )
    list_model_schema = TargetRow()
    show_model_schema = TargetCard()
    add_model_schema = NewTarget()
    edit_model_schema = ChangedTarget()
    search = searched(Target, "id", "team_id", "measure", "first_day", "last_day", "changed_at")
    orders = columns(Target, "id", "first_day", "last_day", "changed_at")
    changeable = for_caller(changeable_targets)
    rules = staticmethod(target_problems)
    examples = {
        "post": {"team_id": 1, "measure": "visits", "first_day": "2027-01-01",
                 "last_day": "2027-12-31", "goal": 240},
        "put": {"version": 1, "goal": 200, "remark": "Klausur im Juni"},
    }  # fmt: skip

    def check(self, values: dict[str, Any], item: Any = None) -> None:
        super().check(values, item)
        mine = current_viewer.changes_everything or item is not None
        if not mine and values["team_id"] != current_viewer.led_team_id:
            message = _("You set targets for the team that you lead.")
            raise Refusal(422, errors=[FieldError("team_id", message)])

    def listed(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        dumped = super().listed(rows)
        return [{**said, **_so_far(row)} for said, row in zip(dumped, rows, strict=True)]

    def shown(self, item: Any) -> Any:
        return {**super().shown(item), **_so_far(item)}


def _so_far(target: Target) -> dict[str, Any]:
    return dict(zip(("reached", "passed"), progress(snapshot(), target), strict=True))
