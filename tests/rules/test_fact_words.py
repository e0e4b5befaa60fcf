"""Whose word counts is what the timeline says, whoever spoke and however far they are believed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.enums import SizeBand
from crm.rules.fact_timeline import Said, Sector, speaks_of_size, timeline
from crm.rules.fact_words import ENTERED, SPOKE_LAST, TRUSTED_MORE, why_not, word_that_counts

DAY = date(2026, 1, 1)
SAID = st.builds(
    Said,
    valid_from=st.integers(0, 5).map(lambda days: DAY + timedelta(days)),
    number=st.integers(0, 9),
    rank=st.integers(1, 3),
    by_people=st.booleans(),
    size_band=st.sampled_from([None, *SizeBand]),
    employees=st.none(),
    sector=st.just(Sector()),
    row=st.none(),
)


@given(st.lists(SAID, max_size=6, unique_by=lambda said: (said.by_people, said.number)))
def test_the_word_that_counts_is_what_the_timeline_says(said: list[Said]) -> None:
    for days in range(6):
        day = DAY + timedelta(days)
        held = [each for each in timeline(said) if each.said.valid_from <= day]
        winner = word_that_counts(said, day, speaks_of_size)
        size = held[-1].size_band if held else SizeBand.UNKNOWN
        assert ((winner.size_band if winner else None) or SizeBand.UNKNOWN) is size


def _said(rank: int, *, by_people: bool = False) -> Said:
    return Said(DAY, 1, rank, by_people, SizeBand.NONE, None, Sector())


def test_why_another_does_not_count() -> None:
    assert why_not(_said(2), _said(1)) == TRUSTED_MORE
    assert why_not(_said(1), _said(1)) == SPOKE_LAST
    assert why_not(_said(1), _said(1, by_people=True)) == ENTERED
