"""The header of a table: every column under a name, none twice, none missing."""

from collections import Counter
from itertools import pairwise

from crm.enums import N_
from crm.errors import DomainError
from crm.register.source import Origin

HEADER_WITHIN = 50
"""Rows; above the header a table may have a title and remarks."""


def header_of(cells: list[str], source: Origin) -> list[str]:
    names = [cell.strip() for cell in cells]
    names = [name or _name_by_place(names, place, source) for place, name in enumerate(names)]
    if source.needed & set(names):
        refuse_doubles(names)
    missing = [column for column in source.columns if column in source.needed - set(names)]
    if missing:
        message = N_("This is not a file of %(source)s: the header lacks %(columns)s.")
        raise DomainError(message, source=source.title, columns=", ".join(missing))
    return names


def _name_by_place(names: list[str], place: int, source: Origin) -> str:
    """The publisher's name for the column, when its neighbour on the left stands as usual."""
    neighbours = list(pairwise(source.columns))
    left = names[place - 1] if place else ""
    name = next((second for first, second in neighbours if first == left), "")
    return "" if name in names else name


def refuse_doubles(names: list[str]) -> None:
    double = [name for name, count in Counter(names).items() if name and count > 1]
    if double:
        message = N_("The header names a column twice: %(columns)s.")
        raise DomainError(message, columns=", ".join(double))
