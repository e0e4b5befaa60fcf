"""A workbook (XLSX, XLS, ODS) opened within bounds, whatever its name says it is."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

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

from crm.errors import DomainError
from crm.register.reading import limits
from crm.register.reading.open_document import check_content
from crm.register.reading.typed import as_text
from crm.register.reading.unseen import Unseen
from crm.register.reading.unseen_sheet import unseen_in_sheet
from crm.register.reading.unseen_table import unseen_in_table

CONTENT = "content.xml"
"""Of OpenDocument."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PANIC = "PanicException"
"""Of the library's Rust; no class that could be imported."""
_UNREADABLE = (
    CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ParseError,
    DefusedXmlException, EOFError, KeyError, ValueError, zipfile.zlib.error,  # type: ignore[attr-defined]
)  # fmt: skip


def is_workbook(path: Path) -> bool:
    return _begins(path) in (ZIP, OLE)


def is_zip(path: Path) -> bool:
    return _begins(path) == ZIP


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def opened(path: Path) -> CalamineWorkbook:
    limits.refuse_large(path)
    with understood():
        if is_zip(path):
            _check(path)
        try:
            with path.open("rb") as file:
                return CalamineWorkbook.from_filelike(file)
        except CalamineError:
            if not is_zip(path):
                _refuse_locked(path)
            raise


def _refuse_locked(path: Path) -> None:
    """The library tells so only of a file by the name that its kind usually has."""
    with TemporaryDirectory() as folder:
        for suffix in (".xls", ".xlsx"):
            try:
                load_workbook(copyfile(path, Path(folder) / f"book{suffix}"))
            except PasswordError:
                raise
            except CalamineError:
                continue


def _check(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        limits.check_zip(archive)
        if archive.testzip():
            raise DomainError(limits.BROKEN)
        for name in archive.namelist():
            with archive.open(name) as entry:
                if name == CONTENT:
                    check_content(entry)
                else:
                    limits.check_entry(entry, is_xml=name.endswith(".xml"))


@contextmanager
def understood() -> Iterator[None]:
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


def visible_sheets(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for meta in book.sheets_metadata:
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet:
            yield sheet_named(book, meta.name)


def sheet_named(book: CalamineWorkbook, name: str) -> CalamineSheet:
    with understood():
        sheet = book.get_sheet_by_name(name)
    limits.refuse_wide(sheet.total_height, sheet.total_width)
    return sheet


def unseen_in(path: Path, sheet: str) -> Unseen:
    """Of old Excel (XLS) nobody tells."""
    if not is_zip(path):
        return Unseen()
    with understood(), zipfile.ZipFile(path) as archive:
        if CONTENT not in archive.namelist():
            return unseen_in_sheet(archive, sheet)
        with archive.open(CONTENT) as content:
            return unseen_in_table(content, sheet)


def numbered(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [as_text(cell) for cell in cells]
