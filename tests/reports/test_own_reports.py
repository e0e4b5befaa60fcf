"""Own reports, asked of every engine: any combination is what plain loops count."""

from datetime import date
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import DomainError
from crm.rules.wz_sections import JOINT_OF
from reports.asked import Asked
from reports.builder.breakdowns import BREAKDOWNS
from reports.builder.catalogue import MEASURES
from reports.builder.periods import RELATIVE, relative
from reports.builder.table import table
from reports.builder.wanted import Wanted, from_kept, problems
from reports.measures.funding import funding_over
from reports.measures.kept_promises import kept_promises_over
from reports.measures.response import response_over
from reports.measures.turnout import FIGURES as TURNOUT
from reports.measures.turnout import turnout_over
from reports.period import Period
from tests.conftest import ENGINES
from tests.factories.world import small_world
from tests.reports import plain_own
from tests.reports.engines import Engines, engines_over, rows_of
from tests.reports.plain_turnout import turnout as plain_turnout

YEAR = Period.year(2025)
DAYS = (YEAR.first, YEAR.last)
TODAY = date(2026, 8, 2)
MIDSUMMER = date(2025, 7, 1)
ASKED = Asked(YEAR, TODAY)
WORLDS = settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
PLAIN_CONTACTS = ("coverage", "visit_penetration", "recency", "intensity")


def orders(names: tuple[str, ...], most: int) -> list[tuple[str, ...]]:
    return [by for number in range(most + 1) for by in permutations(names, number)]


def in_any_order(rows: list[dict[str, Any]], by: tuple[str, ...]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: [str(row[name]) for name in by])


@WORLDS
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_contacts_in_any_combination(databases, data: st.DataObject, random: Random) -> None:
    measure = MEASURES[data.draw(st.sampled_from(PLAIN_CONTACTS))]
    by = data.draw(st.sampled_from(orders(measure.by, measure.most)))
    filters = data.draw(
        st.sampled_from(
            [{}, {"size_class": "small_firms"}, {"district": "unknown"}, {"team": "unknown"}]
        )
    )
    copied = data.draw(st.sampled_from(ENGINES))
    with engines_over(databases, [small_world(random)], copied) as engines:
        expected = _plainly(engines, measure.name, by, filters)
        names = [column.key for column in measure.figures if not column.ratio]
        for name, source in engines.sources.items():
            found = rows_of(measure.ask(source, ASKED, by, filters))
            short = [{key: row[key] for key in (*by, *names)} for row in found]
            wanted = [{key: row[key] for key in (*by, *names)} for row in expected]
            if "section" not in by:
                assert short == wanted, f"{name} {measure.name} {by} {filters}"
            else:
                joined = in_any_order(_joint(wanted, by), by)
                assert in_any_order(short, by) == joined, f"{name} {measure.name} {by}"


def _plainly(engines: Engines, name: str, by: tuple[str, ...], asked: dict[str, Any]):
    plain = engines.plain
    return {
        "coverage": lambda: plain.coverage(DAYS, by, asked),
        "visit_penetration": lambda: plain.visit_penetration(YEAR.last, by, asked),
        "recency": lambda: plain.recency(YEAR.last, by, asked),
        "intensity": lambda: plain.intensity(DAYS, by, asked),
    }[name]()


def _joint(rows: list[dict[str, Any]], by: tuple[str, ...]) -> list[dict[str, Any]]:
    """Sections of both editions added up."""
    sums: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        where = {k: JOINT_OF.get(row[k], row[k]) if k == "section" else row[k] for k in by}
        found = sums.setdefault(tuple(where.values()), {**where})
        for key in set(row) - set(by):
            found[key] = found.get(key, 0) + row[key]
    return list(sums.values())


OVER = {
    "response": (
        MEASURES["response"].by,
        lambda source, by, only: response_over(source, YEAR, by, only),
        plain_own.inquiries,
        [{}, {"channel": "telephone"}, {"partner": "unknown"}, {"topic": "unknown"}],
    ),
    "funding": (
        MEASURES["funding"].by,
        lambda source, by, only: funding_over(source, YEAR, by, only),
        plain_own.funding,
        [{}, {"programme": "unknown"}, {"size_class": "micro"}, {"size_class": "unknown"}],
    ),
    "turnout": (
        ("kind", "month", "size_class", "district"),
        lambda source, by, only: turnout_over(source, YEAR, by, only),
        plain_own.gatherings,
        [{}, {"kind": "forum"}, {"size_class": "micro"}, {"district": "unknown"}],
    ),
}


@WORLDS
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_work_in_any_combination(databases, data: st.DataObject, random: Random) -> None:
    name = data.draw(st.sampled_from([*OVER]))
    possible, ask, plainly, segments = OVER[name]
    by = data.draw(st.sampled_from([each for each in orders(possible, 3) if len(each) != 1]))
    only = data.draw(st.sampled_from(segments))
    with engines_over(
        databases, [small_world(random)], data.draw(st.sampled_from(ENGINES))
    ) as engines:
        expected = plainly(engines, DAYS, by, only)
        for engine, source in engines.sources.items():
            found = rows_of(ask(source, by, tuple(only.items())))
            some = found if by else [row for row in found if any(row.values())]
            assert in_any_order(some, by) == in_any_order(expected, by), f"{engine} {by} {only}"


