"""Withheld cells of a published table, filled so that rows and columns add up."""

from collections.abc import Iterator, Mapping

Cell = tuple[str, str]
"""(row, column)"""


def fill(rows: Mapping[str, int], columns: Mapping[str, int], cells: list[Cell]) -> dict[Cell, int]:
    """``rows`` and ``columns`` are what the withheld cells must add up to.

    Each cell gets at least 1 (zeros are printed), and the largest is as small as possible:
    whatever is confidential is small. ValueError when the table contradicts itself.
    """
    for most in range(1, max(rows.values(), default=0) + 1):
        found = _Flow(rows, columns, cells, most).solution()
        if found is not None:
            return found
    raise ValueError("The published table contradicts itself.")


class _Flow:
    """From rows to columns: each cell carries 1 to ``most``."""

    def __init__(
        self, rows: Mapping[str, int], columns: Mapping[str, int], cells: list[Cell], most: int
    ) -> None:
        self.most = most
        self.cells = dict.fromkeys(cells, 1)
        self.rows, self.columns = dict(rows), dict(columns)
        for row, column in cells:
            self.rows[row] -= 1
            self.columns[column] -= 1

    def solution(self) -> dict[Cell, int] | None:
        if min([*self.rows.values(), *self.columns.values()], default=0) < 0:
            return None
        for row, left in self.rows.items():
            if not all(self._place(row, set()) for _unit in range(left)):
                return None
        return None if any(self.columns.values()) else self.cells

    def _place(self, row: str, seen: set[str]) -> bool:
        """One more in this row, if need be by moving another row's unit to another column."""
        for column in self._columns_with_room(row):
            if column not in seen:
                seen.add(column)
                if self._take(row, column) or self._push_out(row, column, seen):
                    return True
        return False

    def _columns_with_room(self, row: str) -> Iterator[str]:
        here = [cell for cell, count in self.cells.items() if count < self.most]
        return (column for name, column in here if name == row)

    def _take(self, row: str, column: str) -> bool:
        if not self.columns[column]:
            return False
        self.columns[column] -= 1
        self.cells[row, column] += 1
        return True

    def _push_out(self, row: str, column: str, seen: set[str]) -> bool:
        """Takes a unit from another row of the column, which finds a place elsewhere."""
        others = [name for name, where in self.cells if where == column and name != row]
        for other in others:
            if self.cells[other, column] > 1 and self._place(other, seen):
                self.cells[other, column] -= 1
                self.cells[row, column] += 1
                return True
        return False
