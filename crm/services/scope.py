"""Who sees and who changes what. Lists, pages, selects, exports and the API all ask here.

The office works together: an advisor sees every firm and every contact, so that nobody calls a
firm that a colleague called yesterday. Confidential contacts, and what was promised in them, are
seen by those who took part and by the leader of their team. Drafts are their writer's alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from crm.models import (
    Advisor,
    AdvisorAssignment,
    FollowUp,
    FundingCase,
    HandOver,
    Inquiry,
    Interaction,
    RedFlag,
    RedFlagSuggestion,
    Responsibility,
    SavedReport,
    Target,
    TeamMembership,
    red_flag_reader,
)
from crm.services.family import goes_on


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is logged in, as far as it matters for what they see."""

    user_id: int
    advisor_id: int | None = None
    advisor_name: str = ""
    colleague_ids: frozenset[int] = frozenset()
    """The advisors of the teams that the viewer leads."""
    changes_everything: bool = False
    led_team_id: int | None = None

    @property
    def advisor_ids(self) -> frozenset[int]:
        """Those whose work the viewer may see and change as if it were their own."""
        return self.colleague_ids | ({self.advisor_id} if self.advisor_id else set())

    @property
    def seen_at_work(self) -> frozenset[int] | None:
        """Advisors whose own figures the viewer may see; None: everybody's."""
        return None if self.changes_everything else self.colleague_ids


def viewer(
    session: Session, user_id: int, *, changes_everything: bool, leads: bool, today: date
) -> Viewer:
    """One query: the advisor, the membership of today and, for who leads, the team."""
    team = _team_members(today).subquery()
    rows = session.execute(
        select(
            Advisor.id, Advisor.name, TeamMembership.team_id, TeamMembership.is_leader,
            team.c.advisor_id.label("colleague_id"),
        )
        .outerjoin(
            TeamMembership,
            (TeamMembership.advisor_id == Advisor.id) & _holds_on(today),
        )
        .outerjoin(team, (team.c.team_id == TeamMembership.team_id) & TeamMembership.is_leader)
        .where(Advisor.user_id == user_id)
    ).all()  # fmt: skip
    if not rows:
        return Viewer(user_id, changes_everything=changes_everything)
    me = rows[0]
    if not (leads and me.is_leader):
        return Viewer(user_id, me.id, me.name, changes_everything=changes_everything)
    colleagues = frozenset(row.colleague_id for row in rows if row.colleague_id is not None)
    return Viewer(user_id, me.id, me.name, colleagues, changes_everything, me.team_id)


def _holds_on(day: date) -> ColumnElement[bool]:
    ends = or_(TeamMembership.valid_to.is_(None), TeamMembership.valid_to >= day)
    return (TeamMembership.valid_from <= day) & ends


def _team_members(today: date) -> Select[int, int]:
    """(team_id, advisor_id): who is in the team today, and who has left it for no other one: their
    work stays with it.

    Of each advisor the membership that began last decides; one that is still to come gives no
    right yet, one that is over gives none back.
    """
    latest = (
        select(TeamMembership.advisor_id, func.max(TeamMembership.valid_from).label("began"))
        .where(TeamMembership.valid_from <= today)
        .group_by(TeamMembership.advisor_id)
        .subquery()
    )
    same = (latest.c.advisor_id == TeamMembership.advisor_id) & (
        latest.c.began == TeamMembership.valid_from
    )
    return select(TeamMembership.team_id, TeamMembership.advisor_id).join(latest, same)


def _any(query: Select[int]) -> ColumnElement[bool]:
    """Like EXISTS, looked up row by row. PostgreSQL would rather hash all that might exist: half a
    second for a page of 25 contacts, since it reckons with every row that the page leaves out.
    """
    return query.limit(1).scalar_subquery().is_not(None)


def _took_part(viewer: Viewer) -> ColumnElement[bool]:
    return _any(
        select(AdvisorAssignment.id).where(
            AdvisorAssignment.interaction_id == Interaction.id,
            AdvisorAssignment.advisor_id.in_(viewer.advisor_ids),
        )
    )


def visible_interactions(viewer: Viewer) -> ColumnElement[bool]:
    """Confidential ones are hidden from administrators too: they need not know to help."""
    return or_(Interaction.is_confidential.is_(False), _own_interactions(viewer))


def changeable_interactions(viewer: Viewer) -> ColumnElement[bool]:
    return visible_interactions(viewer) if viewer.changes_everything else _own_interactions(viewer)


def _own_interactions(viewer: Viewer) -> ColumnElement[bool]:
    return or_(Interaction.created_by_id == viewer.user_id, _took_part(viewer))


def visible_follow_ups(viewer: Viewer) -> ColumnElement[bool]:
    """What was promised openly is seen by the office, so that a colleague can keep it."""
    openly = _any(
        select(Interaction.id).where(
            Interaction.id == FollowUp.interaction_id, visible_interactions(viewer)
        )
    )
    return or_(_own_follow_ups(viewer), FollowUp.interaction_id.is_(None), openly)


