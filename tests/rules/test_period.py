"""Days between which something holds, or figures are asked for."""

from datetime import date

import pytest

from crm.rules.period import figures_problems

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), []),
        (date(1990, 1, 1), date(2009, 12, 31), []),
        (date(2027, 1, 1), date(2027, 12, 31), []),
        (date(1990, 1, 1), date(2010, 12, 31), ["to"]),
        (date(2026, 2, 1), date(2026, 1, 31), ["to"]),
        (date(1989, 12, 31), TODAY, ["from"]),
        (TODAY, date.max, ["to"]),
        (date.min, date.min, ["from"]),
    ],
)
def test_figures_are_of_years_that_can_be(first: date, last: date, wrong: list[str]) -> None:
    asked = {"from": first, "to": last, "today": TODAY}
    assert [problem.field for problem in figures_problems(asked)] == wrong
