"""No withheld count can be told from all that is printed, whoever adds and subtracts."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.known import AddsUp, Counted, Known
from reports.protect.attack import Interval, intervals
from reports.protect.choose import Unprotectable, withheld
from reports.protect.links import publication
from reports.protect.number import Number, Relation
from reports.protect.publication import Publication
from reports.protect.tables import TOTAL, Table

KNOWN = Known(
    adds_up=(AddsUp(Counted("firms"), (Counted("reached"), Counted("none"))),),
    among=(("visited", "firms"),),
)


def _table(measure: str, inner: Mapping[tuple[str, str], int]) -> Table:
    """District by size with its margins."""
    cells: dict[tuple[str, ...], int] = {}
    for (district, size), count in inner.items():
        for key in product((district, TOTAL), (size, TOTAL)):
            cells[key] = cells.get(key, 0) + count
    return Table(measure, ("district", "size"), cells)


def test_one_small_count_takes_three_others_with_it() -> None:
    inner = {("A", "micro"): 1, ("A", "small"): 9, ("B", "micro"): 30, ("B", "small"): 40}
    one = publication([_table("firms", inner)], Known())
    hidden = withheld(one)
    assert {dict(number.place).get("district") for number in hidden} == {"A", "B"}
    assert len(hidden) == 4
    found = intervals(one.printed(hidden), one.links, hidden)
    assert all(interval.width >= 2 for interval in found.values())


def test_without_protection_a_single_gap_is_worked_out() -> None:
    inner = {("A", "micro"): 1, ("A", "small"): 9, ("B", "micro"): 30, ("B", "small"): 40}
    one = publication([_table("firms", inner)], Known())
    gap = one.secret
    (interval,) = intervals(one.printed(gap), one.links, gap).values()
    assert interval == Interval(1, 1)


def test_the_complement_of_a_published_total_is_as_secret_as_the_count_itself() -> None:
    firms = _table("firms", {("A", "micro"): 20, ("B", "micro"): 30})
    visited = _table("visited", {("A", "micro"): 19, ("B", "micro"): 12})
    one = publication([firms, visited], KNOWN)
    assert {one.counts[left] for left in one.unprinted} == {1}
    hidden = withheld(one)
    found = intervals(one.printed(hidden), one.links, one.secret)
    assert found
    assert all(interval.width >= 2 for interval in found.values())


def test_a_zero_is_printed_where_it_can_be() -> None:
    inner = {(d, s): n for d, row in zip("ABC", ((1, 0, 9), (8, 7, 6), (0, 5, 12)), strict=True)
             for s, n in zip("xyz", row, strict=True)}  # fmt: skip
    one = publication([_table("firms", inner)], Known())
    assert all(one.counts[number] for number in withheld(one))


def test_tables_that_contradict_each_other_are_refused() -> None:
    cells = {("A",): 3, ("B",): 4, (TOTAL,): 8}
    with pytest.raises(ValueError, match=r"firms\(\) = 8"):
        publication([Table("firms", ("district",), cells)], Known())


COUNTS = st.integers(0, 12)
MOST = 9
"""More than four counts of at most two add up to."""


def test_districts_in_which_a_firm_may_be_twice_bound_each_other_all_the_same() -> None:
    cells = {("A",): 7, ("B",): 2, ("C",): 9, (TOTAL,): 17}
    one = publication([Table("firms", ("district",), cells, frozenset({"district"}))], Known())
    (secret,) = one.secret
    gap = intervals(one.printed(frozenset({secret})), one.links, {secret})
    assert gap[secret] == Interval(1, 17)
    assert withheld(one) == {secret}
    tight = {**cells, (TOTAL,): 18}
    one = publication([Table("firms", ("district",), tight, frozenset({"district"}))], Known())
    assert intervals(one.printed(frozenset({secret})), one.links, {secret})[secret].low == 2
    assert len(withheld(one)) == 1


@st.composite
def worlds(draw: st.DrawFn) -> list[Table]:
    """Firms by district and size, of whom some are reached and some visited; the districts of the
    city are printed once more by themselves.
    """
    districts, sizes = "ABCDE"[: draw(st.integers(2, 5))], "xyzu"[: draw(st.integers(2, 4))]
    firms = {key: draw(COUNTS) for key in product(districts, sizes)}
    reached = {key: draw(st.integers(0, count)) for key, count in firms.items()}
    visited = {key: draw(st.integers(0, count)) for key, count in firms.items()}
    none = {key: count - reached[key] for key, count in firms.items()}
    named = {"firms": firms, "reached": reached, "none": none, "visited": visited}
    full = [_table(name, cells) for name, cells in named.items()]
    return [*full, *(_by_district(table) for table in full)]


def _by_district(table: Table) -> Table:
    cells = {(district,): count for (district, size), count in table.cells.items() if size == TOTAL}
    return Table(table.measure, ("district",), cells)


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_nothing_withheld_can_be_narrowed_down(tables: list[Table]) -> None:
    one = publication(tables, KNOWN)
    try:
        hidden = withheld(one)
    except Unprotectable:
        assert sum(one.counts.values()) < 200, "with so many firms there is a way"
        return
    assert one.secret <= hidden
    printed = one.printed(hidden)
    for number, interval in intervals(printed, one.links, hidden).items():
        assert interval.low <= one.counts[number]
        assert interval.width >= 2, (number, interval, one.counts[number])


def _by_trial(printed: Mapping[Number, int], one: Publication, hidden: list[Number]) -> Iterator[
    tuple[int, ...]
]:  # fmt: skip
    """All tables that agree with what is printed, found by trying every one."""
    for values in product(range(MOST), repeat=len(hidden)):
        known = {**printed, **dict(zip(hidden, values, strict=True))}
        if all(_holds(relation, known) for link in one.links for relation in link.relations):
            yield values


def _holds(relation: Relation, known: Mapping[Number, int]) -> bool:
    value = sum(factor * known[number] for number, factor in relation.factors.items())
    return relation.low <= value <= relation.high


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.data())
def test_the_attack_finds_what_trying_everything_finds(row: list[int], data: st.DataObject) -> None:
    inner = dict(zip(product("AB", "xy"), row, strict=True))
    one = publication([_table("firms", inner)], Known())
    hidden = list(data.draw(st.sets(st.sampled_from(one.numbers), min_size=1, max_size=3)))
    printed = one.printed(frozenset(hidden))
    tried = list(_by_trial(printed, one, hidden))
    for at, number in enumerate(hidden):
        found = intervals(printed, one.links, hidden)[number]
        values = [values[at] for values in tried]
        assert found.low == min(values)
        if found.high is not None and found.high < MOST:
            assert found.high == max(values)
