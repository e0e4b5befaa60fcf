"""The table of an XLSX, XLS or ODS workbook: the first visible sheet whose header fits."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)  # fmt: skip

from crm.enums import N_
from crm.errors import DomainError
from crm.register.reading import limits
from crm.register.reading.header import HEADER_WITHIN, header_of
from crm.register.reading.layout import Layout
from crm.register.reading.open_document import check_content
from crm.register.reading.row import RawRow, row_of
from crm.register.reading.typed import CONTROL, as_text, left_out
from crm.register.source import Source
from crm.rules import Problem

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PANIC = "PanicException"
"""Of the library's Rust; no class that could be imported."""
MOST_RANGES = 10


class Workbook:
    def __init__(self, path: Path, source: Source) -> None:
        book = opened(path)
        sheet, self._first, header = _sheet_that_fits(book, source)
        self._sheet = sheet
        self.layout = Layout(";", "utf-8-sig", header, workbook=True)
        self.lines = sheet.total_height
        self.notes = list(notes_of(book, sheet))

    def rows(self) -> Iterator[RawRow]:
        stripped = 0
        width = len(self.layout.header)
        for number, cells in numbered(self._sheet):
            if number <= self._first or not any(cells):
                continue
            clean = [CONTROL.sub("", cell) for cell in cells]
            stripped += sum(map(len, cells)) - sum(map(len, clean))
            yield row_of(number, clean + [""] * (width - len(clean)), self.layout)
        self.notes.extend(left_out(stripped))


def is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in (ZIP, OLE)


def opened(path: Path) -> CalamineWorkbook:
    limits.refuse_large(path)
    with _understood():
        with path.open("rb") as file:
            is_zip = file.read(4) == ZIP
        if is_zip:
            _check(path)
        return load_workbook(path)


_UNREADABLE = (
    CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ParseError,
    DefusedXmlException, EOFError, ValueError, zipfile.zlib.error,  # type: ignore[attr-defined]
)  # fmt: skip


def _check(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        limits.check_zip(archive)
        if archive.testzip():
            raise DomainError(limits.BROKEN)
        for name in archive.namelist():
            with archive.open(name) as entry:
                if name == "content.xml":
                    check_content(entry)
                else:
                    limits.check_entry(entry, is_xml=name.endswith(".xml"))


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except DomainError:
        raise
    except PasswordError:
        raise DomainError(limits.ENCRYPTED) from None
    except _UNREADABLE:
        raise DomainError(limits.BROKEN) from None
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise DomainError(limits.BROKEN) from None


def _sheet_that_fits(
    book: CalamineWorkbook, source: Source
) -> tuple[CalamineSheet, int, list[str]]:
    """DomainError says what the first visible sheet lacks when none fits."""
    problem = None
    for sheet in visible_sheets(book):
        for number, cells in islice(numbered(sheet), HEADER_WITHIN):
            if len(source.needed & {cell.strip() for cell in cells}) < 2:
                continue
            try:
                return sheet, number, header_of(_trimmed(cells), source)
            except DomainError as error:
                problem = problem or error
    message = N_("No visible sheet of the workbook has a header of %(source)s.")
    raise problem or DomainError(message, source=source.title)


def visible_sheets(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for meta in book.sheets_metadata:
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet:
            yield sheet_named(book, meta.name)


def sheet_named(book: CalamineWorkbook, name: str) -> CalamineSheet:
    with _understood():
        sheet = book.get_sheet_by_name(name)
    limits.refuse_wide(sheet.total_height, sheet.total_width)
    return sheet


def numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [as_text(cell) for cell in cells]


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end, but for one column that a publisher left nameless."""
    last = max(place for place, cell in enumerate(cells) if cell.strip())
    return cells[: last + 2]


def notes_of(book: CalamineWorkbook, sheet: CalamineSheet) -> Iterator[Problem]:
    visible = [m for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    hidden = [m.name for m in book.sheets_metadata if m not in visible]
    yield Problem("", N_("Read was the sheet “%(name)s”."), {"name": sheet.name})
    if hidden:
        message = N_("Not read were hidden sheets: %(names)s.")
        yield Problem("", message, {"names": ", ".join(hidden)})
    if sheet.merged_cell_ranges:
        message = N_("Merged cells say what they say in their first cell only: %(ranges)s.")
        yield Problem("", message, {"ranges": _told(sheet.merged_cell_ranges)})


Place = tuple[int, int]


def _told(ranges: Sequence[tuple[Place, Place]]) -> str:
    named = [f"{cell_name(*first)}:{cell_name(*last)}" for first, last in ranges[:MOST_RANGES]]
    return ", ".join([*named, "…"] if len(ranges) > MOST_RANGES else named)


def cell_name(row: int, column: int) -> str:
    """(0, 27) is AB1."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
