"""Who is in which team, and since when: what a form has to know beside its own fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import current_app
from sqlalchemy import select

from crm.clock import today
from crm.enums import N_
from crm.models import Team, TeamMembership
from crm.rules import Problem
from crm.rules.team_membership import Period, membership_problems
from crm.web.formats import day
from crm.web.forms import CrmForm
from crm.web.security import current_viewer


class MembershipForm(CrmForm):
    _id: int | None = None
    """Of the entry that is changed; CrmView sets it."""

    def problems(self) -> Iterable[Problem]:
        values: dict[str, Any] = {"today": today(), **self.data}
        yield from self._of_another_team(values["team"])
        for problem in membership_problems({**values, "others": self._others(values["advisor"])}):
            written = {name: _written(value) for name, value in problem.values.items()}
            yield Problem(problem.field, problem.message, written)

    def _of_another_team(self, team: Team | None) -> Iterator[Problem]:
        everywhere = current_viewer.changes_everything
        if team is not None and not everywhere and team.id != current_viewer.led_team_id:
            yield Problem("team", N_("You say who is in the team that you lead. Choose that one."))

    def _others(self, advisor: Any) -> list[Period]:
        if advisor is None:
            return []
        columns = (TeamMembership.valid_from, TeamMembership.valid_to, Team.name)
        query = (
            select(*columns)
            .join(TeamMembership.team)
            .where(TeamMembership.advisor_id == advisor.id, TeamMembership.id != (self._id or 0))
            .order_by(TeamMembership.valid_from)
        )
        session = current_app.appbuilder.session  # type: ignore[attr-defined]
        return [Period(*row) for row in session.execute(query)]


def _written(value: Any) -> Any:
    return value if isinstance(value, str) else day(value)
