"""A sheet's map: districts in the shades of a column, drawn without a browser."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from xlsxwriter.worksheet import Worksheet

from reports.report import WITHHELD, Map
from reports.writers import charts, styles
from reports.writers.book import Book, Page
from reports.writers.map_key import HEIGHT, Key, draw_key, font, ink_on, shade
from reports.writers.map_shapes import Letters, Shapes, striped
from reports.writers.styles import Styles

WIDTH, TALLEST = 620, 640
"""Pixels on the sheet."""
SHARP, FINER = 2, 4
"""Times as many in the picture, and while it is drawn: made smaller, edges become smooth."""
INCH = 96
COLOURS = 128
"""Enough for the shades and smooth edges, in a third of the bytes."""
NUMBER = 10


def insert_below(book: Book, page: Page, sheet: Worksheet, style: Styles, row: int) -> int:
    """The sheet's map under its title; returns the row below it."""
    declared = page.sheet.map
    if not declared or not book.outlines:
        return row
    row += 1  # apart from the head that is repeated above
    sheet.write_string(row, 0, declared.title, style.get(**styles.CHART_TITLE_LOOK))
    content = BytesIO()
    picture = drawn(book, page, declared).quantize(COLOURS)
    picture.save(content, "PNG", optimize=True, dpi=(SHARP * INCH, SHARP * INCH))
    options = {"image_data": content, "description": declared.description, "object_position": 1}
    sheet.insert_image(row + 1, 0, f"{page.sheet.key}.png", options)
    return row + 2 + picture.height // SHARP // charts.ROW_PIXELS + 1


@dataclass(frozen=True)
class Shares:
    """A column by district, WITHHELD among them; None where there is nothing to say."""

    of: Mapping[str, Any]

    @property
    def known(self) -> list[float]:
        return [value for value in self.of.values() if value is not None and value != WITHHELD]

    @property
    def ends(self) -> tuple[float, float]:
        return min([*self.known, 0.0]), max([*self.known, 0.01])

    def at(self, name: str) -> float | None:
        """From 0 for the lowest to 1."""
        value, (low, high) = self.of.get(name), self.ends
        return None if value is None or value == WITHHELD else (value - low) / (high - low)


def drawn(book: Book, page: Page, declared: Map) -> Image.Image:
    """Districts without a value, and those of which the table has no row, are hatched."""
    shares = Shares({name: value for name, value in _values(page, declared) if value == value})
    shapes = Shapes(book.outlines, WIDTH * FINER, TALLEST * FINER)
    key = Key(shares.ends, WITHHELD in shares.of.values(), _lacks(book, shares), book.words)
    size = (WIDTH * FINER, shapes.height + HEIGHT * FINER)
    picture = Image.new("RGB", size, styles.PAPER)
    _districts(picture, shapes, shares)
    draw_key(picture, key, shapes.height, FINER)
    return picture.resize((WIDTH * SHARP, size[1] * SHARP // FINER), Image.Resampling.LANCZOS)


def _values(page: Page, declared: Map) -> Iterator[tuple[str, Any]]:
    for name, row in zip(page.names, page.rows(), strict=True):
        yield name, page.worked_out(row)[declared.column]


def _lacks(book: Book, shares: Shares) -> bool:
    return any(shares.of.get(name) is None for name in book.outlines)


def _districts(picture: Image.Image, shapes: Shapes, shares: Shares) -> None:
    pen = ImageDraw.Draw(picture)
    hatched = partial(striped, picture.size, styles.PAPER, apart=6 * FINER)
    withheld, nothing = hatched(styles.GREY_LINE), hatched(styles.GREY_LIGHT)
    for name in shapes.outlines:
        at = shares.at(name)
        missing = withheld if shares.of.get(name) == WITHHELD else nothing
        shapes.fill(picture, name, missing if at is None else shade(at))
    for name in shapes.outlines:
        shapes.edge(pen, name, styles.PAPER, 2 * FINER)
    for name in shapes.outlines:
        if shares.at(name) is None:
            shapes.edge(pen, name, styles.GREY_LINE, FINER)
    for name in shapes.outlines:
        shapes.write(pen, name, _letters(shares.at(name)))


def _letters(at: float | None) -> Letters:
    halo = 2 * FINER if at is None else 0
    return Letters(font(NUMBER * FINER), ink_on(at), halo, styles.PAPER)
