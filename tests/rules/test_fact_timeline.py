"""Of all that was said, what counts: short stories, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.enums import SizeBand, WzEdition
from crm.rules.fact_timeline import Said, Sector, timeline

JANUARY = date(2024, 1, 1)
BAKERY = Sector("10.71", WzEdition.WZ_2008, "C")
NO_SECTOR = Sector()
SHOP = Sector("47.24", WzEdition.WZ_2008, "G")
SMALL, LARGER, LARGE = SizeBand.FROM_4, SizeBand.FROM_10, SizeBand.FROM_20


def said(
    day: int,
    size: SizeBand | None = None,
    sector: Sector = NO_SECTOR,
    *,
    rank: int = 1,
    people: bool = False,
    employees: int | None = None,
    number: int = 1,
) -> Said:
    return Said(JANUARY + timedelta(days=day), number, rank, people, size, employees, sector)


def told(*everything: Said) -> list[tuple[int, SizeBand, str | None]]:
    return [
        ((each.said.valid_from - JANUARY).days, each.size_band, each.sector.wz_code)
        for each in timeline(everything)
    ]


def test_each_says_what_it_knows() -> None:
    assert told(said(0, SMALL), said(5, sector=BAKERY)) == [(0, SMALL, None), (5, SMALL, "10.71")]


def test_of_equals_who_spoke_last() -> None:
    assert told(said(0, SMALL, number=1), said(5, LARGE, number=2)) == [
        (0, SMALL, None),
        (5, LARGE, None),
    ]


def test_who_is_believed_less_says_nothing_against_it() -> None:
    assert told(said(0, SMALL), said(5, LARGE, BAKERY, rank=2)) == [
        (0, SMALL, None),
        (5, SMALL, "10.71"),
    ]


def test_who_is_believed_more_has_the_word_from_its_day() -> None:
    assert told(said(0, LARGE, rank=2), said(5, SMALL, rank=1), said(9, LARGER, rank=2)) == [
        (0, LARGE, None),
        (5, SMALL, None),
    ]


def test_people_always_count_from_their_day() -> None:
    counted = said(5, LARGER, SHOP, people=True, rank=3, employees=12)
    stretches = timeline([said(0, SMALL, BAKERY), counted, said(9, LARGE, rank=4)])
    assert [(each.size_band, each.employees) for each in stretches] == [(SMALL, None), (LARGER, 12)]


def test_what_people_left_open_anybody_may_say() -> None:
    assert told(said(0, people=True), said(5, SMALL, rank=9)) == [
        (0, SizeBand.UNKNOWN, None),
        (5, SMALL, None),
    ]


def test_on_one_day_people_have_the_last_word() -> None:
    assert told(said(0, SMALL, people=True), said(0, LARGE)) == [(0, SMALL, None)]


def test_a_correction_of_the_same_day_replaces() -> None:
    first, second = said(0, SMALL, BAKERY, number=1), said(0, LARGE, number=2)
    assert told(second, first) == [(0, LARGE, "10.71")]
    back = said(5, LARGE, number=3), said(5, SMALL, number=4)
    assert told(said(0, SMALL), *back) == [(0, SMALL, None)]


def test_a_band_that_fits_the_headcount_says_nothing_new() -> None:
    counted = said(0, LARGER, people=True, employees=12)
    assert timeline([counted, said(5, LARGER)])[-1].employees == 12
    assert len(timeline([counted, said(5, LARGER)])) == 1
    assert timeline([counted, said(5, LARGER, employees=15)])[-1].employees == 15


@pytest.mark.parametrize("size", [None, SizeBand.UNKNOWN])
def test_to_forget_is_to_say_nothing(size: SizeBand | None) -> None:
    assert told(said(0, SMALL), said(5, size)) == [(0, SMALL, None)]


ANYTHING = st.builds(
    said,
    st.integers(0, 6),
    st.sampled_from([None, SMALL, LARGE, SizeBand.UNKNOWN]),
    st.sampled_from([Sector(), BAKERY, SHOP]),
    rank=st.integers(1, 3),
    number=st.integers(1, 1000),
)


@given(st.lists(ANYTHING, unique_by=lambda each: each.number), st.randoms())
def test_the_order_of_arrival_does_not_matter(everything: list[Said], order) -> None:
    shuffled = list(everything)
    order.shuffle(shuffled)
    assert timeline(shuffled) == timeline(everything)


@given(st.lists(ANYTHING, unique_by=lambda each: each.number))
def test_what_counts_on_a_day_is_what_the_most_believed_said_last(everything: list[Said]) -> None:
    """Found again the slow way: day by day, from all that was said until then."""
    stretches = timeline(everything)
    for day in (JANUARY + timedelta(days=days) for days in range(7)):
        until = sorted(
            (each for each in everything if each.valid_from <= day),
            key=lambda each: (each.valid_from, each.number),
        )
        counts = [each for each in stretches if each.said.valid_from <= day]
        assert bool(counts) == bool(until)
        if until:
            sizes = [each for each in until if each.size_band not in (None, SizeBand.UNKNOWN)]
            sectors = [each for each in until if each.sector.wz_code]
            assert counts[-1].size_band == (
                _most_believed(sizes).size_band if sizes else SizeBand.UNKNOWN
            )
            assert counts[-1].sector == (_most_believed(sectors).sector if sectors else Sector())


def _most_believed(spoken: list[Said]) -> Said:
    best = min(each.rank for each in spoken)
    return [each for each in spoken if each.rank == best][-1]
