"""Where the rows of the sheet on a release's audit come from."""

from collections.abc import Collection

from pandas import DataFrame

from reports.protect.book_tables import counts
from reports.protect.number import Number
from reports.writers.book import Book


def by_sheet(book: Book, withheld: Collection[str], secret: frozenset[Number]) -> DataFrame:
    """``book`` has all its counts; ``withheld`` are names of numbers, ``secret`` the confidential
    ones among them.
    """
    rows = []
    for page in book.pages:
        shown = {column.key for column in page.columns}
        numbers = {
            table.number(cell.key)
            for table, cells in counts(page)
            for cell in cells
            if cell.column.key in shown
        }
        dots = {number for number in numbers if str(number) in withheld}
        rows.append((page.sheet.tab, len(numbers), len(dots & secret), len(dots - secret)))
    return DataFrame(rows, columns=["sheet", "numbers", "confidential", "besides"])
