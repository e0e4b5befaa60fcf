"""The map beneath a table of districts, and the city's arms on the cover."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
import shapely
from openpyxl import load_workbook
from pandas import DataFrame
from PIL import Image, ImageColor

from reports.report import WITHHELD, Column, Kind, Map, Sheet
from reports.writers import excel
from reports.writers.book import Book, Page
from reports.writers.map_key import shade
from reports.writers.map_picture import drawn
from reports.writers.styles import MAP_SCALE, PAPER
from tests.reports.writers.conftest import no_rows

MAP = Map("Quote nach Stadtteilen", "Karte: je dunkler, desto öfter", "rate")
SHEET = Sheet(
    "district",
    "Nach Stadtteil",
    "Kontakte nach Stadtteilen",
    "Wo?",
    (Column("district", "Nummer", Kind.CODE), Column("rate", "Quote", Kind.SHARE)),
    no_rows,
    map=MAP,
)
OUTLINES = {f"0{n}": shapely.box(n * 0.1, 52, n * 0.1 + 0.1, 52.1) for n in range(4)}
HOLE = shapely.box(0.34, 52.04, 0.36, 52.06)
RATES = [0.0, 0.5, WITHHELD]
"""Of the fourth district, which has a hole, the table has no row."""


@pytest.fixture
def mapped(book: Book) -> Book:
    frame = DataFrame({"district": ["00", "01", "02"], "rate": RATES})
    page = Page(SHEET, frame, ("00", "01", "02"))
    outlines = OUTLINES | {"03": OUTLINES["03"].difference(HOLE)}
    return replace(book, pages=(*book.pages, page), outlines=outlines)


def test_the_lowest_share_is_lightest_and_the_highest_darkest(mapped: Book) -> None:
    picture = drawn(mapped, mapped.page("district"), MAP)
    lowest, highest, withheld, none = (colours(picture, n) for n in range(4))
    assert lowest == {ImageColor.getrgb(MAP_SCALE[0])}
    assert highest == {ImageColor.getrgb(MAP_SCALE[-1])}
    assert len(withheld) > 1, "hatched"
    assert len(none) > 1, "hatched"


def test_withheld_and_lacking_districts_show_nothing_of_a_share(mapped: Book) -> None:
    page = mapped.page("district")
    other = replace(page, frame=page.frame.assign(rate=[0.0, 0.5, None]))
    picture, told = drawn(mapped, page, MAP), drawn(mapped, other, MAP)
    assert colours(picture, 2) != colours(told, 2)
    assert colours(picture, 3) == colours(told, 3)


def test_a_hole_in_a_district_stays_paper(mapped: Book) -> None:
    page = mapped.page("district")
    page = replace(page, frame=page.frame.assign(district=["00", "01", "03"], rate=[0.0, 0.2, 0.4]))
    page = replace(page, names=("00", "01", "03"))
    picture = drawn(mapped, page, MAP)
    width = picture.width
    middle = (int(width * 0.875), int(width * 0.203))
    assert picture.getpixel(middle) == ImageColor.getrgb(PAPER)


def test_shades_between_two_steps() -> None:
    assert shade(0) == MAP_SCALE[0].lower()
    assert shade(0.2) == MAP_SCALE[1].lower()
    assert shade(1) == MAP_SCALE[-1].lower()
    assert MAP_SCALE[0].lower() > shade(0.1) > MAP_SCALE[1].lower()


def test_the_map_has_a_title_a_text_for_those_who_see_none_and_a_size(mapped: Book) -> None:
    content = written(mapped)
    with ZipFile(BytesIO(content)) as parts:
        drawings = [parts.read(n).decode() for n in parts.namelist() if "drawings/drawing" in n]
        images = [n for n in parts.namelist() if n.startswith("xl/media/")]
    assert len(images) == 1
    assert any('descr="Karte: je dunkler, desto öfter"' in drawing for drawing in drawings)
    sheet = load_workbook(BytesIO(content))["Nach Stadtteil"]
    (picture,) = sheet._images
    above = sheet.cell(picture.anchor._from.row, 1)
    assert above.value == "Quote nach Stadtteilen"
    last = int(re.findall(r"\d+", sheet.print_area)[-1])
    assert picture.anchor.to.row < last, "it is printed whole"


def test_without_outlines_the_table_stands_alone(mapped: Book) -> None:
    with ZipFile(BytesIO(written(replace(mapped, outlines={})))) as parts:
        assert not [name for name in parts.namelist() if name.startswith("xl/media/")]


def arms(size: tuple[int, int]) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "#aa0000").save(target, "JPEG", dpi=(300, 300))
    return target.getvalue()


@pytest.mark.parametrize("size", [(900, 600), (60, 400), (10, 10)])
def test_the_arms_fit_on_the_cover(book: Book, size: tuple[int, int]) -> None:
    content = written(replace(book, arms=arms(size)))
    with ZipFile(BytesIO(content)) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Wappen von Stadt &amp; Land"' in drawing
    (across, down) = map(int, re.findall(r'<a:ext cx="(\d+)" cy="(\d+)"', drawing)[0])
    assert across < 151 * 9525
    assert down < 171 * 9525
    assert across / down == pytest.approx(size[0] / size[1], rel=0.05)


def written(book: Book) -> bytes:
    target = BytesIO()
    excel.write(book, target)
    return target.getvalue()


def colours(picture: Image.Image, number: int) -> set[tuple[int, ...]]:
    """In the left lower part of the district, beside its number and its edge."""
    side = picture.width / 4
    box = (side * (number + 0.1), side * 0.7, side * (number + 0.35), side * 0.9)
    return set(_pixels(picture.crop(tuple(map(int, box)))))  # type: ignore[arg-type]


def _pixels(picture: Image.Image) -> Iterator[tuple[int, ...]]:
    for y in range(picture.height):
        for x in range(picture.width):
            yield picture.getpixel((x, y))  # type: ignore[misc]
