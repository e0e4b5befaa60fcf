"""The words by which a firm is found."""

from collections.abc import Iterable

from crm.rules.fold import fold

SHORTEST, LONGEST = 3, 40
"""Letters of a word that is worth a correction; the longest that search_word.word holds."""
LEGAL_FORMS = frozenset(
    ("gmbh", "mbh", "ug", "haftungsbeschraenkt", "ag", "kg", "kgaa", "ohg", "gbr", "partg", "mbb",
     "se", "eg", "ev", "ek", "e", "k", "v", "co", "und", "inh", "inhaber")
)  # fmt: skip


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
