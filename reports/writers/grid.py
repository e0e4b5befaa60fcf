"""Where on its sheet each printed value stands, so that formulas and charts can point at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from reports.report import TOTAL, Column
from reports.writers.book import Page
from reports.writers.styles import NOTHING

TITLE, LEAD, BACK, HEAD = 0, 1, 2, 4
FIRST = HEAD + 1


@dataclass(frozen=True)
class Grid:
    page: Page

    @cached_property
    def columns(self) -> dict[str, int]:
        return {column.key: number for number, column in enumerate(self.page.columns)}

    @property
    def last(self) -> int:
        """The last row of the table, without the total; an empty table keeps an empty row."""
        return FIRST + max(len(self.page.names), 1) - 1

    @property
    def total(self) -> int:
        return self.last + 1

    @property
    def end(self) -> int:
        """The last printed row."""
        return self.total if self.page.total else self.last

    @property
    def right(self) -> int:
        return len(self.page.columns) - 1

    @property
    def frozen(self) -> int:
        """How many columns stay in sight: those that say what a row is."""
        return sum(column.kind.is_text for column in self.page.columns[:2])

    def row(self, name: str) -> int:
        return self.total if name == TOTAL else FIRST + self.page.names.index(name)

    def cell(self, row: int, column: str) -> str:
        return str(xl_rowcol_to_cell(row, self.columns[column]))

    def down(self, column: str) -> str:
        """The column's cells within the table."""
        number = self.columns[column]
        top, bottom = xl_rowcol_to_cell(FIRST, number), xl_rowcol_to_cell(self.last, number)
        return f"{top}:{bottom}"

    def address(self, name: str, column: str) -> str:
        """A cell as another sheet names it."""
        at = xl_rowcol_to_cell(self.row(name), self.columns[column], True, True)
        return f"{self.sheet}!{at}"

    def ranges(self, column: str, rows: Iterable[str]) -> str:
        """The column's cells in these rows; one range where nothing is left out between them."""
        number = self.columns[column]
        found: list[list[int]] = []
        for row in map(self.row, rows):
            if found and found[-1][1] == row - 1:
                found[-1][1] = row
            else:
                found.append([row, row])
        told = [f"{self.sheet}!{xl_range_abs(top, number, end, number)}" for top, end in found]
        return f"={told[0]}" if len(told) == 1 else f"=({','.join(told)})"

    def head(self, column: str) -> str:
        return f"={self.sheet}!{xl_rowcol_to_cell(HEAD, self.columns[column], True, True)}"

    @property
    def sheet(self) -> str:
        return str(quote_sheetname(self.page.sheet.tab))

    def formula(self, column: Column, row: int) -> str:
        """The column's ratio over the counts printed in this row; NOTHING where it has none."""
        ratio = column.ratio
        assert ratio
        below = self.total if ratio.under_total else row
        over = "+".join(self.cell(row, key) for key in ratio.over)
        under = "+".join(self.cell(below, key) for key in ratio.under)
        over = f"({over})" if len(ratio.over) > 1 else over
        under = f"({under})" if len(ratio.under) > 1 else under
        return f'=IFERROR({over}/{under},"{NOTHING}")'
