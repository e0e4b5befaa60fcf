"""The rows that the benchmark is about, few of them, and how well they are known again."""

from random import Random

import pytest

from crm.register.same_firm.index import Found, Index
from crm.register.same_firm.likeness import Answer
from crm.register.same_firm.traits import traits
from tests.register.same_firm.alterations import ALTERATIONS, HOW_MANY, Alteration, altered
from tests.register.same_firm.firms import firms
from tests.register.same_firm.held_out import HeldOut, held_out


@pytest.fixture(scope="module")
def rows() -> HeldOut:
    return held_out(6_000, 2_000)


@pytest.fixture(scope="module")
def found(rows: HeldOut) -> dict[int, Found]:
    index = Index(traits(firm) for firm in rows.on_file)
    answers = index.find_all(traits(row) for row in rows.listed)
    return {row.key: answer for row, answer in zip(rows.listed, answers, strict=True)}


def test_the_same_seed_makes_the_same_rows(rows: HeldOut) -> None:
    again = held_out(6_000, 2_000)
    assert again == rows
    assert held_out(600, 200, seed=1) != held_out(600, 200, seed=2)


def test_half_of_the_rows_are_on_file_under_one_key_each(rows: HeldOut) -> None:
    known = [key for key in rows.truth.values() if key is not None]
    assert len(known) == len(set(known)) == len(rows.listed) // 2
    assert set(known) <= {firm.key for firm in rows.on_file}


@pytest.mark.parametrize("alteration", ALTERATIONS, ids=lambda one: one.__name__)
def test_each_alteration_changes_most_firms(alteration: Alteration) -> None:
    made, rng = firms(3, 400), Random(3)
    changed = [alteration(rng, firm, rng.choice(made)) != firm for firm in made]
    assert sum(changed) > len(made) // 3


def test_a_copy_is_altered_in_one_to_three_ways() -> None:
    made, rng = firms(4, 300), Random(4)
    assert set(HOW_MANY) == {1, 2, 3}
    assert all(altered(rng, firm, made[0]) != firm for firm in made)


def test_what_links_by_itself_is_right(rows: HeldOut, found: dict[int, Found]) -> None:
    sure = {row: its[0].key for row, its in found.items() if its and its[0].verdict is Answer.SURE}
    right = sum(rows.truth[row] == firm for row, firm in sure.items())
    assert right / len(sure) > 0.995
    assert right / (len(rows.listed) / 2) > 0.83


def test_what_is_not_sure_is_asked_about(rows: HeldOut, found: dict[int, Found]) -> None:
    known = {row: key for row, key in rows.truth.items() if key is not None}
    seen = sum(key in [one.key for one in found[row]] for row, key in known.items())
    assert seen / len(known) > 0.96
