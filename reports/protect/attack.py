"""What somebody finds out of a withheld count who knows everything that is printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.protect.number import Link, Number
from reports.protect.system import system


class Interval(NamedTuple):
    """The smallest and the largest count that agree with all that is printed."""

    low: int
    high: int | None
    """None where nothing printed says how many there are at most."""

    @property
    def width(self) -> float:
        return np.inf if self.high is None else self.high - self.low


def intervals(
    printed: Mapping[Number, int], links: Sequence[Link], of: Iterable[Number]
) -> dict[Number, Interval]:
    """Of numbers that are not printed; whole numbers, none below zero."""
    wanted, found = set(of), dict[Number, Interval]()
    for unknown, their_links in _parts(printed, links):
        open_ones = _Open(printed, unknown, their_links)
        found |= {number: open_ones.interval(number) for number in unknown if number in wanted}
    return found | {number: Interval(0, None) for number in wanted - found.keys()}


def _parts(
    printed: Mapping[Number, int], links: Sequence[Link]
) -> Iterator[tuple[list[Number], list[Link]]]:
    """Unknown numbers with the links they stand in, those apart that have no link in common."""
    root: dict[Number, Number] = {}

    def find(number: Number) -> Number:
        while root.setdefault(number, number) != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    open_links = [(each, _unknown(printed, each)) for each in links]
    for _each, unknown in open_links:
        for number in unknown:
            root[find(number)] = find(unknown[0])
    members: dict[Number, list[Number]] = {}
    for number in root:
        members.setdefault(find(number), []).append(number)
    their_links: dict[Number, list[Link]] = {}
    for each, unknown in open_links:
        if unknown:
            their_links.setdefault(find(unknown[0]), []).append(each)
    return ((members[one], their_links[one]) for one in members)


def _unknown(printed: Mapping[Number, int], link: Link) -> list[Number]:
    return [number for number in link.numbers if number not in printed]


class _Open:
    """Numbers that are not printed and have to do with each other."""

    def __init__(
        self, printed: Mapping[Number, int], unknown: Sequence[Number], links: Sequence[Link]
    ) -> None:
        self._at = {number: at for at, number in enumerate(unknown)}
        self._constraint = LinearConstraint(*system(links, self._at, printed))

    def interval(self, number: Number) -> Interval:
        low = self._extreme(number, 1)
        assert low is not None, "a count is not below zero"
        return Interval(low, self._extreme(number, -1))

    def _extreme(self, number: Number, sign: int) -> int | None:
        """By the linear programme; where it ends between whole numbers, among those."""
        goal = np.zeros(len(self._at))
        goal[self._at[number]] = sign
        found = milp(goal, constraints=self._constraint, bounds=Bounds(0, np.inf))
        if found.status in UNBOUNDED:
            return None
        if found.x is not None and np.abs(found.x - np.rint(found.x)).max() > NEARLY:
            found = milp(goal, constraints=self._constraint, bounds=Bounds(0, MOST), integrality=1)
        if found.x is None:
            raise ValueError("What is printed contradicts itself.")
        value: float = found.x[self._at[number]]
        return round(value)


NEARLY = 1e-6
MOST = 10_000_000
"""More than there are firms or contacts. Asked for whole numbers without any bound, the HiGHS of
scipy 1.17 takes what is unbounded for solved.
"""
UNBOUNDED = (3, 4)
"""HiGHS: unbounded, and unbounded or infeasible; what is printed is known to be feasible."""
