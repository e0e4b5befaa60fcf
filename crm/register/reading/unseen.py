"""What the values of a workbook's sheet do not show: what is hidden, formulas without a result."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crm.enums import N_
from crm.errors import DomainError

MOST_FORMULAS = 100_000
"""Without a result; they are kept in memory, and nobody mends them one by one."""
NO_RESULTS = N_(
    "The workbook has formulas without a result. Open it in a spreadsheet and save it anew."
)
NO_RESULT = N_(
    "The result of the formula in %(cell)s is not stored. Open the file in a spreadsheet program"
    " and save it there."
)
Place = tuple[int, int]
"""Row and column, from 0."""


@dataclass
class Unseen:
    rows: list[range] = field(default_factory=list)
    """Hidden ones, from 1."""
    columns: list[range] = field(default_factory=list)
    """Hidden ones, from 0."""
    formulas: dict[int, list[int]] = field(default_factory=dict)
    """Those without a result: row, from 1 -> columns, from 0."""
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    """The ranges, where the library that reads the values does not know them."""
    _count: int = 0

    def hide_rows(self, rows: range) -> None:
        _append(self.rows, rows)

    def hide_columns(self, columns: range) -> None:
        _append(self.columns, columns)

    def miss(self, row: int, column: int) -> None:
        """DomainError when there is no end of it."""
        self._count += 1
        if self._count > MOST_FORMULAS:
            raise DomainError(NO_RESULTS)
        self.formulas.setdefault(row, []).append(column)

    def places(self) -> Iterator[Place]:
        """Of the formulas."""
        return ((row - 1, column) for row in sorted(self.formulas) for column in self.formulas[row])


def _append(ranges: list[range], new: range) -> None:
    if ranges and ranges[-1].stop == new.start:
        new = range(ranges.pop().start, new.stop)
    ranges.append(new)


def cell_name(row: int, column: int) -> str:
    """(0, 27) is AB1."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """27 is AB."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def within(ranges: Sequence[range], end: int) -> list[range]:
    """Only what lies before ``end``."""
    return [range(one.start, min(one.stop, end)) for one in ranges if one.start < end]


def named(ranges: Sequence[range], name: Callable[[int], str]) -> list[str]:
    """5, 6, 7 and 9: „5–7“, „9“."""
    return [
        name(one.start) if len(one) == 1 else f"{name(one.start)}–{name(one[-1])}" for one in ranges
    ]
