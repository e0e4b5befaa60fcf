"""How a table begins, before anybody has said whose it is."""

from pathlib import Path

import pytest

from crm.errors import DomainError
from crm.register.reading.preview import Preview, preview
from tests.register.broken.makers import HEADER, ROW, csv_of, workbook
from tests.register.conftest import ADDED

TABLE = "Kundenliste;;\nStand;01.04.2023;\n\nName;Ort;\nBäckerei;Magdeburg;39104\n"


def seen(tmp_path: Path, content: bytes, rows: int = 20) -> Preview:
    path = tmp_path / "table"
    path.write_bytes(content)
    return preview(path, rows)


@pytest.mark.parametrize(("encoding", "notes"), [("utf-8", 0), ("cp1252", 1), ("utf-16", 1)])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_header_is_the_first_row_with_two_words(
    tmp_path: Path, encoding: str, notes: int, delimiter: str
) -> None:
    found = seen(tmp_path, TABLE.replace(";", delimiter).encode(encoding))
    assert (found.header_row, found.header, found.delimiter) == (4, ["Name", "Ort"], delimiter)
    assert found.rows == [(5, ["Bäckerei", "Magdeburg", "39104"])]
    assert len(found.notes) == notes


def test_a_workbook_shows_its_first_sheet_with_a_header(tmp_path: Path) -> None:
    found = seen(tmp_path, workbook(["Liste"], [], HEADER, ROW, ROW), rows=1)
    assert (found.sheet, found.header_row, found.header) == ("Firmen", 3, HEADER)
    assert found.rows == [(4, ROW)]
    assert str(found.notes[0]) == "Read was the sheet “Firmen”."


def test_only_as_many_rows_as_asked_for(tmp_path: Path) -> None:
    assert [number for number, _cells in preview(ADDED, rows=3).rows] == [2, 3, 4]
    assert preview(ADDED).delimiter == ","


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"1;2;3\n4;5;6\n", "None of the first rows names two columns."),
        (workbook(), "None of the first rows names two columns."),
        (b"Name;Ort;Name\n", "The header names a column twice: Name."),
        (b'Name;Ort\n"x;y\n', "The quotation mark that row 2 opens is never closed."),
        (workbook(HEADER, ROW)[:500], "The workbook is damaged."),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(DomainError) as refused:
        seen(tmp_path, content)
    assert str(refused.value).startswith(sentence)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="cannot be read"):
        preview(tmp_path / "none")


def test_csv_of_one_row(tmp_path: Path) -> None:
    assert seen(tmp_path, csv_of().encode()).rows == [(2, ROW)]


def test_the_commas_of_a_sentence_part_no_columns(tmp_path: Path) -> None:
    found = seen(tmp_path, b"Name;Notiz\nX;a, b, c, d, e\nY;f\n")
    assert (found.delimiter, found.header) == (";", ["Name", "Notiz"])
