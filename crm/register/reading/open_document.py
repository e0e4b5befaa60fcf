"""How far the tables of an OpenDocument spreadsheet reach, repeated cells counted as often."""

from typing import IO, Any

from defusedxml.ElementTree import iterparse

from crm.register.reading.limits import refuse_wide

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def check_content(content: IO[bytes]) -> None:
    """Empty rows and cells at the end count for nothing, as nobody keeps them."""
    rows = lowest = rightmost = 0
    for _event, element in iterparse(content, forbid_dtd=True):
        if element.tag == f"{TABLE}table":
            rows = lowest = rightmost = 0
        if element.tag != f"{TABLE}table-row":
            continue
        rows += int(element.get(f"{TABLE}number-rows-repeated", "1"))
        width = _width(element)
        if width:
            lowest, rightmost = rows, max(rightmost, width)
        refuse_wide(lowest, rightmost)
        element.clear()


def _width(row: Any) -> int:
    width = filled = 0
    for cell in row:
        if cell.tag in CELLS:
            width += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            filled = width if len(cell) or len(cell.attrib) > 2 else filled
    return filled
