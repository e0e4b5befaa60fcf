"""The same register as a workbook."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.models import ImportBatch, SourceRecord
from crm.register.reading.typed import as_text
from crm.register.reasons import all_told
from crm.register.refused_rows import refused_rows
from tests.register.broken.makers import HEADER, ROW, csv_of, workbook
from tests.register.broken.old_excel import old_workbook
from tests.register.broken.open_document import open_document
from tests.register.conftest import BAKERY, Take, counts


def test_a_workbook_with_a_title_goes_in_and_its_sheet_is_named(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "firms.xlsx"
    path.write_bytes(workbook(["Gewerbedaten"], [], HEADER, ROW))
    result = take(path)
    assert counts(result) == {"read": 1, "created": 1}
    assert result.as_json()["notes"] == ["Read was the sheet “Firmen”."]


def test_its_refused_rows_come_back_as_a_workbook_that_can_be_read_again(
    session: Session, take: Take, tmp_path: Path
) -> None:
    path = tmp_path / "firms.xlsx"
    path.write_bytes(workbook(HEADER, ROW, ["", *ROW[1:]]))
    result = take(path)
    assert counts(result) == {"read": 2, "created": 1, "refused": 1}
    assert result.refused[0].row == 3
    with refused_rows(session, result.batch_id) as file:
        path.write_bytes(file.read())
    assert counts(take(path)) == {"read": 1, "refused": 1}


SOUND = {
    "csv": csv_of().encode(),
    "xlsx": workbook(HEADER, ROW),
    "xls": old_workbook(HEADER, ROW),
    "ods": open_document(HEADER, ROW),
}


@pytest.mark.parametrize("kind", SOUND)
def test_what_a_file_is_tells_its_content_and_not_its_name(
    session: Session, take: Take, tmp_path: Path, kind: str
) -> None:
    for suffix in SOUND:
        path = tmp_path / f"firms.{suffix}"
        path.write_bytes(SOUND[kind])
        assert take(path).read == 1
    (record,) = session.scalars(select(SourceRecord))
    assert json.loads(record.raw) == BAKERY


def test_utf_16_is_read_and_named(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_bytes(csv_of(delimiter="\t").encode("utf-16"))
    result = take(path)
    assert counts(result) == {"read": 1, "created": 1}
    assert result.as_json()["notes"] == ["The file is not UTF-8; it was read as utf-16."]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (True, "TRUE"), (12.0, "12"), (0.00001, "0.00001"),
     (943032412345.0, "943032412345"), (9.43e17, "9.43000000000000E+17"), ("00123", "00123")],
)  # fmt: skip
def test_typed_cells_have_one_text(cell: object, text: str) -> None:
    assert as_text(cell) == text  # type: ignore[arg-type]


def test_control_characters_of_a_text_are_left_out_and_counted(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    row = [cell.replace("Bäckerei", "Bä\x01cke\x0brei\x7f") for cell in ROW]
    path.write_bytes(csv_of(row=row).encode())
    result = take(path)
    assert counts(result) == {"read": 1, "created": 1}
    assert result.as_json()["notes"] == ["3 control characters were left out."]


def test_a_text_may_have_a_title_above_its_header(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    path.write_bytes(("Gewerbedaten;;\n\n" + csv_of(row=["", *ROW[1:]])).encode())
    result = take(path)
    assert counts(result) == {"read": 1, "refused": 1}
    assert result.refused[0].row == 4


def test_merged_cells_are_named_and_the_import_remembers(
    session: Session, take: Take, tmp_path: Path
) -> None:
    path = tmp_path / "firms.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Firmen")
        sheet.merge_range("A1:AB1", "Gewerbedaten")
        sheet.write_row(1, 0, HEADER)
        sheet.write_row(2, 0, ROW)
    told = take(path).as_json()["notes"]
    batch = session.scalars(select(ImportBatch)).one()
    assert all_told(batch.notes, str) == told
    assert told[1] == "Merged cells say what they say in their first cell only: A1:AB1."
