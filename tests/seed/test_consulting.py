"""Consulting days and fairs of the demo city are as the office's own services keep them."""

from crm.rules.venture import OFFERED
from tests.seed.city import UNTIL


def test_who_has_a_slot_is_on_the_day_and_nobody_has_two_at_once(ask):
    seats = ask(
        "SELECT b.id, b.slot_id, b.company_id, p.company_id AS firm, s.interaction_id,"
        " p.interaction_id AS day, p.status, b.notes FROM booking b"
        " JOIN slot s ON s.id = b.slot_id JOIN participation p ON p.id = b.participation_id"
    )
    assert len(seats) > 300
    assert (seats.interaction_id == seats.day).all()
    assert (seats.company_id.fillna(0) == seats.firm.fillna(0)).all()
    assert seats.slot_id.is_unique
    assert (seats.notes.notna() == (seats.status == "attended")).all()


def test_both_teams_sit_side_by_side_and_somebody_called_off(ask):
    teams = ask("SELECT interaction_id, count(DISTINCT team_id) AS teams FROM slot GROUP BY 1")
    assert (teams.teams == 2).all()
    assert len(ask("SELECT id FROM booking WHERE cancelled_at IS NOT NULL")) > 10
    assert len(ask("SELECT id FROM booking_move")) > 5
    free = ask(
        "SELECT s.id FROM slot s JOIN interaction i ON i.id = s.interaction_id"
        " LEFT JOIN booking b ON b.slot_id = s.id WHERE i.status = 'planned' AND b.id IS NULL"
    )
    assert len(free), "the next day can be booked"


def test_founders_came_before_their_firm_and_head_it(ask):
    plans = ask(
        "SELECT v.*, c.founded_on, c.name AS firm, w.wz_section AS section, i.happened_on,"
        " o.id AS position FROM venture v"
        " JOIN venture_talk t ON t.venture_id = v.id"
        " JOIN participation p ON p.id = t.participation_id"
        " JOIN interaction i ON i.id = p.interaction_id"
        " LEFT JOIN company c ON c.id = v.company_id"
        " LEFT JOIN company_overview w ON w.id = v.company_id"
        " LEFT JOIN position o ON o.person_id = v.person_id AND o.company_id = v.company_id"
    )
    founded = plans[plans.company_id.notna()]
    assert 30 < len(founded) < len(plans)
    assert (founded.became_on == founded.founded_on).all()
    assert (founded.became_on > founded.happened_on).all()
    assert founded.position.notna().all()
    assert founded.company_id.is_unique
    assert set(plans[plans.company_id.isna()].wz_section.dropna()) <= set(OFFERED)
    assert (founded.planned_name == founded.firm).all()
    assert (founded.wz_section == founded.section).all()
    assert (plans.dropped_on.dropna() <= UNTIL.isoformat()).all()


def test_nobody_is_at_two_places_of_a_fair(ask):
    twice = ask(
        "SELECT a.id FROM shift a JOIN shift b ON a.advisor_id = b.advisor_id AND a.day = b.day"
        " AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
    )
    assert twice.empty
    assert len(ask("SELECT id FROM shift")) > 50
    waiting = ask("SELECT id FROM stand_contact WHERE handled_at IS NULL")
    assert 0 < len(waiting) < 30
