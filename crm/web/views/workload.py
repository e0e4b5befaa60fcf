"""Workload on screen: what each advisor did and has still to do, for who leads their team."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access, permission_name
from flask_babel import lazy_gettext as _

from crm.clock import today
from crm.enums import InteractionKind
from crm.services.open_follow_ups import open_follow_ups
from crm.web.coverage_choice import Choice
from crm.web.coverage_lookup import names, snapshot
from crm.web.page import Page, page_of
from crm.web.period_choice import PRESET_LABELS
from crm.web.security import current_viewer
from crm.web.workload_figures import lines
from reports.definitions.method import WORKLOAD

SIZE = 40


class WorkloadView(Page):
    """Who leads a team sees its members, administrators see everybody; nobody is ranked."""

    route_base = "/workload"
    class_permission_name = "Workload"
    default_view_permission = "show"

    @expose("/")
    @has_access
    @permission_name("show")
    def index(self) -> tuple[str, int]:
        known = names(self.session)
        choice = Choice.read(today(), known)
        whose = current_viewer.seen_at_work
        sees_all = whose is None
        period = choice.period
        day = period.reference_day(today())
        found = lines(
            snapshot(),
            period,
            day,
            open_follow_ups(self.session, current_viewer, today()),
            lambda pk: whose is None or pk in whose,
            choice.segment.team if sees_all else None,
        )
        number = page_of(len(found), SIZE)
        page = self.render_template(
            "workload.html",
            title=_("Workload"),
            lead=_("What the advisors did in the period and have still to do, in order of names."),
            choice=choice,
            presets=PRESET_LABELS,
            names=known,
            sees_all=sees_all,
            kinds=list(InteractionKind),
            definition=WORKLOAD,
            remark=period.remark(today()),
            reference_day=day,
            lines=found[(number - 1) * SIZE : number * SIZE],
            count=len(found),
            number=number,
            size=SIZE,
            address=partial(_address, choice),
        )
        return str(page), 400 if choice.problems else 200


def _address(choice: Choice, **changes: Any) -> str:
    """The page's address with another number."""
    first, last = choice.period.first.isoformat(), choice.period.last.isoformat()
    kept = {"from": first, "to": last, "team": choice.segment.team}
    return url_for("WorkloadView.index", **{**kept, **changes})
