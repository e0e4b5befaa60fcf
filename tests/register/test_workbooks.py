"""The same register as a workbook."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from crm.register.reading.typed import as_text
from crm.register.refused_rows import refused_rows
from tests.register.broken.makers import HEADER, ROW, csv_of, workbook
from tests.register.conftest import Take, counts


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
