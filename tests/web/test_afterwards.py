"""Reminders before, thanks and promises after a gathering; each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from crm.enums import AssignmentRole, InteractionStatus, ParticipationStatus
from crm.models import (
    AdvisorAssignment,
    Company,
    FollowUp,
    GatheringPlan,
    Interaction,
    Invitation,
    Mail,
    Participation,
)
from crm.models.base import utc_now
from crm.web.reminding import remind
from tests.web.cast import Cast

TODAY = date.today()


@pytest.fixture
def forum(db, cast: Cast) -> int:
    """Anna's, in three days; the bakery comes with two, the forwarder has no address."""
    made = Interaction(
        kind="forum", title="Herbstforum", happened_on=TODAY + timedelta(3), status="planned",
        plan=GatheringPlan(remind_days=3),
    )  # fmt: skip
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(lead)
    db.get_one(Company, cast.bakery).email = "ofen@example.org"
    earlier = utc_now() - timedelta(10)
    for pk in (cast.bakery, cast.forwarder):
        row = Participation(company_id=pk, status="registered", created_at=earlier)
        made.participations.append(row)
    made.participations[0].invitation = Invitation(people=2, answered_at=earlier)
    db.add(made)
    db.commit()
    return made.id


def reminded(app, db) -> list[Mail]:
    with app.app_context():
        remind()
    db.rollback()
    return list(db.scalars(select(Mail)))


def test_who_registered_is_reminded_once(app, db, forum: int) -> None:
    for _twice in range(2):
        (mail,) = reminded(app, db)
    assert mail.to_address == "ofen@example.org"
    assert "mit 2 Personen angemeldet" in mail.text
    assert "/anmeldung/" in mail.text
    assert mail.language == "de"


@pytest.mark.parametrize(
    "changes",
    [
        {"happened_on": TODAY + timedelta(4)},
        {"happened_on": TODAY},
        {"status": InteractionStatus.CANCELLED},
    ],
)
def test_not_too_early_not_too_late_and_not_when_cancelled(app, db, forum: int, changes) -> None:
    made = db.get_one(Interaction, forum)
    for name, value in changes.items():
        setattr(made, name, value)
    db.commit()
    assert reminded(app, db) == []


def test_who_answered_just_now_is_not_reminded_yet(app, db, forum: int) -> None:
    db.scalars(select(Invitation)).one().answered_at = utc_now()
    db.commit()
    assert reminded(app, db) == []


def test_those_who_came_are_thanked_once(browser, cast: Cast, db, forum: int) -> None:
    made = db.get_one(Interaction, forum)
    made.status, made.happened_on = InteractionStatus.HELD, TODAY - timedelta(1)
    bakery, forwarder = made.participations
    bakery.status, forwarder.status = ParticipationStatus.ATTENDED, ParticipationStatus.NO_SHOW
    db.commit()
    home = f"/gatherings/{forum}/after"
    for _twice in range(2):
        browser("anna").post(f"/gatherings/{forum}/thanks", page=home, text="Schön war es.")
    db.rollback()
    (mail,) = db.scalars(select(Mail)).all()
    assert "Schön war es." in mail.text
    empty = browser("anna").post(f"/gatherings/{forum}/thanks", page=home, text="")
    assert "data-error-summary" in empty.text


def test_each_firm_that_came_gets_a_follow_up_once(browser, cast: Cast, db, forum: int) -> None:
    made = db.get_one(Interaction, forum)
    made.status, made.happened_on = InteractionStatus.HELD, TODAY - timedelta(1)
    made.participations[0].status = ParticipationStatus.ATTENDED
    db.commit()
    home = f"/gatherings/{forum}/after"
    fields = {"promise": "Nachfragen", "due_on": (TODAY + timedelta(9)).isoformat(),
              "owner": cast.advisors["bernd"]}  # fmt: skip
    for _twice in range(2):
        answer = browser("anna").post(f"/gatherings/{forum}/promise", page=home, **fields)
        assert answer.status_code == 302
    db.rollback()
    found = db.scalars(select(FollowUp).filter_by(interaction_id=forum)).all()
    assert [(each.company_id, each.owner_id) for each in found] == [
        (cast.bakery, cast.advisors["bernd"])
    ]
    wrong = browser("anna").post(
        f"/gatherings/{forum}/promise", page=home, **{**fields, "due_on": ""}
    )
    assert "data-error-summary" in wrong.text
    assert "Nachfragen" in wrong.text


def test_before_it_was_held_there_is_nothing_to_thank_for(browser, forum: int) -> None:
    assert 'name="text"' not in browser("anna").get(f"/gatherings/{forum}/after").text
