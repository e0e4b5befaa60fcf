"""Which further counts are withheld, so that the confidential ones cannot be worked out.

For one count after the other the cheapest move is sought by which it is larger or smaller by two:
what moves with it is withheld, and then it may be either. Every withheld count needs such a move,
the further ones too. What turns out to be needless at the end is printed after all.
"""

import time
from collections.abc import Callable, Collection
from math import log2

from reports.protect.moves import A_LITTLE, LEAST, Move, Moves
from reports.protect.number import Number
from reports.protect.publication import Publication

Progress = Callable[[int, int], None]
NONE = 12.0
"""A zero is printed wherever it can be: that there is nobody is no secret, and readers want it."""
SECONDS = 120.0


class Unprotectable(Exception):
    """Not even with everything withheld: hardly anything is in the tables, or too much is told."""


def nobody_watches(_done: int, _total: int) -> None:
    pass


def withheld(
    publication: Publication, seconds: float = SECONDS, progress: Progress = nobody_watches
) -> frozenset[Number]:
    """All that must not be printed; of none of them more is known than one of three counts.
    ``progress`` is told how many of how many numbers are looked at.

    Where the time is not enough, everything but the zeros is: more than needed, never less.
    Unprotectable where that does not suffice, because of what is told.
    """
    choice = _Choice(publication, time.monotonic() + seconds, progress)
    try:
        choice.make()
    except TimeoutError:
        return choice.everything()
    choice.print_what_is_needless()
    return frozenset(choice.chosen)


def price(count: int) -> float:
    """What the reader loses: a larger count is more, but not as much more as it is larger."""
    return 1.0 + log2(1 + count) if count else NONE


class _Choice:
    """``_way``: of each withheld count, what has to be withheld for it to be safe."""

    def __init__(self, publication: Publication, until: float, progress: Progress) -> None:
        self._publication = publication
        self._until = until
        self._progress = progress
        self._moves = Moves(publication)
        self.chosen = set(publication.secret)
        self._way: dict[Number, frozenset[Number]] = {}

    def make(self) -> None:
        waiting = self._ranked(self.chosen)
        while waiting:
            number = waiting.pop(0)
            self._progress(len(self.chosen) - len(waiting), 2 * len(self.chosen))
            if number in self._way:
                continue
            if self._is_late:
                raise TimeoutError
            move = self._moves.cheapest(number, self._price)
            if move is None:
                raise Unprotectable(str(number))
            self._keep(move)
            waiting += self._ranked(move.keys() - self.chosen)
            self.chosen |= move.keys()

    def _keep(self, move: Move) -> None:
        """It is a way for all that it moves by so much."""
        way = frozenset(move)
        self._way |= {number: way for number, by in move.items() if abs(by) >= LEAST}

    def everything(self) -> frozenset[Number]:
        told, counts = self._publication.told, self._publication.counts
        hidden = frozenset(each for each, count in counts.items() if count and each not in told)
        move = self._moves.within(hidden) if told else None
        if move and any(move(each) is None for each in hidden):
            raise Unprotectable("no time is left to choose")
        return hidden

    def print_what_is_needless(self) -> None:
        further = self._ranked(self.chosen - self._publication.secret)
        for done, number in enumerate(further):
            self._progress(len(further) + done, 2 * len(further))
            moves = None if self._is_late else self._without(number)
            if moves is not None:
                self.chosen.remove(number)
                self._way.pop(number, None)
                for move in moves:
                    self._keep(move)

    def _without(self, number: Number) -> list[Move] | None:
        """New ways for all whose way it was on; None where one has no other."""
        within, moves = self._moves.within(self.chosen - {number}), list[Move]()
        for each, way in self._way.items():
            is_found = any(abs(move.get(each, 0)) >= LEAST for move in moves)
            if number in way and each != number and not is_found:
                move = within(each)
                if move is None:
                    return None
                moves.append(move)
        return moves

    def _ranked(self, numbers: Collection[Number]) -> list[Number]:
        """The dearest first."""
        counts = self._publication.counts
        return sorted(numbers, key=lambda one: (-price(counts[one]), str(one)))

    def _price(self, number: Number) -> float:
        if number in self.chosen:
            return A_LITTLE
        return price(self._publication.counts[number])

    @property
    def _is_late(self) -> bool:
        return time.monotonic() > self._until
