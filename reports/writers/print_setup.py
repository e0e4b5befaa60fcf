"""A4 as the city prints: upright or across by width, titles repeated, pages numbered."""

from xlsxwriter.worksheet import Worksheet

from reports.writers import styles
from reports.writers.book import Book, Page
from reports.writers.grid import HEAD, Grid

A4 = 9
CENTIMETRE = 1 / 2.54


def table(book: Book, page: Page, sheet: Worksheet, bottom: int) -> None:
    across = sum(styles.width(column) for column in page.columns)
    common(book, sheet, landscape=across > styles.PORTRAIT_WIDTH)
    sheet.repeat_rows(HEAD)
    if page.sheet.chart:
        sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, bottom, Grid(page).right)


def paper(sheet: Worksheet, landscape: bool = False) -> None:
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    left, right, top, bottom = (n * CENTIMETRE for n in (2.0, 1.5, 2.0, 2.0))
    sheet.set_margins(left, right, top, bottom)


def common(book: Book, sheet: Worksheet, landscape: bool = False) -> None:
    paper(sheet, landscape)
    small = f'&"{styles.FONT},Regular"&9&K{styles.GREY[1:]}'
    place = _plain(f"{book.city} · {book.office}")
    sheet.set_header(f"&L{small}{place}&R{small}{_plain(book.title)}")
    pages = _plain(book.words.page) % {"page": "&P", "pages": "&N"}
    sheet.set_footer(f"&L{small}{_plain(book.status)}&R{small}{pages}")


def _plain(text: str) -> str:
    """An ampersand begins a command in headers and footers, so it is doubled."""
    return text.replace("&", "&&")
