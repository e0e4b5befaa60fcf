"""An advisor is in one team at a time."""

from datetime import date

import pytest

from crm.rules.team_membership import Period, membership_problems

TODAY = date(2026, 11, 23)
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31), "Akquise")
OPEN = Period(date(2026, 9, 1), None, "Bestandsbetreuung")


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (date(2026, 6, 1), date(2026, 8, 31), ""),
        (date(2025, 1, 1), date(2026, 2, 28), ""),
        (date(2026, 5, 31), date(2026, 8, 31), "From 2026-03-01 to 2026-05-31"),
        (date(2026, 1, 1), date(2026, 3, 1), "is in the team Akquise"),
        (date(2026, 4, 1), date(2026, 4, 30), "is in the team Akquise"),
        (date(2026, 1, 1), None, "is in the team Akquise"),
        (date(2026, 6, 1), None, "Since 2026-09-01 this advisor is in the team Bestandsbetreuung"),
        (date(2026, 9, 1), date(2026, 9, 1), "end that first"),
    ],
)
def test_two_teams_on_one_day_are_refused(begins: date, ends: date | None, said: str) -> None:
    values = {"today": TODAY, "valid_from": begins, "valid_to": ends, "others": [SPRING, OPEN]}
    problems = list(membership_problems(values))
    assert [problem.field for problem in problems] == (["valid_from"] if said else [])
    assert all(said in str(problem) for problem in problems)