def changeable_follow_ups(viewer: Viewer) -> ColumnElement[bool]:
    return visible_follow_ups(viewer) if viewer.changes_everything else _own_follow_ups(viewer)


def forwarded_by(partner_id: int | None) -> ColumnElement[bool]:
    """What the counter of another office sees: what that office forwarded."""
    return Inquiry.partner_id == (partner_id or 0)


def visible_inquiries(_viewer: Viewer) -> ColumnElement[bool]:
    """The office answers together: whoever is there takes care of an inquiry."""
    return true()


def visible_red_flags(viewer: Viewer) -> ColumnElement[bool]:
    """A confidential one: its owner, the leader of the owner's team, and who is named to read it.
    One that was raised in a confidential contact is seen by whoever sees that.
    """
    named = _any(
        select(red_flag_reader.c.advisor_id).where(
            red_flag_reader.c.red_flag_id == RedFlag.id,
            red_flag_reader.c.advisor_id == (viewer.advisor_id or 0),
        )
    )
    raised_openly = _any(
        select(Interaction.id).where(
            Interaction.id == RedFlag.interaction_id, visible_interactions(viewer)
        )
    )
    openly = RedFlag.is_confidential.is_(False) & or_(
        RedFlag.interaction_id.is_(None), raised_openly
    )
    return or_(_own_red_flags(viewer), openly, named)


def changeable_red_flags(viewer: Viewer) -> ColumnElement[bool]:
    return visible_red_flags(viewer) if viewer.changes_everything else _own_red_flags(viewer)


def visible_suggestions(viewer: Viewer) -> ColumnElement[bool]:
    """Of one that became a red flag only whoever sees that. The query joins RedFlag."""
    return or_(RedFlagSuggestion.red_flag_id.is_(None), visible_red_flags(viewer))


def visible_funding_cases(viewer: Viewer) -> ColumnElement[bool]:
    """The office's, without what was discussed in a confidence that the viewer does not share."""
    openly = _any(
        select(Interaction.id).where(
            Interaction.id == FundingCase.interaction_id, visible_interactions(viewer)
        )
    )
    mine = FundingCase.owner_id.in_(viewer.advisor_ids)
    return or_(mine, FundingCase.interaction_id.is_(None), openly)


def visible_targets(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Those of the team that the viewer is in."""
    if viewer.changes_everything:
        return true()
    mine = TeamMembership.advisor_id == (viewer.advisor_id or 0)
    return Target.team_id.in_(select(TeamMembership.team_id).where(mine, _holds_on(today)))


def visible_care(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Active firms that are named to the viewer, or to whom the viewer leads, today. The query
    joins CompanyOverview.
    """
    care = Responsibility
    theirs = true() if viewer.changes_everything else care.advisor_id.in_(viewer.advisor_ids)
    in_force = (care.valid_from <= today) & or_(care.valid_to.is_(None), care.valid_to >= today)
    return care.company_id.is_not(None) & theirs & in_force & goes_on()


def changeable_targets(viewer: Viewer) -> ColumnElement[bool]:
    """Who leads a team says what it sets out to reach."""
    if viewer.changes_everything:
        return true()
    return Target.team_id == (viewer.led_team_id or 0)


def visible_saved_reports(viewer: Viewer, today: date) -> ColumnElement[bool]:
    """One's own, and what somebody shares who is in the same team today."""
    mine = TeamMembership.advisor_id == (viewer.advisor_id or 0)
    teams = select(TeamMembership.team_id).where(mine, _holds_on(today))
    team = (
        select(Advisor.user_id)
        .join(TeamMembership, TeamMembership.advisor_id == Advisor.id)
        .where(TeamMembership.team_id.in_(teams), _holds_on(today), Advisor.user_id.is_not(None))
    )
    return or_(own_saved_reports(viewer), SavedReport.is_shared & SavedReport.owner_id.in_(team))


def own_saved_reports(viewer: Viewer) -> ColumnElement[bool]:
    return SavedReport.owner_id == viewer.user_id


def led_advisors(viewer: Viewer) -> ColumnElement[bool]:
    """Those of one's own team, and for administrators all."""
    return true() if viewer.changes_everything else Advisor.id.in_(viewer.colleague_ids)


def visible_hand_overs(viewer: Viewer) -> ColumnElement[bool]:
    """Of what those gave whom the viewer leads."""
    if viewer.changes_everything:
        return true()
    return HandOver.giver_id.in_(viewer.colleague_ids)


def changeable_memberships(viewer: Viewer) -> ColumnElement[bool]:
    """Everybody may read who is where; who leads a team says who is in it."""
    if viewer.changes_everything:
        return true()
    return TeamMembership.team_id == (viewer.led_team_id or 0)


def _own_follow_ups(viewer: Viewer) -> ColumnElement[bool]:
    return FollowUp.owner_id.in_(viewer.advisor_ids)


def _own_red_flags(viewer: Viewer) -> ColumnElement[bool]:
    return RedFlag.owner_id.in_(viewer.advisor_ids)
