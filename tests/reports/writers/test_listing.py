"""Lists as Excel sheets: streamed, typed, harmless."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crm.enums import SizeClass
from reports.report import Column, Kind
from reports.writers.listing import TextTooLong, TooManyRows, write_xlsx

COLUMNS = (
    Column("name", "Name", Kind.LABEL),
    Column("met", "Letzter Kontakt", Kind.DATE),
    Column("contacts", "Kontakte"),
)


def sheet(rows: Iterable[Sequence[Any]], columns: Sequence[Column] = COLUMNS) -> Worksheet:
    file = BytesIO()
    write_xlsx(columns, rows, file, title="Unternehmen")
    return load_workbook(file).active


def column(values: Iterable[Any], kind: Kind = Kind.LABEL) -> list[Any]:
    cells = sheet([[value] for value in values], [Column("it", "Es", kind)])["A"]
    return [cell.value for cell in cells[1:]]


def test_head_rows_formats_and_frozen_head() -> None:
    found = sheet([("Müller & Söhne <KG>", date(2025, 3, 31), 1_234)])
    assert [cell.value for cell in found[1]] == ["Name", "Letzter Kontakt", "Kontakte"]
    name, met, contacts = found[2]
    assert (name.value, met.value, contacts.value) == (
        "Müller & Söhne <KG>", datetime(2025, 3, 31), 1_234,
    )  # fmt: skip
    assert (met.number_format, contacts.number_format) == ("dd.mm.yyyy", "#,##0")
    assert (found.freeze_panes, found.title) == ("A2", "Unternehmen")
    assert found.print_title_rows == "$1:$1"


@pytest.mark.parametrize("text", ["=1+1", "+49 391", "-5", "@home", "\tTab", "\rReturn", "_x0041_"])
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    cell = sheet([(text, None, None)])["A2"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value in (text, text.replace("\r", "_x000D_"), f"_x005F{text}")


def test_control_characters_that_xml_forbids_are_removed() -> None:
    assert column(["a\x00b\x0bc\ufffe\ud800d\te\nf"]) == ["abcd\te\nf"]


def test_a_text_that_a_cell_cannot_hold_is_named_by_row_and_column(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    rows = [("kurz", None, 1), ("x" * 32_768, None, 2)]
    with pytest.raises(ValueError, match=r"Row 3, column 'Name': 32768 characters"):
        write_xlsx(COLUMNS, rows, file)
    assert list(tmp_path.iterdir()) == []
    assert column(["x" * 32_767]) == ["x" * 32_767]


def test_characters_are_counted_as_excel_counts_them() -> None:
    with pytest.raises(TextTooLong):
        column(["😀" * 16_384])


def test_values_of_every_make() -> None:
    assert column([True, False], Kind.FLAG) == ["ja", "nein"]
    assert column([Decimal("1.5"), numpy.int64(3), numpy.float64(0.25)]) == [1.5, 3, 0.25]
    assert column([SizeClass.MICRO, None]) == ["micro"]
    assert column([float("nan"), float("inf")]) == ["–", "–"]


def test_an_id_longer_than_excels_digits_becomes_text() -> None:
    assert column([943_032_123_456, 9_430_321_234_567_890]) == [943_032_123_456, "9430321234567890"]


def test_a_day_before_excels_calendar_becomes_text() -> None:
    days = [date(1850, 5, 1), date(1900, 3, 1), date(2026, 11, 23)]
    assert column(days, Kind.DATE) == [
        "01.05.1850", datetime(1900, 3, 1), datetime(2026, 11, 23),
    ]  # fmt: skip


def test_an_instant_keeps_its_minute() -> None:
    assert column([datetime(2026, 11, 23, 14, 5)], Kind.MOMENT) == [datetime(2026, 11, 23, 14, 5)]


def test_a_list_without_rows_has_its_head() -> None:
    assert sheet([]).max_row == 1


@pytest.mark.parametrize("title", ["Firmen/Personen: [alle]", "'", "x" * 40])
def test_any_title_makes_a_name_for_the_sheet(title: str) -> None:
    file = BytesIO()
    write_xlsx(COLUMNS, [], file, title=title)
    assert 1 <= len(load_workbook(file).sheetnames[0]) <= 31


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.writers.listing.MOST", 2)
    with pytest.raises(TooManyRows):
        sheet([("a", None, 1)] * 3)


def test_the_same_list_is_the_same_file() -> None:
    files = BytesIO(), BytesIO()
    for file in files:
        write_xlsx(COLUMNS, [("a", None, 1)], file)
    assert files[0].getvalue() == files[1].getvalue()
