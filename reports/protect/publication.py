"""Everything that leaves the office together, as counts and how they hang together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from reports.protect.number import Link, Number, holds

CONFIDENTIAL = (1, 2)


@dataclass(frozen=True)
class Publication:
    """``counts`` also holds those that no table prints and that follow from what is printed, such
    as the firms of a place that were not reached; of these only the ``secret`` ones are of
    interest. ``told``: what the office has printed before, and so cannot withhold any more.
    """

    counts: Mapping[Number, int]
    links: Sequence[Link]
    secret: frozenset[Number]
    unprinted: frozenset[Number] = frozenset()
    told: frozenset[Number] = frozenset()

    def __post_init__(self) -> None:
        for link in self.links:
            if not holds(link, self.counts):
                said = ", ".join(f"{each} = {self.counts[each]}" for each in link.numbers)
                raise ValueError(f"This cannot be: {said}")

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Those with links, in an order that does not depend on that of the tables."""
        return tuple(sorted(set(chain.from_iterable(link.numbers for link in self.links)), key=str))

    def printed(self, withheld: frozenset[Number]) -> dict[Number, int]:
        return {number: count for number, count in self.counts.items() if number not in withheld}
