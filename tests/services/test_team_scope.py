"""Whose work a team's lead sees: of the team of today, whatever is entered for other days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from crm.models import Advisor, Login, Team, TeamMembership
from crm.services.scope import viewer

TODAY = date(2026, 11, 25)
YEAR = timedelta(365)
Period = tuple[str, date, date | None]


@pytest.fixture
def seen(session: Session):
    """Whether the lead of ``ours`` sees an advisor with these memberships."""
    teams = {name: Team(name=name, code=name) for name in ("ours", "theirs")}
    login = Login(username="lead", first_name="L", last_name="D", email="l@x.de", password="x")
    lead, other = Advisor(name="Lead"), Advisor(name="Other")
    session.add_all([*teams.values(), login, lead, other])
    session.flush()
    lead.user_id = login.id

    def see(periods: list[Period], own: Period = ("ours", TODAY - YEAR, None)) -> bool:
        for advisor, (team, first, last) in ((lead, own), *((other, each) for each in periods)):
            session.add(
                TeamMembership(
                    advisor_id=advisor.id, team_id=teams[team].id, is_leader=advisor is lead,
                    valid_from=first, valid_to=last,
                )
            )  # fmt: skip
        session.flush()
        found = viewer(session, login.id, changes_everything=False, leads=True, today=TODAY)
        return other.id in found.colleague_ids

    return see


@pytest.mark.parametrize(
    ("periods", "is_seen"),
    [
        ([("ours", TODAY, None)], True),
        ([("ours", TODAY - YEAR, TODAY + YEAR)], True),
        ([("ours", TODAY - YEAR, TODAY - timedelta(9))], True),
        ([("ours", TODAY + timedelta(1), None)], False),
        ([("theirs", TODAY - YEAR, TODAY + YEAR), ("ours", TODAY + 2 * YEAR, None)], False),
        ([("ours", TODAY - 5 * YEAR, TODAY - 4 * YEAR), ("theirs", TODAY - YEAR, None)], False),
        ([("ours", TODAY - 5 * YEAR, TODAY - 4 * YEAR), ("theirs", TODAY - YEAR, TODAY)], False),
        ([("ours", TODAY - YEAR, TODAY + timedelta(30)),
          ("theirs", TODAY + timedelta(31), None)], True),
    ],
)  # fmt: skip
def test_the_membership_that_began_last_decides(seen, periods: list[Period], is_seen: bool) -> None:
    assert seen(periods) is is_seen


@pytest.mark.parametrize(
    ("own", "leads"),
    [
        (("ours", TODAY - YEAR, TODAY + YEAR), True),
        (("ours", TODAY - YEAR, TODAY), True),
        (("ours", TODAY - YEAR, TODAY - timedelta(1)), False),
        (("ours", TODAY + timedelta(1), None), False),
    ],
)
def test_whoever_leads_today_leads(seen, own: Period, leads: bool) -> None:
    assert seen([("ours", TODAY - YEAR, None)], own) is leads
