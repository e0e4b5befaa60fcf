"""Contacts come as an office's do: by weekday, season and person, with corners left out."""

import holidays
import pandas as pd

from seed.cast import DEMO_ADVISOR
from tests.seed.city import UNTIL

HELD = (
    "SELECT i.*, a.name AS advisor FROM interaction i"
    " JOIN advisor_assignment s ON s.interaction_id = i.id AND s.role = 'lead'"
    " JOIN advisor a ON a.id = s.advisor_id WHERE i.status = 'held'"
)
CONTACTS = (
    "SELECT p.company_id, i.kind, i.happened_on FROM participation p"
    " JOIN interaction i ON i.id = p.interaction_id"
    " WHERE i.status = 'held' AND p.status = 'attended' AND p.company_id IS NOT NULL"
)


def days_of(frame: pd.DataFrame) -> pd.Series:
    return pd.to_datetime(frame.happened_on)


def test_nothing_is_held_in_the_future_or_before_the_years(ask):
    days = days_of(ask(HELD))
    assert days.max() < pd.Timestamp(UNTIL)
    assert days.min() >= pd.Timestamp("2021-11-24")


def test_weekends_and_holidays_are_for_fairs_only(ask):
    found = ask("SELECT * FROM interaction WHERE kind <> 'fair'")
    days = days_of(found)
    assert (days.dt.day_of_week < 5).all()
    free = holidays.country_holidays("DE", subdiv="ST", years=range(2021, 2028))
    assert not days.dt.date.isin(set(free)).any()


def test_fairs_last_two_days_at_the_last_weekend_of_february(ask):
    fairs = ask("SELECT happened_on, ends_on FROM interaction WHERE kind = 'fair'")
    assert len(fairs) == 5 + 1, "the last one is being prepared"
    begin, end = pd.to_datetime(fairs.happened_on), pd.to_datetime(fairs.ends_on)
    assert (begin.dt.day_of_week == 5).all()
    assert (end.dt.day_of_week == 6).all()
    assert (begin.dt.month == 2).all()
    assert ((begin + pd.Timedelta(days=8)).dt.month == 3).all()


def test_summer_and_christmas_are_quiet(ask):
    days = days_of(ask(HELD))
    by_month = days.dt.month.value_counts()
    assert max(by_month[7], by_month[8]) < 0.6 * min(by_month[3], by_month[9], by_month[11])
    quiet = days[(days.dt.month == 12) & (days.dt.day >= 22)]
    assert len(quiet) < 0.003 * len(days)


def test_forums_have_their_seasons(ask):
    forums = ask("SELECT happened_on FROM interaction WHERE kind = 'forum'")
    assert set(days_of(forums).dt.month) == {3, 4, 5, 9, 10, 11}


def test_contacts_are_as_many_as_fourteen_people_manage(ask):
    assert 25_000 <= len(ask(CONTACTS)) <= 35_000


def test_one_colleague_has_twice_the_load(ask):
    loads = ask(HELD).advisor.value_counts()
    assert loads.index[0] == "Doreen Matthies"
    assert loads.iloc[0] > 1.8 * loads.iloc[1]


def test_many_firms_were_never_reached_and_some_corners_hardly_ever(ask):
    active = ask(
        "SELECT c.id, d.number FROM company c JOIN site s ON s.company_id = c.id"
        " AND s.kind = 'main' AND s.valid_to IS NULL LEFT JOIN district d ON d.id = s.district_id"
        " WHERE c.ended_on IS NULL"
    )
    active["reached"] = active.id.isin(ask(CONTACTS).company_id)
    assert active.reached.mean() < 2 / 3
    by_district = active.groupby("number").reached.mean()
    assert by_district[["08", "10", "22", "46", "78"]].max() < by_district.median() * 0.7


def test_a_consulting_day_has_founders_without_a_firm(ask):
    guests = ask(
        "SELECT i.id, i.kind, p.guest_name FROM participation p"
        " JOIN interaction i ON i.id = p.interaction_id WHERE p.company_id IS NULL"
    )
    assert set(guests.kind) == {"consulting_day", "fair"}
    guests = guests[guests.kind == "consulting_day"]
    assert guests.groupby("id").size().between(7, 14).all()


def test_the_demo_advisor_has_appointments_today_and_promises_to_keep(ask):
    today = ask(
        "SELECT i.starts_at FROM interaction i JOIN advisor_assignment s"
        " ON s.interaction_id = i.id JOIN advisor a ON a.id = s.advisor_id"
        f" WHERE a.name = '{DEMO_ADVISOR}' AND i.status = 'planned' AND i.happened_on = '{UNTIL}'"
    )
    assert len(today) >= 4
    promises = ask(
        "SELECT due_on FROM follow_up f JOIN advisor a ON a.id = f.owner_id"
        f" WHERE a.name = '{DEMO_ADVISOR}' AND f.status = 'open'"
    )
    assert (promises.due_on < str(UNTIL)).any()
    assert (promises.due_on >= str(UNTIL)).any()


def test_small_firms_in_the_demo_advisors_care_wait_for_a_word(ask):
    waiting = ask(
        "SELECT o.id FROM company_overview o JOIN responsibility r ON r.district_id = o.district_id"
        f" JOIN advisor a ON a.id = r.advisor_id WHERE a.name = '{DEMO_ADVISOR}' AND o.is_active"
        " AND o.size_class IN ('micro', 'small') AND o.last_individual_on IS NULL"
    )
    assert len(waiting) > 100


def test_promises_are_kept_late_moved_and_dropped(ask):
    promises = ask("SELECT * FROM follow_up")
    assert set(promises.status) == {"open", "done", "cancelled"}
    done = promises[promises.status == "done"]
    assert (done.done_on <= done.first_due_on).mean() > 0.6
    assert (done.done_on > done.due_on).any()
    assert (promises.due_on > promises.first_due_on).any()
    assert (promises.due_on >= promises.first_due_on).all()
    assert (done.done_on < str(UNTIL)).all()
