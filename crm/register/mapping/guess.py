"""What the columns of a table most likely are: by their names first, then by what is in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from crm.register.mapping.fields import FIRM_FIELDS, Field
from crm.rules.fold import fold

ALIKE = 85
"""Of 100: a slip, an ending."""
MOST = 0.8
"""Of the cells that are not empty."""
BY_CONTENT = 60
"""What a column is worth of which only the cells speak."""


class Chance(NamedTuple):
    score: float
    field: str
    column: str


def guess(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    fields: Sequence[Field] = FIRM_FIELDS,
) -> Mapping[str, str]:
    """Field -> column; each column for one field at most."""
    found: dict[str, str] = {}
    ranked = sorted(_chances(columns, rows, fields), key=lambda chance: -chance.score)
    for chance in ranked:
        if chance.field not in found and chance.column not in found.values():
            found[chance.field] = chance.column
    return _in_order(found, fields)


def _chances(
    columns: Sequence[str], rows: Sequence[Sequence[str]], fields: Sequence[Field]
) -> Iterator[Chance]:
    for place, column in enumerate(columns):
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        for field in fields:
            score = _by_name(field, fold(column)) + _by_content(field, cells)
            if score >= BY_CONTENT and column:
                yield Chance(score, field.name, column)


def _by_name(field: Field, column: str) -> float:
    best = max((fuzz.ratio(word, column) for word in field.words), default=0)
    return best if best >= ALIKE else 0


def _by_content(field: Field, cells: Sequence[str]) -> float:
    if field.looks is None or not cells:
        return 0
    fitting = sum(field.looks.fullmatch(cell) is not None for cell in cells)
    return BY_CONTENT if fitting >= MOST * len(cells) else -BY_CONTENT / 2


def _in_order(found: Mapping[str, str], fields: Sequence[Field]) -> Mapping[str, str]:
    return {field.name: found[field.name] for field in fields if field.name in found}
