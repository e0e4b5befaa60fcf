"""Precision and recall of a handful of rows that can be counted by hand."""

from tests.benchmarks.register.matching_table import Outcome, curve

TRUTH = {1: 10, 2: 20, 3: None, 4: 40}


def test_each_threshold_has_its_precision_and_recall() -> None:
    answers = {1: (10, 9.0), 2: (21, 7.0), 3: (30, 5.0)}
    assert curve(TRUTH, answers) == [
        Outcome(1.0, 1 / 3), Outcome(1 / 2, 1 / 3), Outcome(1 / 3, 1 / 3)
    ]  # fmt: skip


def test_rows_of_one_weight_are_linked_together() -> None:
    assert curve(TRUTH, {1: (10, 5.0), 3: (30, 5.0)}) == [Outcome(1 / 2, 1 / 3)]


def test_finding_all_and_nothing_else_is_perfect() -> None:
    answers = {1: (10, 3.0), 2: (20, 2.0), 4: (40, 1.0)}
    assert curve(TRUTH, answers)[-1] == Outcome(1.0, 1.0)
    assert curve(TRUTH, answers)[-1].f1 == 1.0
