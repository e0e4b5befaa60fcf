"""A4 as the city prints: upright or across by width, titles repeated, pages numbered."""

from xlsxwriter.worksheet import Worksheet

from reports.writers import styles
from reports.writers.book import Book, Page
from reports.writers.grid import HEAD, Grid

A4 = 9
CENTIMETRE = 1 / 2.54
LEFT, RIGHT, TOP, BOTTOM = 2.0, 1.5, 2.0, 2.0
ROWS_BESIDE_A_PICTURE = 16
PAPER_PIXELS = {False: 570, True: 850}
"""What A4 takes between the margins, upright and across. LibreOffice draws wider than Excel."""


def table(book: Book, page: Page, sheet: Worksheet, picture: int, bottom: int, pixels: int) -> None:
    """``picture`` is the row where the sheet's chart or map begins; its end where it has none."""
    landscape = _is_landscape(page)
    common(book, sheet, landscape)
    sheet.repeat_rows(HEAD)
    if bottom > picture:
        _keep_whole(page, sheet, picture, pixels, landscape)
    if page.sheet.lines:
        sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, bottom, Grid(page).right)


def _is_landscape(page: Page) -> bool:
    """What is at a glance is one upright page, however small."""
    across = sum(styles.width(column) for column in page.columns)
    is_long = len(page.names) > styles.LONG and not page.sheet.chart
    most = styles.LONG_PORTRAIT_WIDTH if is_long else styles.PORTRAIT_WIDTH
    return across > most and not page.sheet.lines


def _keep_whole(page: Page, sheet: Worksheet, picture: int, pixels: int, landscape: bool) -> None:
    """A chart or map is never cut: it shares its table's page, or below a long one has its own.

    By scale, not by fitting to a width: there, Excel takes no notice of page breaks.
    """
    if len(page.names) <= ROWS_BESIDE_A_PICTURE:
        sheet.fit_to_pages(1, 1)
        return
    sheet.set_print_scale(min(100, PAPER_PIXELS[landscape] * 100 // pixels))
    sheet.set_h_pagebreaks([picture])


def paper(sheet: Worksheet, landscape: bool = False) -> None:
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    left, right, top, bottom = (n * CENTIMETRE for n in (LEFT, RIGHT, TOP, BOTTOM))
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
