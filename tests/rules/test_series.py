"""Every first Tuesday, and what else people say of how often."""

from __future__ import annotations

from datetime import date

import pytest

from crm.rules.series import Rhythm, next_days, series_problems

SOUND = {
    "title": "Stammtisch", "kind": "round_table", "first_on": date(2026, 1, 1), "lead_id": 1,
    "rule": "FREQ=MONTHLY;BYDAY=+1TU",
}  # fmt: skip


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm("TU", 1), ["2026-12-01", "2027-01-05", "2027-02-02"]),
        (Rhythm("TH", -1), ["2026-11-26", "2026-12-31", "2027-01-28"]),
        (Rhythm("WE", 2, 3), ["2027-01-13", "2027-04-14", "2027-07-14"]),
        (Rhythm("MO", None), ["2026-11-23", "2026-11-30", "2026-12-07"]),
        (Rhythm("MO", None, 2), ["2026-11-30", "2026-12-14", "2026-12-28"]),
    ],
)
def test_the_next_days(rhythm: Rhythm, expected: list[str]) -> None:
    found = next_days(rhythm.rule, date(2026, 1, 14), date(2026, 11, 20), 3)
    assert [day.isoformat() for day in found] == expected
    assert Rhythm.of(rhythm.rule) == rhythm


def test_the_day_itself_is_not_made_again() -> None:
    rule = Rhythm("TU", 1).rule
    assert next_days(rule, date(2026, 1, 1), date(2026, 12, 1), 1) == [date(2027, 1, 5)]


def test_a_sound_series_has_no_problem() -> None:
    assert list(series_problems(SOUND)) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": None}, "title"),
        ({"kind": "visit"}, "kind"),
        ({"kind": None}, "kind"),
        ({"first_on": None}, "first_on"),
        ({"lead_id": None}, "lead_id"),
        ({"rule": "FREQ=SECONDLY"}, "rule"),
        ({"rule": "FREQ=MONTHLY;BYDAY=TU"}, "rule"),
        ({"rule": "FREQ=WEEKLY;BYDAY=+1TU"}, "rule"),
        ({"rule": "FREQ=MONTHLY;BYDAY=+7TU"}, "rule"),
        ({"rule": None}, "rule"),
        ({"rule": "FREQ=MONTHLY;INTERVAL=13;BYDAY=+1TU"}, "interval"),
        ({"rule": "FREQ=MONTHLY;INTERVAL=0;BYDAY=+1TU"}, "interval"),
        ({"capacity": 0}, "capacity"),
        ({"duration_minutes": 99999}, "duration_minutes"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(wrong, field: str) -> None:
    assert [problem.field for problem in series_problems({**SOUND, **wrong})] == [field]
