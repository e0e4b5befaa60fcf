"""What a printed count is about, whichever table prints it, and how counts hang together."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

Place = frozenset[tuple[str, str]]
"""{(dimension, category)}; what is not named is taken together."""


class Number(NamedTuple):
    """Two tables that print the same one share it."""

    measure: str
    place: Place

    def __str__(self) -> str:
        where = ", ".join(f"{name}={value}" for name, value in sorted(self.place))
        return f"{self.measure}({where})"


class Relation(NamedTuple):
    """``low`` <= the numbers, each times its factor, <= ``high``."""

    factors: Mapping[Number, int]
    low: float
    high: float


class Sum(NamedTuple):
    """``total`` is what ``parts`` add up to, as everybody can read off the tables. Where they
    ``overlap``, a firm may be in several parts: then it is at least the largest of them and at most
    all together.
    """

    total: Number
    parts: tuple[Number, ...]
    overlap: bool = False

    @property
    def numbers(self) -> tuple[Number, ...]:
        return (self.total, *self.parts)

    @property
    def relations(self) -> Iterator[Relation]:
        together = {self.total: -1, **dict.fromkeys(self.parts, 1)}
        yield Relation(together, 0, inf if self.overlap else 0)
        if self.overlap:
            for part in self.parts:
                yield from AtMost((part,), (self.total,)).relations


class AtMost(NamedTuple):
    """``fewer`` are together at most as many as ``more``: they are among them, or each of them
    stands for one of them at least. Each of ``more`` may stand for so many as ``times``.
    """

    fewer: tuple[Number, ...]
    more: tuple[Number, ...]
    times: int = 1

    @property
    def numbers(self) -> tuple[Number, ...]:
        return (*self.more, *self.fewer)

    @property
    def relations(self) -> Iterator[Relation]:
        yield Relation(
            {**dict.fromkeys(self.more, self.times), **dict.fromkeys(self.fewer, -1)}, 0, inf
        )


Link = Sum | AtMost


def holds(link: Link, counts: Mapping[Number, int]) -> bool:
    return all(
        relation.low
        <= sum(factor * counts[each] for each, factor in relation.factors.items())
        <= relation.high
        for relation in link.relations
    )
