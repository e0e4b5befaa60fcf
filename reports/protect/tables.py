"""Tables of counts as they are printed, and what adds up in them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from reports.protect.number import AtMost, Link, Number, Place, Sum

TOTAL = "total"
Key = tuple[str, ...]
"""A category for each dimension, or TOTAL."""


@dataclass(frozen=True)
class Table:
    """One measure by some dimensions, ``within`` a place that is the same for all cells.

    ``apart``: dimensions whose categories do not add up to their margin, since a firm may be in
    several of them. ``some``: those of which not all categories stand here; they are among their
    margin. ``alone``: nothing follows from one cell for another. ``parts``: what is in the margin
    and not in a cell can be counted by subtraction.
    """

    measure: str
    by: tuple[str, ...]
    cells: Mapping[Key, int]
    apart: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    within: Place = frozenset()
    alone: bool = False
    parts: bool = False

    def number(self, key: Key) -> Number:
        place = {pair for pair in zip(self.by, key, strict=True) if pair[1] != TOTAL}
        return Number(self.measure, self.within | place)

    @property
    def numbers(self) -> Iterator[tuple[Number, int]]:
        return ((self.number(key), count) for key, count in self.cells.items())

    def links(self, printed: Collection[Number]) -> Iterator[Link]:
        """Along each dimension, for each combination of the others, where the margin is printed,
        here or in another table.
        """
        for at, dimension in enumerate(() if self.alone else self.by):
            others = [[*self._categories(other), TOTAL] for other in range(len(self.by))]
            others[at] = [TOTAL]
            for margin in (key for key in product(*others) if self.number(key) in printed):
                keys = (_with(margin, at, category) for category in self._categories(at))
                parts = tuple(self.number(key) for key in keys if key in self.cells)
                yield from self._linked(self.number(margin), parts, dimension)

    def _linked(self, margin: Number, parts: tuple[Number, ...], dimension: str) -> Iterator[Link]:
        if dimension in self.some:
            yield from (AtMost((part,), (margin,)) for part in parts)
        elif parts:
            yield Sum(margin, parts, dimension in self.apart)

    def _categories(self, at: int) -> Sequence[str]:
        return list(dict.fromkeys(key[at] for key in self.cells if key[at] != TOTAL))


def _with(key: Key, at: int, category: str) -> Key:
    return (*key[:at], category, *key[at + 1 :])
