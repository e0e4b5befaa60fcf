"""The order of trust: places, moved step by step."""

from hypothesis import given
from hypothesis import strategies as st

from crm.rules.fact_timeline import LAST_RANK
from crm.rules.trust import as_text, from_text, in_order, moved, places, ranks

KNOWN = ["people", "ihk", "hwk"]
ALIKE = (("people", "ihk", "hwk"),)


def test_who_shares_a_place_leaves_it() -> None:
    assert moved(ALIKE, "ihk", up=True, known=KNOWN) == (("ihk",), ("people", "hwk"))
    assert moved(ALIKE, "ihk", up=False, known=KNOWN) == (("people", "hwk"), ("ihk",))


def test_who_is_alone_joins_the_next() -> None:
    order = (("people",), ("ihk",), ("hwk",))
    assert moved(order, "hwk", up=True, known=KNOWN) == (("people",), ("ihk", "hwk"))
    assert moved(order, "people", up=False, known=KNOWN) == (("people", "ihk"), ("hwk",))


def test_there_is_nothing_above_the_first_and_below_the_last() -> None:
    order = (("people",), ("ihk",), ("hwk",))
    assert moved(order, "people", up=True, known=KNOWN) == order
    assert moved(order, "hwk", up=False, known=KNOWN) == order


def test_an_address_that_names_others_is_nonsense() -> None:
    for text in ("people>ihk", "people>ihk>hwk>ihk", "people>ihk>hwk>bank", ">", ""):
        assert from_text(text, KNOWN) is None


def test_more_places_than_ranks_end_on_the_last() -> None:
    many = [f"s{number}" for number in range(LAST_RANK + 3)]
    order = in_order([[each] for each in many], many)
    assert max(ranks(order).values()) == LAST_RANK
    assert order[-1] == tuple(many[LAST_RANK - 1 :])


@given(st.lists(st.tuples(st.sampled_from(KNOWN), st.booleans())))
def test_whatever_is_moved_all_are_there_once(steps: list[tuple[str, bool]]) -> None:
    order = ALIKE
    for source, up in steps:
        order = moved(order, source, up=up, known=KNOWN)
        assert sorted(each for place in order for each in place) == sorted(KNOWN)
        assert all(order)
        assert from_text(as_text(order), KNOWN) == order
        assert places(ranks(order), KNOWN) == order
