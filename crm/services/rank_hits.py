"""Which of the firms found is the one that was meant."""

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Row

from crm.rules.fold import fold
from crm.services.correct_words import likeness
from crm.services.trigrams import Alternatives

WHOLE_IN_NAME, BEGINS_IN_NAME, IN_NAME, WHOLE_ELSEWHERE, ELSEWHERE = 100, 90, 75, 60, 45


def ranked(rows: Iterable[Row[Any]], text: str, alternatives: Alternatives) -> list[Row[Any]]:
    """Active firms first; then by where the words stand and how close the whole name is."""
    folded = fold(text)
    weighed = [{word: likeness(group[0], word) for word in group} for group in alternatives]

    def place(row: Row[Any]) -> tuple[bool, float, str]:
        name = fold(row.label)
        words = sum(_best(group, f" {name} ", f" {row.search_text} ") for group in weighed)
        closeness = fuzz.ratio(folded, name) / 4
        return (not row.is_active, -words / len(weighed) - closeness, row.label)

    return sorted(rows, key=place)


def _best(group: Mapping[str, float], name: str, text: str) -> float:
    """A word that was not typed itself is worth as much as it resembles what was."""
    return max(_place(word, name, text) * alike for word, alike in group.items())


def _place(word: str, name: str, text: str) -> float:
    if f" {word} " in name:
        return WHOLE_IN_NAME
    if f" {word}" in name:
        return BEGINS_IN_NAME
    if word in name:
        return IN_NAME
    if f" {word} " in text:
        return WHOLE_ELSEWHERE
    return ELSEWHERE if word in text else 0
