"""Other tables that agree with all links: where a count could be larger or smaller by two."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import hstack

from reports.protect.number import Number
from reports.protect.publication import Publication
from reports.protect.system import system

Array = NDArray[Any]
Move = Mapping[Number, int]
"""Of each count that moves, by how much; where one is larger or smaller by two, nobody can tell."""
LEAST = 2
A_LITTLE = 1e-3
"""What is withheld in any case costs so much, so that no more of it is moved than has to be."""
NEARLY = 1e-6
MOST = 10_000_000.0
"""Larger than any count is moved; see attack.MOST."""


class Moves:
    """Each count has two columns: how much larger it is, and how much smaller."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._links = _linked(publication, publication.numbers)

    def cheapest(self, number: Number, price: Callable[[Number], float]) -> Move | None:
        """By which ``number`` is larger by two, or smaller where that cannot be."""
        return self._links.move(number, [price(each) for each in self._links.numbers])

    def within(self, withheld: Collection[Number]) -> Callable[[Number], Move | None]:
        """within(withheld)(number): the same where nothing else may move; None where it cannot."""
        links = _linked(self._publication, [n for n in self._links.numbers if n in withheld])
        prices = [A_LITTLE] * len(links.numbers)
        return partial(links.move, prices=prices)


@dataclass(frozen=True)
class _Linked:
    """Some numbers, what of them is told, and how they hang together while no other moves."""

    numbers: Sequence[Number]
    counts: Array
    most: Array
    constraint: LinearConstraint

    @cached_property
    def _at(self) -> Mapping[Number, int]:
        return {number: at for at, number in enumerate(self.numbers)}

    def move(self, number: Number, prices: Sequence[float]) -> Move | None:
        if number not in self._at:
            return {number: LEAST}
        at = self._at[number]
        found = self._move(at, prices, larger=True)
        if found is None and self.counts[at] >= LEAST:
            found = self._move(at, prices, larger=False)
        return found

    def _move(self, at: int, prices: Sequence[float], *, larger: bool) -> Move | None:
        size = len(self.numbers)
        low = np.zeros(2 * size)
        high = np.concatenate([self.most, np.minimum(self.most, self.counts)])
        fixed, other = (at, at + size) if larger else (at + size, at)
        if high[fixed] < LEAST:
            return None
        low[fixed] = high[fixed] = LEAST
        high[other] = 0
        by = self._solved(np.tile(prices, 2), Bounds(low, high))
        if by is None:
            return None
        return {self.numbers[int(each)]: int(by[each]) for each in np.flatnonzero(by)}

    def _solved(self, prices: Array, bounds: Bounds) -> Array | None:
        """Most tables have a solution in whole numbers by themselves; it is asked for where not."""
        for whole in (0, 1):
            found = milp(prices, constraints=self.constraint, bounds=bounds, integrality=whole)
            if found.x is None:
                return None
            larger, smaller = np.split(found.x, 2)
            by: Array = np.rint(larger - smaller)
            if np.abs(larger - smaller - by).max() < NEARLY:
                return by
        return None


def _linked(publication: Publication, numbers: Sequence[Number]) -> _Linked:
    at = {number: place for place, number in enumerate(numbers)}
    links = [link for link in publication.links if any(each in at for each in link.numbers)]
    matrix, low, high = system(links, at, publication.counts)
    counts = np.array([publication.counts[number] for number in numbers], float)
    now, both = matrix @ counts, hstack([matrix, -matrix], format="csr")
    free = [0.0 if number in publication.told else MOST for number in numbers]
    return _Linked(numbers, counts, np.array(free), LinearConstraint(both, low - now, high - now))
