"""How rare a word is among the firms on file."""

from collections import Counter
from collections.abc import Iterable
from math import log2

from crm.register.same_firm.traits import Traits
from crm.register.same_firm.weights import MOST_OF_A_WORD, PSEUDO_COUNT, PSEUDO_FIRMS


class Rarity:
    """In bits: each says that half as many firms have it."""

    def __init__(self) -> None:
        self.firms = 0
        self.words: Counter[str] = Counter()
        self._bits: dict[str, float] = {}

    def add(self, firms: Iterable[Traits]) -> None:
        self._bits.clear()
        for firm in firms:
            self.firms += 1
            self.words.update(set(firm.name.split()))

    @property
    def any_two(self) -> float:
        """What must be overcome: that two firms are the same is as rare as any one firm is."""
        return log2(self.firms + PSEUDO_FIRMS)

    def of(self, sharing: int) -> float:
        return max(0.0, log2((self.firms + PSEUDO_FIRMS) / (sharing + PSEUDO_COUNT)))

    def of_word(self, word: str) -> float:
        bits = self._bits.get(word)
        if bits is None:
            bits = self._bits[word] = min(MOST_OF_A_WORD, self.of(self.words[word]))
        return bits
