"""Targets of teams: set by those who lead, and how far the team is, for all of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from crm.clock import today
from crm.enums import N_
from crm.errors import DomainError
from crm.models import Target, Team
from crm.rules.target import target_problems
from crm.services.scope import changeable_targets, visible_targets
from crm.web.coverage_lookup import snapshot
from crm.web.interface import CrmInterface
from crm.web.page import Page
from crm.web.security import current_viewer
from crm.web.target_figures import progress
from crm.web.view import CrmView

MOST = 24
BACK = timedelta(366)


class TargetView(CrmView):
    route_base = "/administration/targets"
    class_permission_name = "Target"
    default_view_permission = "list"
    datamodel = CrmInterface(Target, eager=[joinedload(Target.team)])
    rules = staticmethod(target_problems)
    change_scope = staticmethod(lambda: changeable_targets(current_viewer))
    refusal = _("You set targets for the team that you lead. This one is another's.")
    list_title, add_title = _("Targets"), _("New target")
    edit_title, show_title = _("Change target"), _("Target")
    label_columns = {
        "team": _("Team"), "measure": _("What is counted"), "first_day": _("First day"),
        "last_day": _("Last day"), "goal": _("Goal"), "remark": _("Remark"),
    }  # fmt: skip
    list_columns = show_columns = add_columns = edit_columns = [
        "team", "measure", "first_day", "last_day", "goal", "remark",
    ]  # fmt: skip
    search_columns = ["team", "first_day", "last_day"]
    order_columns = ["first_day", "last_day", "goal"]
    base_order = ("first_day", "desc")

    def usual(self) -> dict[str, Any]:
        return {"team": self.session.get(Team, current_viewer.led_team_id or 0)}

    def prepare(self, item: Target) -> None:
        own = item.team_id or (item.team.id if item.team else None)
        if not current_viewer.changes_everything and own != current_viewer.led_team_id:
            raise DomainError(N_("You set targets for the team that you lead."))


class TargetsView(Page):
    route_base = "/targets"
    class_permission_name = "Target"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> str:
        return str(
            self.render_template(
                "targets.html",
                title=_("Targets"),
                lead=_("What the team set out to reach, and how far it is."),
                targets=[(each, *progress(snapshot(), each)) for each in self._targets()],
            )
        )

    def _targets(self) -> list[Target]:
        """Those of one's own team that are not long over, what ends first on top."""
        query = (
            select(Target)
            .where(visible_targets(current_viewer, today()), Target.last_day >= today() - BACK)
            .options(joinedload(Target.team))
            .order_by(Target.last_day < today(), Target.last_day, Target.id)
        )
        return list(self.session.scalars(query.limit(MOST)))
