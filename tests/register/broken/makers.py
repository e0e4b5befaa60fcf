"""Files that are no register, each made on the spot."""

import io
import zipfile
from collections.abc import Collection, Mapping, Sequence

import xlsxwriter

from tests.register.conftest import BAKERY

HEADER, ROW = list(BAKERY), list(BAKERY.values())
NEVER_RECKONED = "=1+1"
"""A formula whose result nobody has stored."""
SHEET = "xl/worksheets/sheet1.xml"


def csv_of(header: list[str] = HEADER, row: list[str] = ROW, delimiter: str = ";") -> str:
    return f"{delimiter.join(header)}\n{delimiter.join(row)}\n"


def workbook(
    *rows: Sequence[str | float],
    hidden: bool = False,
    hidden_rows: Collection[int] = (),
    hidden_columns: str = "",
) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        if hidden:
            book.add_worksheet("Deckblatt")
        sheet = book.add_worksheet("Firmen")
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write = sheet.write_number if isinstance(cell, float) else sheet.write_string
                if cell == NEVER_RECKONED:
                    sheet.write_formula(number, column, NEVER_RECKONED, value="")
                else:
                    write(number, column, cell)
        for number in hidden_rows:
            sheet.set_row(number - 1, None, None, {"hidden": True})
        if hidden_columns:
            sheet.set_column(hidden_columns, None, None, {"hidden": True})
        if hidden:
            sheet.hide()
    return file.getvalue()


def unpacked(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_sheet(old: bytes, new: bytes) -> bytes:
    entries = unpacked(workbook(HEADER, ROW))
    assert old in entries[SHEET]
    return packed(entries | {SHEET: entries[SHEET].replace(old, new, 1)})


def with_entry(name: str, content: bytes) -> bytes:
    return packed(unpacked(workbook(HEADER, ROW)) | {name: content})
