"""Workbooks of Excel 97 (BIFF8 in an OLE container), record by record: no library writes them."""

import struct
from collections.abc import Sequence

SECTOR, SMALLEST, IN_ONE_TABLE = 512, 4096, 128
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ROOT, STREAM = 5, 2
GLOBALS, WORKSHEET = 0x05, 0x10
NAME = "Firmen"


def old_workbook(*rows: Sequence[str | float], locked: bool = False) -> bytes:
    cells = (_cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row))
    sheet = _begin(WORKSHEET) + b"".join(cells) + _record(0x0A)
    before = len(_globals(0, locked=locked))
    return container(Workbook=_globals(before, locked=locked) + sheet)


def locked_workbook() -> bytes:
    """As Excel locks XLSX."""
    return container(EncryptionInfo=b"\4\0\4\0", EncryptedPackage=bytes(100))


def container(**streams: bytes) -> bytes:
    """Its first sector says which follow on which, its second what the streams are called."""
    chain, body, entries = [TABLE, END], b"", []
    for place, (name, content) in enumerate(streams.items(), start=1):
        content = content.ljust(SMALLEST, b"\0") + bytes(-max(len(content), SMALLEST) % SECTOR)
        start, sectors = len(chain), len(content) // SECTOR
        chain += [*range(start + 1, start + sectors), END]
        following = place + 1 if place < len(streams) else FREE
        entries.append(_entry(name, STREAM, start, len(content), following=following))
        body += content
    assert len(chain) <= IN_ONE_TABLE
    chain += [FREE] * (IN_ONE_TABLE - len(chain))
    directory = b"".join([_entry("Root Entry", ROOT, END, 0, first=1), *entries])
    table = struct.pack(f"<{IN_ONE_TABLE}I", *chain)
    return _head() + table + directory.ljust(SECTOR, b"\0") + body


def _head() -> bytes:
    version = struct.pack("<16x5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<10I", 0, 1, 1, 0, SMALLEST, END, 0, END, 0, 0)
    return SIGNATURE + version + places + struct.pack("<108I", *[FREE] * 108)


def _entry(
    name: str, kind: int, start: int, size: int, *, following: int = FREE, first: int = FREE
) -> bytes:
    words = name.encode("utf-16-le")
    tree = struct.pack("<HBB3I", len(words) + 2, kind, 1, FREE, following, first)
    return words.ljust(64, b"\0") + tree + struct.pack("<16xI16xIQ", 0, start, size)


def _globals(sheet_at: int, *, locked: bool) -> bytes:
    lock = _record(0x2F, struct.pack("<HHH48x", 1, 1, 1)) if locked else b""
    named = struct.pack("<IBBBB", sheet_at, 0, 0, len(NAME), 0) + NAME.encode()
    unicode = _record(0x42, struct.pack("<H", 1200))
    return _begin(GLOBALS) + lock + unicode + _record(0x85, named) + _record(0x0A)


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return _record(0x204, place + struct.pack("<HB", len(value), 1) + text)
    return _record(0x203, place + struct.pack("<d", value))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
