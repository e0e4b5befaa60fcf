"""A tablet at the door goes on working while the network does not, and loses no tap."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from crm.enums import AssignmentRole, ParticipationStatus
from crm.models import AdvisorAssignment, Interaction, Participation

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('door:')).length"


@pytest.fixture
def forum(db, cast) -> int:
    made = Interaction(kind="forum", title="Herbstforum", happened_on=date.today())
    lead = AdvisorAssignment(advisor_id=cast.advisors["anna"], role=AssignmentRole.LEAD)
    made.assignments.append(lead)
    made.participations = [
        Participation(company_id=cast.bakery, status="registered"),
        Participation(guest_name="Rosa Kern", status="registered"),
    ]
    db.add(made)
    db.flush()
    pk = made.id
    db.commit()
    return pk


def came(db, pk: int) -> set[str]:
    """Read, and the database let go: the server is to write."""
    query = select(Participation).filter_by(interaction_id=pk, status=ParticipationStatus.ATTENDED)
    found = {str(row) for row in db.scalars(query)}
    db.rollback()
    return found


def test_taps_wait_on_the_device_and_are_sent_when_the_network_is_back(
    context, db, forum: int
) -> None:
    tab = context("anna")
    page = tab.new_page()
    page.goto(f"/gatherings/{forum}/door")
    page.get_by_role("button", name="Bäckerei Lüdecke").click()
    page.get_by_text("Alles ist gesendet.").wait_for()
    assert came(db, forum) == {"Bäckerei Lüdecke GmbH"}

    tab.set_offline(True)
    page.get_by_role("button", name="Rosa Kern").click()
    page.locator("#newcomer").fill("Herr Elb")
    page.get_by_role("button", name="Ist da").click()
    page.get_by_text("Kein Netz").wait_for()
    assert page.locator("[data-door-came]").inner_text() == "3"
    assert came(db, forum) == {"Bäckerei Lüdecke GmbH"}
    assert page.evaluate(KEPT) == 1

    tab.set_offline(False)
    page.get_by_text("Alles ist gesendet.").wait_for()
    assert came(db, forum) == {"Bäckerei Lüdecke GmbH", "Rosa Kern", "Herr Elb"}
    assert page.evaluate(KEPT) == 0


def test_what_waited_when_the_page_was_closed_is_sent_when_it_opens_again(
    context, db, forum: int
) -> None:
    tab = context("anna")
    page = tab.new_page()
    page.goto(f"/gatherings/{forum}/door")
    tab.set_offline(True)
    page.get_by_role("button", name="Rosa Kern").click()
    page.get_by_text("Kein Netz").wait_for()
    page.close()
    tab.set_offline(False)
    again = tab.new_page()
    again.goto(f"/gatherings/{forum}/door")
    again.get_by_text("Alles ist gesendet.").wait_for()
    assert came(db, forum) == {"Rosa Kern"}
