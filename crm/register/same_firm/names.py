"""What two names say, word by word: order counts nothing, slips and short forms a little."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import fsum
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance.OSA import distance

from crm.register.same_firm import weights
from crm.register.same_firm.rarity import Rarity

ROLES = frozenset(
    ("verwaltung", "verwaltungs", "vermoegensverwaltung", "vermoegensverwaltungs", "holding",
     "beteiligung", "beteiligungs", "besitz", "betriebs", "vertriebs", "immobilien",
     "grundstuecks", "grundbesitz", "komplementaer", "geschaeftsfuehrungs", "management")
)  # fmt: skip
"""``Müller Bau Verwaltungs GmbH`` is another firm than ``Müller Bau GmbH``, in the same rooms."""

Words = list[str]


class Names(NamedTuple):
    bits: float = 0.0
    differ: bool = False
    """A word stands against another one, or one of ROLES is only here or only there."""


def compared(one: str, other: str, rarity: Rarity) -> Names:
    """Symmetric. Names that say nothing weigh nothing."""
    mine, yours = one.split(), other.split()
    both = set(mine).intersection(yours)
    bits = _sum(both, rarity)
    left = [word for word in mine if word not in both]
    right = [word for word in yours if word not in both]
    if left and right:
        bits += _corresponding(left, right, rarity)
    return _beyond(min(weights.MOST_OF_A_NAME, bits), left, right)


def _beyond(bits: float, left: Words, right: Words) -> Names:
    """Where words stand against words, the names differ; else one says more."""
    if not (left or right):
        return Names(bits)
    against = min(len(left), len(right))
    more = max(len(left), len(right)) - against
    family = not ROLES.isdisjoint(left + right)
    bits += against * weights.OTHER_WORD + more * weights.ANOTHER_WORD
    return Names(bits + family * weights.OF_THE_FAMILY, family or against > 0)


def _corresponding(left: Words, right: Words, rarity: Rarity) -> float:
    """Takes what corresponds out of both lists; returns what it is worth."""
    if len(left) != len(right) and _likeness("".join(left), "".join(right)):
        worth = max(_sum(left, rarity), _sum(right, rarity)) * weights.SIMILAR_WORD
        left.clear()
        right.clear()
        return worth
    bits = 0.0
    for _unlike, a, b in sorted(_alike(left, right), key=_by_likeness):
        worth = _worth(a, b, rarity)
        if worth and a in left and b in right:
            left.remove(a)
            right.remove(b)
            bits += worth
    return bits


def _sum(words: Iterable[str], rarity: Rarity) -> float:
    return fsum([rarity.of_word(word) for word in words])


def _alike(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[float, str, str]]:
    """How unlike, and the words."""
    for a in left:
        for b in right:
            likeness = _likeness(a, b)
            if likeness or _is_short_for(a, b) or _is_short_for(b, a):
                yield -likeness, a, b


def _by_likeness(pair: tuple[float, str, str]) -> tuple[float, list[str]]:
    """The same whichever of two names comes first."""
    return pair[0], sorted(pair[1:])


@lru_cache(maxsize=1 << 16)
def _likeness(a: str, b: str) -> float:
    """From 0 to 1, and 0 where more than a slip lies between; umlauts count as one letter."""
    longest = max(len(a), len(b))
    allowed = 1 if 2 < longest < 8 else longest // 4
    slips = min(distance(a, b), distance(_undotted(a), _undotted(b)))
    return 1 - slips / longest if slips <= allowed and not a.isdigit() else 0.0


def _undotted(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _is_short_for(short: str, long: str) -> bool:
    return long.startswith(short) and not short.isdigit()


def _worth(a: str, b: str, rarity: Rarity) -> float:
    """Nothing where both are well known: Meier is no slip of Meyer."""
    common = min(rarity.of_word(a), rarity.of_word(b))
    if _is_short_for(a, b) or _is_short_for(b, a):
        initial = min(len(a), len(b)) < 3
        return weights.INITIAL if initial else common * weights.SHORTENED
    if min(rarity.words[a], rarity.words[b]) >= weights.WELL_KNOWN:
        return common * weights.SIMILAR_WORD if _undotted(a) == _undotted(b) else 0.0
    return common * weights.SIMILAR_WORD


def percent(one: str, other: str) -> int:
    return round(fuzz.token_sort_ratio(one, other))
