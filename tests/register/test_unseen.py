"""What a workbook hides, and formulas whose result it lacks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from crm.errors import DomainError
from crm.register.reading import unseen
from crm.register.reading.preview import preview
from crm.register.reading.row import RawRow
from crm.register.reading.table import open_table
from crm.register.sources import SOURCES
from tests.register.broken.makers import (
    HEADER,
    NEVER_RECKONED,
    ROW,
    SHEET,
    packed,
    unpacked,
    with_sheet,
    workbook,
)
from tests.register.broken.old_excel import old_workbook
from tests.register.broken.open_document import open_document, with_content

IHK = SOURCES["ihk-berlin"]
WIDER = [*HEADER, "Umsatz"]
HIDDEN_COLUMNS = """<table:table-column/>
<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
<table:table-column table:number-columns-repeated="17"/>
<table:table-column table:visibility="filter" table:number-columns-repeated="1004"/>"""
HIDING = {
    "xlsx": workbook(WIDER, *[[*ROW, "1"]] * 6, hidden_rows=[3, 4, 6, 99], hidden_columns="B:C"),
    "ods": open_document(WIDER, *[[*ROW, "1"]] * 6, hidden_rows=[3, 4, 6], columns=HIDDEN_COLUMNS),
}

Read = Callable[[bytes], "tuple[list[RawRow], list[str]]"]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: bytes) -> tuple[list[RawRow], list[str]]:
        path = tmp_path / "firms"
        path.write_bytes(content)
        table = open_table(path, IHK)
        rows = list(table.rows())
        return rows, [str(note) for note in table.notes]

    return read


@pytest.mark.parametrize(
    ("kind", "columns"),
    [("xlsx", "2 (B city, C postcode)"), ("ods", "3 (B city, C postcode, U Umsatz)")],
)
def test_what_is_hidden_is_read_and_named(read: Read, kind: str, columns: str) -> None:
    rows, notes = read(HIDING[kind])
    assert [row.number for row in rows] == [2, 3, 4, 5, 6, 7]
    assert {tuple(row.cells.values()) for row in rows} == {(*ROW, "1")}
    assert notes[1:] == [
        "Hidden rows were read like the others: 3 (3–4, 6).",
        f"Hidden columns were read like the others: {columns}.",
    ]


def test_the_page_tells_what_is_hidden_too(tmp_path: Path) -> None:
    path = tmp_path / "firms"
    path.write_bytes(HIDING["xlsx"])
    told = [str(note) for note in preview(path).notes]
    assert told[1] == "Hidden rows were read like the others: 3 (3–4, 6)."


@pytest.mark.parametrize("make", [workbook, open_document])
def test_formulas_where_nothing_is_read_are_counted(read: Read, make: Callable) -> None:
    spare = [*ROW, NEVER_RECKONED]
    rows, notes = read(make([NEVER_RECKONED], WIDER, spare, [*ROW, "1"], spare))
    assert [row.problem for row in rows] == [None] * 3
    assert notes[1:] == [
        "Not read were formulas without a stored result: 3, the first in A1.",
    ]


def test_a_row_of_which_a_formula_is_needed_is_refused_and_the_next_goes_in(read: Read) -> None:
    rows, notes = read(workbook(HEADER, [NEVER_RECKONED, *ROW[1:]], ROW))
    assert [str(row.problem) for row in rows] == [
        "The result of the formula in A2 is not stored."
        " Open the file in a spreadsheet program and save it there.",
        "None",
    ]
    assert rows[0].cells == dict(zip(HEADER, ["", *ROW[1:]], strict=True))
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("cell", "is_missing"),
    [
        (b'<c r="A2" t="str"><f>""</f><v></v></c>', False),
        (b'<c r="A2" t="str"><f>""</f><v/></c>', False),
        (b'<c r="A2" t="str"><f>A1</f></c>', True),
        (b'<c r="A2" s="1"><f t="shared" si="0"/></c>', True),
        (b'<c r="A2"><f>1&lt;2</f><v xml:space="preserve"></v></c>', True),
        (b'<c r="A2">\n  <f>1+1</f>\n  <v>2</v>\n</c>', False),
        (b'<c r="A2"/>', False),
    ],
)
def test_a_result_is_stored_or_not(read: Read, cell: bytes, is_missing: bool) -> None:
    rows, _notes = read(with_sheet(b'<c r="A2" t="s"><v>20</v></c>', cell))
    assert [row.problem is not None for row in rows] == [is_missing]


def test_the_sheet_that_is_read_decides_and_not_its_neighbour(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Firmen & Co.").append(HEADER)
    book["Firmen & Co."].append(ROW)
    book["Sheet"].append([NEVER_RECKONED])
    book.save(tmp_path / "book.xlsx")
    rows, notes = read((tmp_path / "book.xlsx").read_bytes())
    assert [row.problem for row in rows] == [None]
    assert notes == ["Read was the sheet “Firmen & Co.”."]


def prefixed(entries: dict[str, bytes]) -> dict[str, bytes]:
    sheet = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", entries[SHEET])
    return entries | {SHEET: sheet.replace(b" xmlns=", b" xmlns:x=")}


def in_capitals(entries: dict[str, bytes]) -> dict[str, bytes]:
    """As from systems to which they are the same."""
    return {name.upper() if name == SHEET else name: entries[name] for name in entries}


@pytest.mark.parametrize("change", [prefixed, in_capitals])
def test_other_ways_to_write_the_same_workbook(read: Read, change: Callable) -> None:
    book = workbook(HEADER, [NEVER_RECKONED, *ROW[1:]], ROW, hidden_rows=[3])
    rows, notes = read(packed(change(unpacked(book))))
    assert [row.problem is None for row in rows] == [False, True]
    assert notes[1:] == ["Hidden rows were read like the others: 1 (3)."]


def test_of_too_many_nobody_mends_one_by_one(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "MOST_FORMULAS", 2)
    with pytest.raises(DomainError, match="has formulas without a result"):
        read(workbook(HEADER, [NEVER_RECKONED] * 3))


def test_merged_cells_of_open_document_are_named(read: Read) -> None:
    title = '<table:table-cell office:value-type="string" table:number-columns-spanned="3"'
    plain = '<table:table-cell office:value-type="string"'
    _rows, notes = read(with_content(open_document(["Liste"], HEADER, ROW), plain, title))
    assert notes[1:] == ["Merged cells say what they say in their first cell only: A1:C1."]


def test_old_excel_does_not_tell(read: Read) -> None:
    rows, notes = read(old_workbook(HEADER, ROW))
    assert len(rows) == len(notes) == 1
