"""All firms on file, asked whether one is among them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from crm.chunks import chunks
from crm.register.same_firm.blocks import Blocks
from crm.register.same_firm.compare import Comparison, Sharing, compare
from crm.register.same_firm.keys import keys
from crm.register.same_firm.likeness import Answer, Likeness
from crm.register.same_firm.rarity import Rarity
from crm.register.same_firm.shelf import Shelf
from crm.register.same_firm.sieve import sifted
from crm.register.same_firm.traits import Traits
from crm.register.same_firm.weights import RIVAL

ADDED_AT_ONCE, ASKED_AT_ONCE = 5_000, 1_000
"""Each that asks meets hundreds of firms, whose names lie in the memory until they are compared."""

Found = list[Likeness]
Progress = Callable[[int, int], None]
"""Told how many firms of how many were looked at."""


def nobody_watches(_done: int, _total: int) -> None:
    pass


class Pair(NamedTuple):
    one: int
    other: int
    likeness: Likeness


class Index:
    """Grows with the firms that an import creates; a firm's own key is never found for it."""

    def __init__(self, firms: Iterable[Traits] = ()) -> None:
        self._firms = Shelf()
        self._blocks = Blocks()
        self.rarity = Rarity()
        self.add(firms)

    def __len__(self) -> int:
        return len(self._firms)

    def __iter__(self) -> Iterator[Traits]:
        return iter(self._firms)

    def add(self, firms: Iterable[Traits]) -> None:
        for chunk in chunks(firms, ADDED_AT_ONCE):
            self._blocks.add([keys(firm) for firm in chunk], len(self._firms))
            self._firms.extend(chunk)
            self.rarity.add(chunk)

    def find(self, firm: Traits) -> Found:
        return next(self.find_all([firm]))

    def find_all(self, firms: Iterable[Traits]) -> Iterator[Found]:
        """For each in turn what is sure or to be asked, the likeliest first; empty: new."""
        for chunk in chunks(firms, ASKED_AT_ONCE):
            yield from self._found(chunk)

    def pairs(self, progress: Progress = nobody_watches) -> list[Pair]:
        """Those on file that may be one, the likeliest first; of what is said from the one and
        from the other, what is less sure.
        """
        found: dict[tuple[int, int], Likeness] = {}
        alike = zip(self._firms, self.find_all(self._firms), strict=True)
        for looked_at, (firm, others) in enumerate(alike, start=1):
            if looked_at % ASKED_AT_ONCE == 0:
                progress(looked_at, len(self))
            for other in others:
                pair = min(firm.key, other.key), max(firm.key, other.key)
                said = other._replace(key=pair[1])
                found[pair] = min(said, found.get(pair, said), key=_how_sure)
        ranked = sorted(found.items(), key=lambda item: (-item[1].score, item[0]))
        return [Pair(*keys, likeness) for keys, likeness in ranked]

    def _found(self, asking: Sequence[Traits]) -> Iterator[Found]:
        met, shared = self._blocks.meet([keys(firm) for firm in asking])
        sharing = [Sharing(*row) for row in shared.tolist()]
        met = sifted(asking, self._firms, met)
        pairs = zip(met.asking.tolist(), met.firm.tolist(), strict=True)
        found: list[Found] = [[] for _firm in asking]
        for at, group in groupby(pairs, key=lambda pair: pair[0]):
            others = (self._firms[firm] for _at, firm in group)
            found[at] = self._judged(asking[at], others, sharing[at])
        yield from found

    def _judged(self, firm: Traits, others: Iterable[Traits], sharing: Sharing) -> Found:
        seen = [(compare(firm, other, sharing, self.rarity), other.key) for other in others]
        seen.sort(key=lambda one: (-one[0].bits, one[1]))
        found = [one.likeness(key) for one, key in seen if one.verdict is not Answer.NEW]
        return _unrivalled(found, [one for one, _key in seen])


def _unrivalled(found: Found, seen: Sequence[Comparison]) -> Found:
    """Where two are as likely, neither is sure."""
    if len(seen) > 1 and seen[0].bits - seen[1].bits < RIVAL:
        return [one._replace(verdict=Answer.ASK) for one in found]
    return [one if not at else one._replace(verdict=Answer.ASK) for at, one in enumerate(found)]


def _how_sure(likeness: Likeness) -> tuple[object, ...]:
    weights = [reason.weight for reason in likeness.reasons]
    return likeness.verdict is Answer.SURE, likeness.score, weights
