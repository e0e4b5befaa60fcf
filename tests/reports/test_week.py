"""What Monday's letter says, once more from the rows: loops, no measures."""

from datetime import date, timedelta
from random import Random

import pytest

from reports.boards.week import week_before
from reports.period import Period
from tests.factories.world import small_world
from tests.reports.engines import engines_over
from tests.reports.plain import Plain

MONDAYS = (date(2025, 2, 3), date(2026, 1, 5), date(2026, 3, 2))
FEWEST = 3


@pytest.mark.parametrize("number", range(3))
def test_the_figures_of_the_week_are_those_of_the_rows(databases, number: int) -> None:
    worlds = [small_world(Random(number * 1000 + n), n) for n in range(40)]
    with engines_over(databases, worlds, copied="postgresql") as engines:
        for monday in MONDAYS:
            expected = _by_loops(engines.plain, monday)
            for name, source in engines.sources.items():
                week = week_before(source, monday, FEWEST)
                found = (week.contacts, week.before, week.companies, week.never)
                assert found == expected[:4], (name, monday)
                fallen = week.fallen
                said = fallen and (fallen.by, fallen.code, fallen.before, fallen.now)
                assert (said is None) == (expected[4] is None), (name, monday)
                if said:
                    assert said[3] - said[2] == pytest.approx(expected[4][3] - expected[4][2])
                    assert said in expected[5], (name, monday)
        assert any(_by_loops(engines.plain, monday)[4] for monday in MONDAYS)


def _by_loops(plain: Plain, monday: date):  # type: ignore[no-untyped-def]
    sunday = monday - timedelta(1)

    def contacts(first: date, last: date) -> int:
        [row] = plain.coverage((first, last))
        return int(row["contacts"])

    [known] = plain.recency(sunday, (), {})
    now = Period.up_to(sunday, 12)
    before = Period.up_to(now.first - timedelta(1), 12)
    fallen = [
        (by, code, then[code], rate)
        for by in ("size_class", "district")
        for then in [_rates(plain, by, before)]
        for code, rate in _rates(plain, by, now).items()
        if code in then and rate < then[code]
    ]
    return (
        contacts(monday - timedelta(7), sunday),
        contacts(monday - timedelta(35), monday - timedelta(8)),
        known["companies"],
        known["never"],
        min(fallen, key=lambda one: one[3] - one[2], default=None),
        fallen,
    )


def _rates(plain: Plain, by: str, period: Period) -> dict[str, float]:
    rows = plain.coverage((period.first, period.last), (by,))
    return {
        row[by]: (row["individual"] + row["events_only"]) / row["companies"]
        for row in rows
        if row[by] != "unknown" and row["companies"] >= FEWEST
    }
