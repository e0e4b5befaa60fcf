"""For words with slips in them, the words on file that were probably meant."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.distance.DamerauLevenshtein import normalized_similarity
from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from crm.models import SearchWord
from crm.services.trigrams import Alternatives, is_one_of, lacks_trigrams, similar_words
from crm.services.typed_text import Typed, neighbours

ALIKE, ALMOST = 0.7, 0.97
MOST_MEANT = 6
BEGINNING_ONLY = 0.05
"""What a word loses against one that is alike to its end."""
LONGEST_SLIPPED = 9
"""Longer words keep enough trigrams; their neighbours would be a thousand."""


def corrected(session: Session, typed: Typed) -> Alternatives:
    """For each typed word, itself and the words it may have been meant to be. One query."""
    correctable = set(typed.correctable)
    on_file = _words_on_file(session, typed) if correctable else []
    return [
        [word, *_meant(word, on_file)] if word in correctable else [word] for word in typed.words
    ]


def _words_on_file(session: Session, typed: Typed) -> Sequence[str]:
    parts: list[Select[Any]] = []
    trigrams = not lacks_trigrams(session)
    for word in typed.correctable:
        if trigrams:
            parts.append(select(similar_words(session, word).subquery().c.word))
        if not trigrams or len(word) <= LONGEST_SLIPPED:
            slips = set(neighbours(typed.unfolded(word)))
            parts.append(select(SearchWord.word).where(is_one_of(session, slips)))
    return session.scalars(union_all(*parts)).all()


def _meant(word: str, on_file: Iterable[str]) -> list[str]:
    likely = {other: likeness(word, other) for other in on_file if other != word}
    best = sorted(likely, key=lambda other: (-likely[other], other))[:MOST_MEANT]
    return [other for other in best if likely[other] >= ALIKE]


@lru_cache(maxsize=65536)
def likeness(word: str, other: str) -> float:
    """From 0 to 1; a word that only begins like what was typed is a little less alike.

    Umlauts count as one letter: folded, ``Mlüler`` is two slips away from ``Müller``, not one.
    """
    if word == other:
        return 1.0
    pairs = ((word, other), (_without_umlauts(word), _without_umlauts(other)))
    whole = max(normalized_similarity(*pair) for pair in pairs)
    beginning = max(normalized_similarity(a, b[: len(a) + 1]) for a, b in pairs)
    return min(max(whole, beginning - BEGINNING_ONLY), ALMOST)


def _without_umlauts(folded: str) -> str:
    return re.sub("([aou])e", r"\1", folded)
