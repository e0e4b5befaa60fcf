"""Folding: how a firm's words and what people type are made comparable."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
SHORTEST, LONGEST = 3, 40
"""Letters of a word that is worth a correction; the longest that search_word.word holds."""
LEGAL_FORMS = frozenset(
    ("gmbh", "mbh", "ug", "haftungsbeschraenkt", "ag", "kg", "kgaa", "ohg", "gbr", "partg", "mbb",
     "se", "eg", "ev", "ek", "e", "k", "v", "co", "und", "inh", "inhaber")
)  # fmt: skip
NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, ä as ae, ß as ss, no accents, words parted by one space."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(UMLAUTS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return NO_WORD.sub(" ", text).strip()


def bare(name: str) -> tuple[str, ...]:
    """The folded words without what only says how the firm is constituted; all if that is all."""
    words = fold(name).split()
    return tuple(word for word in words if word not in LEGAL_FORMS) or tuple(words)


def search_text(parts: Iterable[str | None]) -> str:
    """The folded parts, each unless an earlier one said it already."""
    text = ""
    for part in parts:
        words = fold(part) if part else ""
        if words and words not in text:
            text = f"{text} {words}" if text else words
    return text


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of folded texts that a typo could spoil; numbers are not among them."""
    words = {word for text in texts for word in text.split()}
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()}
