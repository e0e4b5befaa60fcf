"""What somebody typed into a search box, taken apart into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crm.rules.fold import fold

LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
MOST_WORDS = 8
SHORTEST_CORRECTED = 3
ALIKE = (
    ("ks", "x"), ("x", "ks"), ("tz", "z"), ("z", "tz"), ("dt", "t"), ("t", "dt"), ("ph", "f"),
    ("f", "ph"), ("th", "t"), ("t", "th"), ("ei", "ai"), ("ai", "ei"), ("k", "ck"),
)  # fmt: skip
"""What sounds the same and is spelled with more than one slip."""


@dataclass(frozen=True)
class Typed:
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Folded, each once."""
        return list(dict.fromkeys(self.folded.split()))[:MOST_WORDS]

    @property
    def correctable(self) -> list[str]:
        """Numbers are not: another number is another thing."""
        return [w for w in self.words if len(w) >= SHORTEST_CORRECTED and w.isalpha()]

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    def unfolded(self, word: str) -> str:
        """The word as typed, umlauts and all, in lower case."""
        text = unicodedata.normalize("NFC", self.text.lower())
        return next((w for w in re.findall(r"[^\W_]+", text) if fold(w) == word), word)


def neighbours(word: str) -> Iterator[str]:
    """All words one slip away, folded: a letter missing, twice, wrong, or two swapped.

    Slips happen in the word as typed: in ``Mlüler`` two letters are swapped, in its folded form
    ``mlueler`` more is wrong.
    """
    yield from (fold(word.replace(heard, meant)) for heard, meant in ALIKE if heard in word)
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    for head, tail in parts:
        if tail:
            yield fold(head + tail[1:])
            yield from (fold(head + letter + tail[1:]) for letter in LETTERS)
        if len(tail) > 1:
            yield fold(head + tail[1] + tail[0] + tail[2:])
        yield from (fold(head + letter + tail) for letter in LETTERS)
