"""From a declaration to a book: measures asked, words translated. Then a writer takes over."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crm.enums import N_, LabelledEnum
from crm.errors import DomainError
from reports.asked import Asked
from reports.catalogue import report_named
from reports.definitions.method import LEGEND, WITHHOLDING
from reports.known import Known
from reports.meta import Meta
from reports.pdf import as_pdf
from reports.period import Period
from reports.report import Column, Kind, Report, Row, Sheet
from reports.source.source import Source
from reports.translate import Translate, translated
from reports.words import cover_facts, days, part_months, remark, words
from reports.writers import csv_book, excel
from reports.writers.book import Book, Page

if TYPE_CHECKING:
    from reports.protect.earlier import Earlier

Progress = Callable[[int, int], None]


class Variant(LabelledEnum):
    """Whom the workbook is for, as its cover and every footer say."""

    INTERNAL = "internal", N_("Internal - not for publication")
    PUBLIC = "public", N_("For publication - small numbers are withheld")


def build(
    name: str,
    source: Source,
    period: Period,
    *,
    meta: Meta,
    translate: Translate,
    language: str = "de",
    variant: Variant = Variant.INTERNAL,
    include_advisors: bool = False,
    advisors: frozenset[int] | None = None,
    partner: int | None = None,
    progress: Progress | None = None,
    earlier: Sequence["Earlier"] = (),
) -> Book:
    """The report with its rows. ``include_advisors`` only for those who may see workloads, and
    then of ``advisors`` alone, unless it is None. ``partner``: only what this office forwarded.
    For publication it has no sheets on advisors, and no number that is confidential; ``progress``
    is told how far the choice of what else is withheld has come; ``earlier`` are the releases of
    the same period, with which it is held together.
    """
    include_advisors = include_advisors and variant is Variant.INTERNAL
    report = _report(name, variant, include_advisors)
    asked = Asked(period, meta.created_at.date(), partner, advisors)
    book = book_of(
        report, source, asked,
        meta=meta, translate=translate, language=language, variant=variant,
        include_advisors=include_advisors,
    )  # fmt: skip
    if variant is Variant.INTERNAL or report.known is None:
        return book
    return _protected(book, report.known(asked), translate, progress, earlier)


def book_of(
    report: Report,
    source: Source,
    asked: Asked,
    *,
    meta: Meta,
    translate: Translate,
    language: str = "de",
    variant: Variant = Variant.INTERNAL,
    include_advisors: bool = False,
) -> Book:
    """The report with its rows, whether or not it stands in the catalogue; nothing is withheld."""
    report = translated(report, translate)
    period = asked.period
    return Book(
        title=report.title,
        subtitle=days(period, language, translate),
        question=report.question,
        remark=remark(asked, language, translate),
        status=translate(variant.label),
        city=meta.city,
        office=meta.office,
        author=meta.author or meta.office,
        created_at=meta.created_at,
        version=meta.version,
        first_day=period.first,
        last_day=period.last,
        facts=cover_facts(asked, meta, language, translate),
        words=words(language, translate),
        pages=tuple(
            sheet_page(sheet, source, asked, language, translate)
            for sheet in report.sheets
            if include_advisors or not sheet.for_team_leads
        ),
        key_figures=report.key_figures,
        key_chart=report.key_chart,
        arms=meta.arms,
        outlines=meta.outlines,
        definitions=tuple(
            one for one in report.definitions if include_advisors or not one.for_team_leads
        ),
    )


def _report(name: str, variant: Variant, include_advisors: bool) -> Report:
    report = report_named(name)
    if variant is Variant.INTERNAL and report.for_team_leads and not include_advisors:
        raise DomainError(N_("The report %(name)s is for team leads only."), name=name)
    if variant is Variant.PUBLIC and report.known is None:
        message = N_("There is no variant of this report for publication yet: %(name)s.")
        raise DomainError(message, name=name)
    return report


def _protected(
    book: Book,
    known: Known,
    translate: Translate,
    progress: Progress | None,
    earlier: Sequence["Earlier"],
) -> Book:
    """Slow to import what solves the programmes, and only publications need it."""
    from reports.protect.choose import Unprotectable, nobody_watches
    from reports.protect.protected import protected

    try:
        book = protected(book, known, progress or nobody_watches, earlier).book
    except Unprotectable:
        raise DomainError(
            N_("There are too few firms in it for anything to be published.")
            if not earlier
            else N_(
                "Beside what was released of this period before, nothing of it can be withheld so"
                " that nobody works out single firms. Please tell the administrator."
            )
        ) from None
    return replace(
        book,
        pages=tuple(_with_legend(page, translate) for page in book.pages),
        definitions=(*book.definitions, translated(WITHHOLDING, translate)),
    )


def _with_legend(page: Page, translate: Translate) -> Page:
    if not page.has_withheld:
        return page
    notes = (translate(LEGEND), *page.sheet.notes)
    return replace(page, sheet=replace(page.sheet, notes=notes))


def sheet_page(
    sheet: Sheet, source: Source, asked: Asked, language: str, translate: Translate
) -> Page:
    """One of them, translated already."""
    part = part_months(asked, language, translate)
    return page(_with_part_months(sheet, part), source, asked)


def page(sheet: Sheet, source: Source, asked: Asked) -> Page:
    """A translated sheet with its rows; codes become words, and name the rows."""
    rows = sheet.rows(source, asked)
    named = sheet.dimensions if sheet.lines else (sheet.columns[0].key,)
    names = tuple(str(code) for code in rows[named[0]])
    places = tuple(zip(*(map(str, rows[name]) for name in sheet.dimensions), strict=True))
    for column in sheet.columns:
        if column.names is not None:
            found = column.names
            said = [found.get(code, code) for code in rows[column.key]]
            rows = rows.assign(**{column.key: said})
        elif column.kind is Kind.MONTH:
            rows = rows.assign(**{column.key: [_first_day(one) for one in rows[column.key]]})
    return Page(sheet, rows, names, _total(sheet, source, asked), places)


def _first_day(month: date | str) -> date:
    """Of ``2025-11``, so that every workbook writes months as people do."""
    return date.fromisoformat(f"{month}-01") if isinstance(month, str) else month


def _with_part_months(sheet: Sheet, note: str) -> Sheet:
    """A sheet of months says which of them are not whole."""
    if not note or sheet.columns[0].kind is not Kind.MONTH:
        return sheet
    return replace(sheet, notes=(*sheet.notes, note))


def _total(sheet: Sheet, source: Source, asked: Asked) -> Row | None:
    """The last row; its label stands in the column that says what a row is."""
    if not sheet.total:
        return None
    says = [column for column in sheet.columns[:2] if not _is_number(column)]
    blank = {column.key: "" for column in says}
    return {**blank, says[-1].key: sheet.total_label, **sheet.total(source, asked)}


def _is_number(column: Column) -> bool:
    return not column.kind.is_text and column.kind is not column.kind.MONTH


def _write_pdf(book: Book, target: Path | BinaryIO) -> None:
    """Printed from the workbook. DomainError where LibreOffice is not installed."""
    workbook = BytesIO()
    excel.write(book, workbook)
    content = as_pdf(workbook.getvalue(), WORKBOOK, book.words.language)
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


WORKBOOK, PDF = ".xlsx", ".pdf"
WRITERS = {WORKBOOK: excel.write, ".zip": csv_book.write, PDF: _write_pdf}


def refuse_other_files(name: str) -> None:
    if Path(name).suffix.lower() not in WRITERS:
        message = N_("A report's name ends in .xlsx, .pdf, or .zip for its tables, not %(name)s.")
        raise DomainError(message, name=name)


def write(book: Book, target: Path | BinaryIO, kind: str = WORKBOOK) -> None:
    """As the path's name ends, or of the ``kind`` of WRITERS."""
    if isinstance(target, Path):
        refuse_other_files(target.name)
        kind = target.suffix.lower()
    WRITERS[kind](book, target)
