"""The workbook as another program reads it."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from reports.catalogue import REPORTS
from reports.report import Column, Kind
from reports.writers import charts, excel, styles
from reports.writers.book import Book


def written(book: Book) -> BytesIO:
    file = BytesIO()
    excel.write(book, file)
    return file


@pytest.fixture
def formulas(book: Book) -> Workbook:
    return load_workbook(written(book))


@pytest.fixture
def values(book: Book) -> Workbook:
    return load_workbook(written(book), data_only=True)


def test_sheets_come_in_reading_order(formulas: Workbook) -> None:
    assert formulas.sheetnames == [
        "Deckblatt", "Inhalt", "Auf einen Blick", "Nach Größe", "Nach Monat", "Methode",
    ]  # fmt: skip


def test_rates_are_formulas_over_the_printed_counts_with_their_values(
    formulas: Workbook, values: Workbook
) -> None:
    formula, value = formulas["Nach Größe"], values["Nach Größe"]
    assert formula["F6"].value == '=IFERROR((C6+D6)/B6,"–")'
    assert value["F6"].value == 1_200 / 12_000
    assert formula["G6"].value == '=IFERROR(F6/F9,"–")'
    assert value["G6"].value == pytest.approx(0.1 / (1_450 / 13_000))
    assert value["F6"].number_format == "0.0 %"
    assert value["B6"].number_format == "#,##0"


def test_the_total_is_a_sum_only_where_rows_add_up(formulas: Workbook, values: Workbook) -> None:
    assert formulas["Nach Größe"]["B9"].value == "=SUM(B6:B8)"
    assert values["Nach Größe"]["B9"].value == 13_000
    assert formulas["Nach Monat"]["D18"].value == 101


def test_nothing_to_divide_by_is_a_dash(values: Workbook) -> None:
    assert values["Nach Größe"]["F8"].value == "–"
    assert values["Auf einen Blick"]["E6"].value == "–"


def test_text_that_begins_with_an_equals_sign_stays_text(formulas: Workbook) -> None:
    cell = formulas["Nach Größe"]["A7"]
    assert (cell.value, cell.data_type) == ("=Klein", "s")


def test_key_figures_point_at_their_cells_and_have_names(
    formulas: Workbook, values: Workbook
) -> None:
    assert formulas["Auf einen Blick"]["A6"].value == "='Nach Größe'!$B$9"
    assert values["Auf einen Blick"]["A6"].value == 13_000
    assert values["Auf einen Blick"]["C6"].value == 0.25
    assert formulas.defined_names["small_coverage"].attr_text == "'Auf einen Blick'!$C$6"


def test_the_table_is_a_real_one_below_a_frozen_head(formulas: Workbook) -> None:
    sheet = formulas["Nach Größe"]
    assert sheet.tables["size_table"].ref == "A5:G8"
    assert sheet.freeze_panes == "B6"
    assert sheet["A1"].value == "Kontakte nach Größenklassen"


def test_pages_are_a4_with_repeated_heads_and_page_numbers(formulas: Workbook) -> None:
    sheet = formulas["Nach Größe"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$5:$5"
    assert formulas["Nach Monat"].page_setup.orientation == "portrait"
    assert sheet.oddHeader.left.text == "Stadt && Land · Wirtschaftsförderung"
    assert sheet.oddFooter.right.text == "Seite &P von &N"
    assert sheet.oddFooter.left.text == "Intern – nicht zur Veröffentlichung"


def test_the_contents_lead_to_every_sheet_and_every_sheet_back(formulas: Workbook) -> None:
    links = [cell.hyperlink.location for (cell,) in formulas["Inhalt"]["A4:A7"]]
    assert links == [f"'{name}'!A1" for name in formulas.sheetnames[2:]]
    for name in formulas.sheetnames[2:]:
        assert formulas[name]["A3"].hyperlink.location == "'Inhalt'!A1"


def test_the_cover_says_what_it_is_and_what_may_be_done_with_it(values: Workbook) -> None:
    said = [cell for row in values["Deckblatt"].iter_rows(values_only=True) for cell in row if cell]
    assert said[:5] == [
        "Stadt & Land", "Wirtschaftsförderung", "Kontakte zu Unternehmen",
        "1. Januar 2025 bis 31. Dezember 2025", "Wen haben wir erreicht?",
    ]  # fmt: skip
    assert "Intern – nicht zur Veröffentlichung" in said[5]


def test_document_properties(formulas: Workbook) -> None:
    known = formulas.properties
    assert known.title == "Kontakte zu Unternehmen, 1. Januar 2025 bis 31. Dezember 2025"
    assert known.creator == "Claudia Weiß"
    own = {item.name: item.value for item in formulas.custom_doc_props.props}
    assert own["version"] == "1.2.3"
    assert own["last_day"].isoformat() == "2025-12-31T00:00:00"


def test_charts_are_native_in_our_colours_with_alternative_text(book: Book) -> None:
    with ZipFile(written(book)) as parts:
        drawn = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
        drawings = [parts.read(n).decode() for n in parts.namelist() if "drawings/drawing" in n]
    assert len(drawn) == 3
    assert all('<a:srgbClr val="0F5E6B"/>' in chart for chart in drawn[:2])
    found = [re.findall('descr="([^"]*)"', drawing) for drawing in drawings]
    assert found == [["Balken je Größenklasse &amp; Stadt"]] * 2 + [["Säulen je Monat"]]


def test_series_of_one_grey_are_told_apart_by_stripes(book: Book) -> None:
    with ZipFile(written(book)) as parts:
        by_size = parts.read("xl/charts/chart1.xml").decode()
        by_month = parts.read("xl/charts/chart3.xml").decode()
    assert by_size.count("<a:pattFill") == 1
    assert re.search('<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="C77700"/>', by_size)
    assert by_month.count("<a:pattFill") == 1


def test_the_chart_below_a_long_table_has_a_page_of_its_own(book: Book) -> None:
    by_size, by_month = book.pages
    days = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(36)]
    rows = by_month.frame.iloc[[0] * 36].assign(month=days)
    long = replace(by_month, frame=rows, names=tuple(map(str, days)))
    sheets = load_workbook(written(replace(book, pages=(by_size, long))))
    assert sheets["Nach Größe"].sheet_properties.pageSetUpPr.fitToPage
    assert not sheets["Nach Größe"].row_breaks.brk
    months = sheets["Nach Monat"]
    fitted = months.sheet_properties.pageSetUpPr
    assert not (fitted and fitted.fitToPage)
    chart = months._charts[0].anchor._from.row
    assert [one.id for one in months.row_breaks.brk] == [chart]


def test_a_lead_longer_than_its_table_takes_several_lines(book: Book) -> None:
    by_size, by_month = book.pages
    lead = "Wann war das, und wer war dabei? " * 4
    told = replace(by_month, sheet=replace(by_month.sheet, lead=lead))
    sheet = load_workbook(written(replace(book, pages=(by_size, told))))["Nach Monat"]
    assert "A2:D2" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[2].height > 30
    assert sheet["A2"].alignment.wrap_text


def test_months_are_dates_named_in_the_books_language(book: Book, english_book: Book) -> None:
    german, english = (load_workbook(written(b))["Nach Monat"]["A6"] for b in (book, english_book))
    assert german.value.isoformat() == "2025-01-01T00:00:00"
    assert (german.number_format, english.number_format) == (
        "[$-407]mmmm yyyy", "[$-409]mmmm yyyy",
    )  # fmt: skip


def test_the_same_book_is_the_same_file(book: Book) -> None:
    assert written(book).getvalue() == written(book).getvalue()


def test_a_title_longer_than_the_cover_takes_several_lines(book: Book) -> None:
    long = replace(book, title="Anfragen und Reaktionszeiten: Industrie- und Handelskammer")
    cover, short = (load_workbook(written(one)).worksheets[0] for one in (long, book))
    assert cover["C12"].value == long.title
    assert "C12:D12" in {str(one) for one in cover.merged_cells.ranges}
    assert cover.row_dimensions[12].height > 2 * short.row_dimensions[12].height


def test_the_parts_of_a_column_never_look_alike() -> None:
    drawn = [sheet.chart for report in REPORTS for sheet in report.sheets if sheet.chart]
    assert len(drawn) > 6
    for chart in drawn:
        looks = {charts._look(key, number) for number, key in enumerate(chart.series)}
        assert len(looks) == len(chart.series), chart.title
        assert styles.GREY_LINE not in {colour for colour, _stripes in looks}


def test_a_line_of_another_size_has_an_axis_of_its_own(book: Book) -> None:
    by_size, by_month = book.pages
    chart = replace(by_month.sheet.chart, line_apart=True)
    apart = replace(by_month, sheet=replace(by_month.sheet, chart=chart))
    with ZipFile(written(replace(book, pages=(by_size, apart)))) as parts:
        assert parts.read("xl/charts/chart3.xml").decode().count("<c:valAx>") == 2


def test_a_large_amount_is_shown_without_cents_and_fits_its_tile(book: Book) -> None:
    granted = Column("visit", "Bewilligt", Kind.AMOUNT)
    by_size, by_month = book.pages
    columns = tuple(granted if c.key == "visit" else c for c in by_month.columns)
    amounts = replace(by_month, sheet=replace(by_month.sheet, columns=columns))
    sheet = load_workbook(written(replace(book, pages=(by_size, amounts))))["Auf einen Blick"]
    (cell,) = [c for row in sheet.iter_rows() for c in row if "EUR" in str(c.number_format)]
    assert "0.00" not in cell.number_format
    assert cell.alignment.shrink_to_fit
