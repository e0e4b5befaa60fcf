"""How large a workbook may be, looked at before anything of it is unfolded into memory."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from crm.enums import N_
from crm.errors import DomainError

BYTES = 100 << 20
ENTRIES = 1_000
UNFOLDED = 512 << 20
RATIO = 100
"""Times that one entry may be larger than it is packed, beyond the first megabyte."""
COLUMNS = 256
CELLS = 10_000_000
"""Rows times columns, empty cells within them too: about 500 MB while it is read."""
BLOCK = 1 << 20
BOOKS = ("xl/", "content.xml")
MANIFEST, LOCKED = "META-INF/manifest.xml", b"encryption-data"
"""Of OpenDocument, which names there what it has locked."""

TOO_LARGE = N_("The workbook is too large. Save the table as CSV (UTF-8) and read that.")
BROKEN = N_("The workbook is damaged. Open it in a spreadsheet and save it anew.")
BINARY = N_("This is a binary workbook (XLSB). Save it as XLSX or CSV (UTF-8) first.")
NO_WORKBOOK = N_(
    "This archive holds no workbook. Save the table as XLSX or CSV (UTF-8) and read that."
)
ENCRYPTED = N_("The workbook is protected by a password. Save it without one first.")
CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
PLACE = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*\s)?r=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^<>]*\s)?r=[\"'](\d+)[\"']")

ROW_ENDS = (b"</row>", b":row>")


def refuse_large(path: Path) -> None:
    if path.stat().st_size > BYTES:
        raise DomainError(TOO_LARGE)


def check_zip(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise DomainError(ENCRYPTED)
    names = [entry.filename for entry in entries]
    if "xl/workbook.bin" in names:
        raise DomainError(BINARY)
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise DomainError(BROKEN)
    large = sum(entry.file_size for entry in entries) > UNFOLDED
    if large or len(entries) > ENTRIES or any(_is_bomb(entry) for entry in entries):
        raise DomainError(TOO_LARGE)
    if not any(name.lower().startswith(BOOKS) for name in names):
        raise DomainError(NO_WORKBOOK)
    if MANIFEST in names and LOCKED in archive.read(MANIFEST):
        raise DomainError(ENCRYPTED)


def check_entry(sheet: IO[bytes], *, is_xml: bool) -> None:
    """Where its cells stand: memory is taken for all that lies between the first and the last."""
    lowest, rightmost = 0, 0
    for part in parts(sheet):
        if is_xml and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise DomainError(BROKEN)
        places = PLACE.findall(part)
        if len(places) < len(CELL.findall(part)):
            raise DomainError(BROKEN)
        lowest = max([lowest, *(int(row) for _column, row in places), *map(int, ROW.findall(part))])
        rightmost = max([rightmost, *map(column_number, {column for column, _row in places})])
        refuse_wide(lowest, rightmost)


def refuse_wide(rows: int, columns: int) -> None:
    if columns > COLUMNS or rows * columns > CELLS:
        raise DomainError(TOO_LARGE)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > BLOCK and entry.file_size > RATIO * max(entry.compress_size, 1)


def parts(sheet: IO[bytes]) -> Iterator[bytes]:
    """In pieces that end with a row, or at least with a tag."""
    rest = b""
    while block := sheet.read(BLOCK):
        rest += block
        end = max(rest.rfind(mark) + len(mark) for mark in ROW_ENDS)
        if end >= len(b"</row>"):
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > 8 * BLOCK:
            end = rest.rfind(b">") + 1 or len(rest)
            yield rest[:end]
            rest = rest[end:]
    yield rest


def column_number(column: bytes) -> int:
    """AB is 28."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
