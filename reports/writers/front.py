"""The first two pages: what this is, and what is in it."""

from io import BytesIO

from PIL import Image, ImageOps
from xlsxwriter.worksheet import Worksheet

from reports.writers import print_setup, styles
from reports.writers.book import Book
from reports.writers.charts import CHARACTER_PIXELS
from reports.writers.map_picture import INCH, SHARP
from reports.writers.styles import Styles

LABELS, VALUES = 24, 58
"""Widths of the cover's two columns."""
TITLE = 34
ARMS = (150, 170)
"""Pixels at most, across and down."""
TALLEST = 409
"""Points; Excel has no taller rows."""


def write_cover(book: Book, sheet: Worksheet, style: Styles) -> None:
    """Read from the top: who, what, which days, what may be done with it, how it came about."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4, style.get(bg_color=styles.PETROL))
    sheet.set_column(1, 1, 5)
    sheet.set_column(2, 2, LABELS)
    sheet.set_column(3, 3, VALUES)
    lines = (
        (2, 24, book.city, style.get(font_size=15, bold=True, font_color=styles.PETROL)),
        (3, 20, book.office, style.get(font_size=13, font_color=styles.GREY)),
        (12, 28, book.subtitle, style.get(font_size=16, font_color=styles.INK)),
        (14, 24, book.remark, style.get(font_size=12, bold=True, font_color=styles.AMBER_DARK)),
        (15, 30, f"  {book.status}  ", style.get(font_size=13, bold=True, font_color=styles.PAPER,
                                                bg_color=styles.AMBER_DARK)),
    )  # fmt: skip
    for row, height, text, form in lines:
        sheet.set_row(row, height)
        sheet.write_string(row, 2, text, form)
    sheet.write_blank(15, 3, None, style.get(bg_color=styles.AMBER_DARK))
    _whole_lines(book, sheet, style)
    _arms(book, sheet)
    _facts(book, sheet, style, 18)
    print_setup.common(book, sheet)
    sheet.set_header("")
    sheet.set_footer("")
    sheet.print_area(0, 0, 44, 3)


def _arms(book: Book, sheet: Worksheet) -> None:
    """On the right above the title, as large as there is room."""
    if not book.arms:
        return
    with Image.open(BytesIO(book.arms)) as picture:
        small = ImageOps.contain(picture.convert("RGBA"), (ARMS[0] * SHARP, ARMS[1] * SHARP))
    content = BytesIO()
    small.save(content, "PNG", dpi=(SHARP * INCH, SHARP * INCH))
    options = {
        "image_data": content,
        "description": book.words.arms % {"city": book.city},
        "x_offset": VALUES * CHARACTER_PIXELS - small.width // SHARP,
        "object_position": 3,
    }
    sheet.insert_image(2, 3, "arms.png", options)


def _whole_lines(book: Book, sheet: Worksheet, style: Styles) -> None:
    """Title and question take the lines they need: beyond the edge nothing is printed."""
    across = LABELS + VALUES
    wrapped = {"text_wrap": True, "valign": "vcenter"}
    title = style.get(font_size=TITLE, bold=True, font_color=styles.PETROL_DARK, **wrapped)
    question = style.get(font_color=styles.GREY, **wrapped)
    sheet.set_row(11, 46 * styles.lines_large(book.title, across, TITLE))
    sheet.merge_range(11, 2, 11, 3, book.title, title)
    sheet.set_row(13, 9 + 15 * styles.lines_across(book.question, across - 4))
    sheet.merge_range(13, 2, 13, 3, book.question, question)


def _facts(book: Book, sheet: Worksheet, style: Styles, first: int) -> None:
    line = {"bottom": 1, "bottom_color": styles.GREY_LIGHT}
    label = style.get(font_color=styles.GREY, text_wrap=True, **line)
    value = style.get(text_wrap=True, **line)
    for row, (name, text) in enumerate(book.facts, first):
        lines = max(styles.lines_across(text, VALUES - 4), styles.lines_across(name, LABELS - 2))
        sheet.set_row(row, min(9 + 15 * lines, TALLEST))
        sheet.write_string(row, 2, name, label)
        sheet.write_string(row, 3, text, value)


def write_contents(book: Book, sheet: Worksheet, style: Styles) -> None:
    words = book.words
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 64)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, words.contents, style.title)
    sheet.write_string(1, 0, words.contents_lead, style.lead)
    line = {"bottom": 1, "bottom_color": styles.GREY_LIGHT}
    link = style.get(font_color=styles.PETROL, underline=1, bold=True, **line)
    lead = style.get(font_color=styles.GREY, text_wrap=True, **line)
    for row, (tab, text) in enumerate(entries(book), 3):
        sheet.set_row(row, 15.0 * styles.lines_across(text, 54) + 10)
        sheet.write_url(row, 0, f"internal:'{tab}'!A1", link, tab)
        sheet.write_string(row, 1, text, lead)
    print_setup.common(book, sheet)


def entries(book: Book) -> list[tuple[str, str]]:
    """Tab and what it shows, in the order of the sheets."""
    words = book.words
    return [
        (words.key_figures, words.key_figures_lead),
        *((page.sheet.tab, page.sheet.title) for page in book.pages),
        (words.method, words.method_lead),
    ]
