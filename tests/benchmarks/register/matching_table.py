"""Precision and recall, at every threshold."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, NamedTuple


class Outcome(NamedTuple):
    """Of the rows that were linked, how many rightly; of those on file, how many were found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def curve(
    truth: Mapping[int, int | None], answers: Mapping[int, tuple[int, float]]
) -> list[Outcome]:
    """One for each weight from which on rows are linked, the highest first."""
    on_file = sum(firm is not None for firm in truth.values())
    ranked = sorted(((-weight, truth[row] == firm) for row, (firm, weight) in answers.items()))
    found, linked, outcomes = 0, 0, []
    for _weight, rows in groupby(ranked, key=lambda one: one[0]):
        right = [is_right for _weight, is_right in rows]
        found, linked = found + sum(right), linked + len(right)
        outcomes.append(Outcome(found / linked, found / on_file))
    return outcomes


def table(lines: Iterable[tuple[str, Outcome, Any]]) -> str:
    heads = ("| linked by | precision | recall | seconds | CPU seconds | MB |",
             "| --- | ---: | ---: | ---: | ---: | ---: |")  # fmt: skip
    rows = (
        f"| {name} | {found.precision:.2%} | {found.recall:.2%} | {run.seconds:.0f} "
        f"| {run.cpu_seconds:.0f} | {run.megabytes:,} |"
        for name, found, run in lines
    )
    return "\n".join((*heads, *rows))
