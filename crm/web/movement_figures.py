"""How many firms came, went and moved: by district and by size class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crm.enums import Movement, SizeClass
from crm.services.movements import size_of

BEGUN, ENDED, WITHIN, HERE, AWAY = "begun", "ended", "within", "here", "away"


@dataclass
class MovementFigures:
    """Of what a list shows: counts of firms by column."""

    city: Counter[str] = field(default_factory=Counter)
    districts: dict[str | None, Counter[str]] = field(default_factory=dict)
    sizes: dict[SizeClass, Counter[str]] = field(default_factory=dict)

    def district_rows(self) -> list[tuple[str | None, Counter[str]]]:
        """By name, firms in no known district last."""
        return sorted(self.districts.items(), key=lambda row: (row[0] is None, row[0] or ""))

    def size_rows(self) -> list[tuple[SizeClass, Counter[str]]]:
        return [(size, self.sizes[size]) for size in SizeClass if size in self.sizes]


def movement_figures(counts: Iterable[Any]) -> MovementFigures:
    """``counts`` as crm.services.movements counts them."""
    figures = MovementFigures()
    for row in counts:
        kind = Movement(row.kind)
        size = size_of(row)
        figures.city[kind.value] += row.firms
        figures.sizes.setdefault(size, Counter())[kind.value] += row.firms
        for district, column in _columns(kind, row):
            figures.districts.setdefault(district, Counter())[column] += row.firms
    return figures


def _columns(kind: Movement, row: Any) -> list[tuple[str | None, str]]:
    """Which district counts it in which column; who changes the district is counted in both."""
    if kind is Movement.BEGUN:
        return [(row.district_to, BEGUN)]
    if kind is Movement.ENDED:
        return [(row.district_from, ENDED)]
    if row.district_to == row.district_from:
        return [(row.district_to, WITHIN)]
    return [(row.district_to, HERE), (row.district_from, AWAY)]
