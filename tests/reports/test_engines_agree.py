"""SQLite live, PostgreSQL live, the DuckDB snapshot and plain loops give the same figures."""

from datetime import date
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.measures.activity import activity
from reports.measures.campaign_progress import campaign_progress, campaign_results
from reports.measures.campaign_yield import BY as YIELD_BY
from reports.measures.campaign_yield import campaign_yield
from reports.measures.cohorts import cohorts
from reports.measures.consulting import BY as SLOTS_BY
from reports.measures.consulting import slots
from reports.measures.coverage import coverage
from reports.measures.dimensions import DIMENSIONS
from reports.measures.first_reached import first_reached
from reports.measures.founders import BY as FOUNDERS_BY
from reports.measures.founders import founder_talks, founders
from reports.measures.funding import BY as FUNDING_BY
from reports.measures.funding import funding
from reports.measures.inquiry_funnel import inquiry_funnel
from reports.measures.intensity import intensity
from reports.measures.kept_promises import BY as PROMISES_BY
from reports.measures.kept_promises import kept_promises
from reports.measures.never_reached import never_reached
from reports.measures.outcomes import outcomes
from reports.measures.outside import outside
from reports.measures.reach import reach
from reports.measures.recency import recency
from reports.measures.red_flags import red_flags
from reports.measures.register_completeness import BY as COMPLETENESS_BY
from reports.measures.register_completeness import MEMBERS, register_completeness
from reports.measures.response import BY as RESPONSE_BY
from reports.measures.response import response
from reports.measures.turnout import BY as TURNOUT_BY
from reports.measures.turnout import turnout
from reports.measures.visit_penetration import visit_penetration
from reports.measures.visits_by_day import visits_by_day
from reports.measures.workload import workload
from reports.period import Period
from reports.segment import Segment
from tests.conftest import ENGINES
from tests.factories.world import World, small_world
from tests.reports.engines import Engines, engines_over
from tests.reports.plain_completeness import completeness as plain_completeness
from tests.reports.plain_turnout import turnout as plain_turnout

DAY = date(2025, 12, 31)
MIDSUMMER = date(2025, 7, 1)
YEAR = Period.year(2025)
DAYS = (YEAR.first, YEAR.last)
BREAKDOWNS = [(), *((one,) for one in DIMENSIONS), *combinations(DIMENSIONS, 2)]
WORLDS, WORLDS_PER_OFFICE = 200, 12
SEGMENTS = [
    {},
    {"size_class": "small_firms"},
    {"size_class": "unknown"},
    {"size_band": "1-3"},
    {"section": "2025-J"},
    {"section": "unknown"},
    {"district": "000000"},
    {"district": "unknown"},
    {"team": "team_0_0"},
    {"team": "unknown"},
    {"advisor": 1},
    {"advisor": "unknown"},
    {"kind": "visit"},
    {"month": "2025-01"},
    {"team": "team_0_0", "district": "000000", "size_class": "small_firms"},
]


@pytest.mark.slow
def test_every_breakdown_of_200_worlds(databases) -> None:
    """All in one database: what takes time is to put 6,000 questions, not how much is counted."""
    with engines_over(databases, _worlds(Random(0)), copied="postgresql") as engines:
        for by in BREAKDOWNS:
            for compare in BROKEN_DOWN:
                compare(engines, by, {})
        for compare in WHOLE:
            compare(engines, {})


def _worlds(random: Random) -> list[World]:
    """Some of them share an office, so that the tables stay small."""
    worlds: list[World] = []
    for number in range(WORLDS):
        first = number - number % WORLDS_PER_OFFICE
        worlds.append(small_world(random, number, worlds[first] if first < number else None))
    return worlds


