"""A contact entered by mistake: gone for who entered it just now, and for who leads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from crm.enums import FollowUpStatus
from crm.models import CompanyOverview, FollowUp, Interaction, Participation, Person, Position
from crm.models.base import utc_now
from tests.web.cast import Cast

NEW = "/contacts/new/call"


def count(db, model: type) -> int:
    db.rollback()
    return db.scalar(select(func.count()).select_from(model))


@pytest.fixture
def mistake(browser, cast: Cast, db) -> int:
    """Anna saved a call with the forwarder that never was, with two promises; one is kept."""
    fields = {
        "company": cast.forwarder, "happened_on": date.today().isoformat(), "status": "held",
        "lead": cast.advisors["anna"], "follow_ups-0-promise": "offen",
        "follow_ups-0-due_on": (date.today() + timedelta(7)).isoformat(),
        "follow_ups-1-promise": "erledigt",
        "follow_ups-1-due_on": (date.today() + timedelta(7)).isoformat(),
    }  # fmt: skip
    assert browser("anna").post(NEW, **fields).status_code == 302
    db.rollback()
    call = db.scalars(select(Interaction).order_by(Interaction.id.desc()).limit(1)).one()
    done = db.scalars(select(FollowUp).filter_by(promise="erledigt")).one()
    done.status, done.done_on = FollowUpStatus.DONE, date.today()
    db.commit()
    return call.id


def test_whom_it_put_on_file_goes_with_it(browser, cast: Cast, db) -> None:
    """Who was met again since, was known before, or was written down with care, stays."""
    anna = browser("anna")
    fields = {
        "company": cast.forwarder, "happened_on": date.today().isoformat(), "status": "held",
        "lead": cast.advisors["anna"],
    }  # fmt: skip
    first = {
        "new_people-0-last_name": "Irrtum", "new_people-1-first_name": "Rosa",
        "new_people-1-last_name": "Wirklich",
    }  # fmt: skip
    assert anna.post("/contacts/new/visit", **fields, **first).status_code == 302
    visit = db.scalars(select(Interaction).order_by(Interaction.id.desc()).limit(1)).one()
    again = {"new_people-0-first_name": "Rosa", "new_people-0-last_name": "Wirklich"}
    assert anna.post(NEW, **fields, **again).status_code == 302
    db.rollback()
    known = Person(last_name="Sorgfalt", phone="0391 7", created_by_id=visit.created_by_id)
    known.positions.append(Position(company_id=cast.forwarder, function="Prokuristin"))
    visit.participations[0].persons.append(known)
    db.commit()
    anna.post(f"/contacts/{visit.id}/erase", page=f"/contacts/{visit.id}")
    db.rollback()
    new = select(Person.last_name).where(Person.last_name.in_(["Irrtum", "Sorgfalt", "Wirklich"]))
    assert sorted(db.scalars(new)) == ["Sorgfalt", "Wirklich"]


def last_contact(db, company: int) -> date | None:
    db.rollback()
    return db.get(CompanyOverview, company, populate_existing=True).last_contact_on


def test_who_entered_it_takes_it_back(browser, cast: Cast, db, mistake: int) -> None:
    anna = browser("anna")
    before = count(db, Interaction)
    assert last_contact(db, cast.forwarder) == date.today()
    assert f"/contacts/{mistake}/erase" in anna.get(f"/companies/{cast.forwarder}").text
    asked = anna.post(f"/contacts/{mistake}/erase", page=f"/contacts/{mistake}", ask_first="?")
    assert asked.status_code == 200
    assert count(db, Interaction) == before
    answer = anna.post(f"/contacts/{mistake}/erase", page=f"/contacts/{mistake}")
    assert answer.location.endswith(f"/companies/{cast.forwarder}")
    assert count(db, Interaction) == before - 1
    assert db.scalars(select(Participation).filter_by(interaction_id=mistake)).all() == []
    assert last_contact(db, cast.forwarder) != date.today()
    left = db.scalars(select(FollowUp.promise).where(FollowUp.company_id == cast.forwarder)).all()
    assert "erledigt" in left
    assert "offen" not in left


@pytest.mark.parametrize(
    ("who", "hours", "gone"),
    [("anna", 25, False), ("lena", 25, True), ("vera", 25, True), ("bernd", 0, False)],
)
def test_later_who_leads_decides(
    browser, cast: Cast, db, mistake: int, who: str, hours: int, gone: bool
) -> None:
    call = db.get_one(Interaction, mistake)
    call.created_at = utc_now() - timedelta(hours=hours)
    db.commit()
    before, page = count(db, Interaction), f"/contacts/{mistake}"
    offered = "es war ein Versehen" in browser(who).get(page).text
    assert offered == gone
    browser(who).post(f"{page}/erase", page="/day/")
    assert count(db, Interaction) == before - gone


def test_a_gathering_goes_with_its_list(browser, cast: Cast, db) -> None:
    forum = Interaction(kind="forum", title="Doppelt", happened_on=date.today())
    forum.participations.append(Participation(company_id=cast.bakery))
    db.add(forum)
    db.commit()
    home = f"/gatherings/{forum.id}"
    assert "erase" in browser("vera").get(home).text
    assert browser("vera").post(f"/contacts/{forum.id}/erase", page=home).status_code == 302
    assert browser("vera").get(home).status_code == 404
