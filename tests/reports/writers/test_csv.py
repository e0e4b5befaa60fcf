"""Lists as CSV, for German Excel and plain."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from crm.enums import SizeClass
from reports.report import Column, Kind
from reports.writers.listing import Dialect, TextTooLong, write_csv

COLUMNS = (
    Column("name", "Name", Kind.LABEL),
    Column("met", "Letzter Kontakt", Kind.DATE),
    Column("share", "Anteil", Kind.SHARE),
    Column("active", "Aktiv", Kind.FLAG),
)
ROW = ("Müller; Söhne", date(2025, 3, 31), 0.5, True)


def text(rows: list[tuple[Any, ...]], dialect: Dialect = Dialect.EXCEL_DE) -> str:
    file = BytesIO()
    write_csv(COLUMNS, rows, file, dialect)
    return file.getvalue().decode()


def test_german_excel_gets_semicolons_commas_and_a_byte_order_mark() -> None:
    assert text([ROW]) == (
        '\ufeffName;Letzter Kontakt;Anteil;Aktiv\r\n"Müller; Söhne";31.03.2025;0,5;ja\r\n'
    )


def test_plain_is_for_machines() -> None:
    assert text([ROW], Dialect.PLAIN) == (
        "Name,Letzter Kontakt,Anteil,Aktiv\r\nMüller; Söhne,2025-03-31,0.5,true\r\n"
    )


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_an_apostrophe_keeps_a_spreadsheet_from_calculating(start: str, dialect: Dialect) -> None:
    assert f"'{start}1+1" in text([(f"{start}1+1", None, None, None)], dialect)


def test_numbers_below_zero_stay_numbers() -> None:
    assert text([("a", None, -0.5, False)]).endswith("a;;-0,5;nein\r\n")


def test_moments_enums_and_control_characters() -> None:
    row = (SizeClass.MICRO, datetime(2026, 11, 23, 14, 5), None, "a\x00b")
    assert text([row]).endswith("micro;23.11.2026 14:05;;ab\r\n")


def test_a_text_too_long_for_excel_is_named_but_fits_a_plain_file() -> None:
    rows = [ROW, ("x" * 32_768, None, None, None)]
    with pytest.raises(TextTooLong) as refused:
        text(rows)
    assert (refused.value.row, refused.value.column) == (3, "Name")
    assert len(text(rows, Dialect.PLAIN)) > 32_768


def test_to_a_path(tmp_path: Path) -> None:
    write_csv(COLUMNS, [ROW], tmp_path / "list.csv", Dialect.PLAIN)
    assert (tmp_path / "list.csv").read_text("utf-8").count("\n") == 2