@settings(
    max_examples=50, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_a_segment_of_one_small_world(databases, data: st.DataObject, random: Random) -> None:
    segment = data.draw(st.sampled_from(SEGMENTS))
    compare = data.draw(st.sampled_from([*BROKEN_DOWN, *WHOLE]))
    by = data.draw(st.sampled_from(BREAKDOWNS)) if compare in BROKEN_DOWN else None
    with engines_over(
        databases, [small_world(random)], data.draw(st.sampled_from(ENGINES))
    ) as both:
        compare(both, segment) if by is None else compare(both, by, segment)


Asked = dict[str, str | int]


def _coverage(engines: Engines, by: tuple[str, ...], asked: Asked) -> None:
    expected = engines.plain.coverage(DAYS, by, asked)
    engines.agree(expected, lambda s: coverage(s, YEAR, by, Segment(**asked)))


def _visit_penetration(engines: Engines, by: tuple[str, ...], asked: Asked) -> None:
    expected = engines.plain.visit_penetration(DAY, by, asked)
    engines.agree(expected, lambda s: visit_penetration(s, DAY, by, Segment(**asked)))


def _recency(engines: Engines, by: tuple[str, ...], asked: Asked) -> None:
    expected = engines.plain.recency(DAY, by, asked)
    engines.agree(expected, lambda s: recency(s, DAY, by, Segment(**asked)))


def _intensity(engines: Engines, by: tuple[str, ...], asked: Asked) -> None:
    expected = engines.plain.intensity(DAYS, by, asked)
    engines.agree(expected, lambda s: intensity(s, YEAR, by, Segment(**asked)))


def _reference_day(engines: Engines, asked: Asked) -> None:
    expected = engines.plain.coverage(DAYS, (), asked, DAY)
    engines.agree(expected, lambda s: coverage(s, YEAR, (), Segment(**asked), DAY))


def _reach(engines: Engines, asked: Asked) -> None:
    engines.agree(engines.plain.reach(DAYS, asked), lambda s: reach(s, YEAR, Segment(**asked)))


def _never_reached(engines: Engines, asked: Asked) -> None:
    expected = engines.plain.never_reached(DAY, asked)
    engines.agree(
        expected, lambda s: never_reached(s, DAY, Segment(**asked)).drop(columns="reasons")
    )


def _workload(engines: Engines, asked: Asked) -> None:
    expected = engines.plain.workload(DAYS, asked)
    engines.agree(expected, lambda s: workload(s, YEAR, Segment(**asked)).drop(columns="name"))


def _activity(engines: Engines, asked: Asked) -> None:
    engines.agree(engines.plain.activity(DAYS), lambda s: activity(s, YEAR))


def _outside(engines: Engines, asked: Asked) -> None:
    for source in engines.sources.values():
        assert outside(source, YEAR) == engines.plain.outside(DAYS)


def _response(engines: Engines, _asked: Asked) -> None:
    for by in (None, *RESPONSE_BY):
        expected = engines.plain_response.response(*DAYS, by, DAY)
        engines.agree(expected, lambda s, by=by: response(s, YEAR, by))
    for partner in (None, *engines.plain_response.partner_ids[:2]):
        expected = engines.plain_response.outcomes(*DAYS, partner)
        engines.agree(expected, lambda s, partner=partner: outcomes(s, YEAR, partner))


def _kept_promises(engines: Engines, _asked: Asked) -> None:
    for by in (None, *PROMISES_BY):
        expected = engines.plain_promises.kept(*DAYS, by, MIDSUMMER)
        engines.agree(expected, lambda s, by=by: kept_promises(s, YEAR, by, MIDSUMMER))


def _first_reached(engines: Engines, asked: Asked) -> None:
    expected = engines.plain.first_reached(DAYS, asked)
    for name, source in engines.sources.items():
        assert first_reached(source, YEAR, Segment(**asked)) == expected, name


def _visits_by_day(engines: Engines, asked: Asked) -> None:
    expected = engines.plain.visits_by_day(DAYS, asked)
    engines.agree(expected, lambda s: visits_by_day(s, YEAR, Segment(**asked)))


def _cohorts(engines: Engines, asked: Asked) -> None:
    for day in (MIDSUMMER, DAY):
        expected = engines.plain.cohorts(day, asked)
        engines.agree(expected, lambda s, day=day: cohorts(s, day, Segment(**asked)))


def _funnel(engines: Engines, _asked: Asked) -> None:
    for owner in (None, *engines.plain_response.owner_ids[:2]):
        expected = engines.plain_response.funnel(*DAYS, owner)
        engines.agree(expected, lambda s, owner=owner: inquiry_funnel(s, YEAR, owner))


def _red_flags(engines: Engines, _asked: Asked) -> None:
    for day in (MIDSUMMER, DAY):
        expected = engines.plain_promises.flags(*DAYS, day)
        engines.agree(expected, lambda s, day=day: red_flags(s, YEAR, day))


def _consulting(engines: Engines, _asked: Asked) -> None:
    plain = engines.plain_consulting
    for by in (None, *SLOTS_BY):
        engines.agree(plain.slots_by(*DAYS, by), lambda s, by=by: slots(s, YEAR, by))
    for today in (DAY, date(2026, 8, 2)):
        for by in (None, *FOUNDERS_BY):
            expected = plain.founders(*DAYS, by, today)
            engines.agree(expected, lambda s, by=by, day=today: founders(s, YEAR, by, day))
    for source in engines.sources.values():
        assert founder_talks(source, YEAR) == plain.founder_talks(*DAYS)


def _turnout(engines: Engines, _asked: Asked) -> None:
    for by in (None, *TURNOUT_BY):
        expected = plain_turnout(engines.plain, DAYS, by)
        engines.agree(expected, lambda s, by=by: turnout(s, YEAR, by))


def _register_completeness(engines: Engines, _asked: Asked) -> None:
    for counted in MEMBERS:
        for asked in ((year, by) for year in (2024, 2025) for by in COMPLETENESS_BY):
            expected = plain_completeness(engines.plain, counted.value, *asked)
            engines.agree(
                expected,
                lambda s, counted=counted, asked=asked: register_completeness(s, counted, *asked),
            )


def _campaign_yield(engines: Engines, _asked: Asked) -> None:
    for by in (None, *YIELD_BY):
        expected = engines.plain_yield.campaign_yield(*DAYS, by)
        engines.agree(expected, lambda s, by=by: campaign_yield(s, YEAR, by))


def _funding(engines: Engines, _asked: Asked) -> None:
    for by in (None, *FUNDING_BY):
        expected = engines.plain_yield.funding(*DAYS, by)
        engines.agree(expected, lambda s, by=by: funding(s, YEAR, by))


def _campaigns(engines: Engines, _asked: Asked) -> None:
    plain = engines.plain_yield
    engines.agree(plain.campaign_results(*DAYS), lambda s: campaign_results(s, YEAR))
    for row in plain.campaigns[:3]:
        asked = (row["id"], row["starts_on"], row["ends_on"])
        expected = plain.campaign_progress(*asked)
        engines.agree(expected, lambda s, asked=asked: campaign_progress(s, *asked))


BROKEN_DOWN = (_coverage, _visit_penetration, _recency, _intensity)
WHOLE = (
    _reference_day, _reach, _never_reached, _workload, _activity, _outside, _response,
    _kept_promises, _red_flags, _consulting, _campaign_yield, _campaigns, _funding, _turnout,
    _first_reached, _register_completeness, _visits_by_day, _cohorts, _funnel,
)  # fmt: skip