@WORLDS
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_of_one_dimension_it_is_the_measure_as_it_was(
    databases, data: st.DataObject, random: Random
) -> None:
    """The order of the rows, too, and rows of what there is nothing of."""
    copied = data.draw(st.sampled_from(ENGINES))
    with engines_over(databases, [small_world(random)], copied) as engines:
        for by in ("channel", "partner", "topic", "owner", "month"):
            plain = engines.plain_response.response(*DAYS, by, YEAR.last)
            engines.agree(plain, lambda s, by=by: response_over(s, YEAR, (by,)))
        for by in ("owner", "month"):
            plain = engines.plain_promises.kept(*DAYS, by, MIDSUMMER)
            engines.agree(plain, lambda s, by=by: kept_promises_over(s, YEAR, (by,), MIDSUMMER))
        for by in ("programme", "size_class", "month"):
            plain = engines.plain_yield.funding(*DAYS, by)
            engines.agree(plain, lambda s, by=by: funding_over(s, YEAR, (by,)))
        for by in ("kind", "month", "size_class", "district"):
            plain = plain_turnout(engines.plain, DAYS, by)
            engines.agree(plain, lambda s, by=by: turnout_over(s, YEAR, (by,))[[by, *TURNOUT]])
        both = ("month", "owner")
        plain = plain_own.follow_ups(engines, DAYS, both, MIDSUMMER)
        for source in engines.sources.values():
            found = rows_of(kept_promises_over(source, YEAR, both, MIDSUMMER))
            assert in_any_order(found, both) == in_any_order(plain, both)


@WORLDS
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_every_table_has_its_total_and_its_rows_in_words(
    databases, data: st.DataObject, random: Random
) -> None:
    """The last row is asked by itself, whatever the rows are."""
    measure = MEASURES[data.draw(st.sampled_from([*MEASURES]))]
    by = data.draw(st.sampled_from(orders(measure.by, measure.most)[1:]))
    wanted = Wanted(measure.name, by, {}, "", YEAR)
    with engines_over(databases, [small_world(random)], "sqlite") as engines:
        source = engines.sources["snapshot"]
        page = table(source, wanted, ASKED, str)
        if measure.total is None:
            whole = rows_of(measure.ask(source, ASKED, (), {}))[0]
            assert {key: page.total[key] for key in whole} == whole
        assert len(page.names) == len(page.places) == len(page.frame)
        for name, column in zip(wanted.in_order, page.columns, strict=False):
            assert column.key == name
            words = set(BREAKDOWNS[name].words(source, str).values())
            if name != "month":
                assert set(page.frame[name]) <= words


@pytest.mark.parametrize("name", [*MEASURES])
def test_a_measure_can_be_what_it_says(name: str) -> None:
    measure = MEASURES[name]
    assert set(measure.by) | set(measure.filters) <= set(BREAKDOWNS)
    keys = {column.key for column in measure.figures}
    assert {measure.main, *measure.parts, *measure.drawn, *measure.behind} <= keys
    assert not any(BREAKDOWNS[each].for_team_leads for each in measure.filters), "shows others"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("last_quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("this_month", date(2026, 3, 1), date(2026, 3, 31)),
        ("this_quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("this_year", date(2026, 1, 1), date(2026, 3, 31)),
        ("last_12_months", date(2025, 4, 1), date(2026, 3, 31)),
        ("last_36_months", date(2023, 4, 1), date(2026, 3, 31)),
    ],
)
def test_periods_go_along_with_the_calendar(name: str, first: date, last: date) -> None:
    assert relative(name, date(2026, 3, 31)) == Period(first, last)
    assert name in RELATIVE


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("coverage", ("district", "month"), {"team": "x"}, "last_month"),
        Wanted("response", (), {}, "", YEAR),
    ],
)
def test_what_is_kept_is_read_again(wanted: Wanted) -> None:
    assert from_kept(wanted.kept()) == wanted


def test_what_cannot_be_is_refused_with_a_sentence() -> None:
    assert [each.field for each in problems("recency", ("month", "colour"), {"kind": "visit"})] == [
        "by", "by", "kind",
    ]  # fmt: skip
    with pytest.raises(DomainError, match="can no longer be reported on"):
        from_kept({"measure": "turnover", "period": "last_year"})


def test_too_many_rows_are_refused_before_they_are_counted(databases) -> None:
    wanted = Wanted("coverage", ("section", "size_band", "month"), {}, "last_36_months")
    asked = Asked(Period(date(2007, 1, 1), YEAR.last), TODAY)
    refused = pytest.raises(DomainError, match="rows, which nobody reads")
    with engines_over(databases, [], "sqlite") as engines, refused:
        table(engines.sources["snapshot"], wanted, asked, str)
