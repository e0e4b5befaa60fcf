"""Whatever is given in is refused with a sentence, and nothing of it stays."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.errors import DomainError
from crm.models import ImportBatch, SourceRecord
from tests.register.broken.makers import (
    HEADER,
    ROW,
    csv_of,
    packed,
    with_entry,
    with_sheet,
    workbook,
)  # fmt: skip
from tests.register.conftest import Take

DAMAGED, LARGE = "The workbook is damaged.", "The workbook is too large."
EMPTY, NO_TEXT = "The file is empty.", "This is not a text file."
LACKS, TWICE = "the header lacks", "The header names a column twice: city."
NO_SHEET, NO_RESULT = "No visible sheet", "formulas without a result"
SOUND = workbook(HEADER, ROW)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

BROKEN = [
    ("nothing", b"", EMPTY),
    ("blank lines", b"\n\r\n  \n", EMPTY),
    ("zero bytes", bytes(100), NO_TEXT),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NO_TEXT),
    ("bytes no code page has", b"a;b\n\x81\x8d\x8f\n", NO_TEXT),
    ("half of UTF-16", "opendata".encode("utf-16") + b"\0", NO_TEXT),
    ("a web page", b"<html><table><tr><td>opendata_id</td></tr></table></html>", LACKS),
    ("JSON", b'{"opendata_id": "755150660"}', LACKS),
    ("a header alone of another register", b"a;b;c\n1;2;3\n", LACKS),
    ("two columns of one name", csv_of([*HEADER, "city"], [*ROW, "Berlin"]).encode(), TWICE),
    ("a quotation mark", csv_of(row=['"', *ROW[1:]]).encode(), "is never closed"),
    *(
        (f"no {column}", csv_of([c for c in HEADER if c != column]).encode(), LACKS)
        for column in ("opendata_id", "city", "postcode", "nace_id", "business_age", "Bezirk")
    ),
    *((f"a workbook cut at {n}", SOUND[:n], DAMAGED) for n in (4, 30, 500, 3000, len(SOUND) - 9)),
    *((f"old Excel cut at {n}", OLE + bytes(n), DAMAGED) for n in (0, 100, 512, 5000)),
    ("an empty archive entry", packed({"a.txt": b""}), DAMAGED),
    ("a text document", packed({"word/document.xml": b"<w/>"}), DAMAGED),
    ("a path that leads out", with_entry("../../etc/x", b""), DAMAGED),
    ("a path from the root", with_entry("/etc/x", b""), DAMAGED),
    ("a drive", with_entry("C:x", b""), DAMAGED),
    ("fifty megabytes of nothing", with_entry("xl/media/x", bytes(50 << 20)), LARGE),
    ("a thousand entries", packed({f"x{n}": b"" for n in range(1001)}), LARGE),
    ("the last cell", with_sheet(b'r="T2"', b'r="XFD1048576"'), LARGE),
    ("the last row", with_sheet(b'r="T2"', b'r="T1048576"'), LARGE),
    ("an entity bomb", with_sheet(b"<worksheet", BOMB + b"<worksheet"), DAMAGED),
    ("cells without a place", with_sheet(b' r="B2"', b""), DAMAGED),
    ("a binary workbook", with_entry("xl/workbook.bin", b""), "binary workbook"),
    ("a sheet by another name", with_entry("xl/x.png", b'<c r="XFD1048576"/>'), LARGE),
    ("an empty sheet", workbook(), NO_SHEET),
    ("a hidden sheet", workbook(HEADER, ROW, hidden=True), NO_SHEET),
    ("another table", workbook(["Jahr", "Betriebe"], ["2018", "12"]), NO_SHEET),
    ("a workbook without ids", workbook(HEADER[1:], ROW[1:]), LACKS),
    ("a workbook with two cities", workbook([*HEADER, "city"]), TWICE),
    ("formulas never reckoned", workbook(HEADER, ROW, formula="=1+1"), NO_RESULT),
    ("OpenDocument of nothing", packed({"content.xml": b""}), DAMAGED),
    ("OpenDocument with a bomb", packed({"content.xml": BOMB + b"<x>&b;</x>"}), DAMAGED),
]
IDS = [name for name, _content, _sentence in BROKEN]


@pytest.mark.parametrize(("content", "sentence"), [b[1:] for b in BROKEN], ids=IDS)
def test_it_is_refused_with_a_sentence_and_nothing_stays(
    session: Session, take: Take, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "firms"
    path.write_bytes(content)
    with pytest.raises(DomainError) as refused:
        take(path)
    assert sentence in str(refused.value)
    assert session.scalar(select(func.count(ImportBatch.id))) == 0
    assert session.scalar(select(func.count(SourceRecord.id))) == 0
