"""The internal copy of a release: with all its counts, and an audit of what was withheld."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from crm.enums import N_
from reports.asked import Asked
from reports.catalogue import report_named
from reports.definitions.audit import AUDIT, MARKED, NARROWEST
from reports.frozen.before import period_of
from reports.frozen.tables import source_over
from reports.frozen.verify import Kept
from reports.meta import Meta
from reports.protect.protected import published_before, withheld_again
from reports.report import TOTAL, WITHHELD
from reports.translate import translated
from reports.writers.book import Book, Page


def internal_copy(kept: Kept, meta: Meta) -> Book:
    """From the rows kept; of ``meta`` it takes city, office and pictures."""
    with source_over(kept.tables, kept.snapshot.mark) as source:
        book = kept.made(source)
    public = withheld_again(book, kept.withheld)
    marked = (_marked(kept, *both) for both in zip(book.pages, public.pages, strict=True))
    return replace(
        book,
        city=meta.city,
        office=meta.office,
        arms=meta.arms,
        outlines=meta.outlines,
        facts=(*book.facts, *_facts(kept)),
        pages=(*marked, _audit(kept, book)),
    )


def _facts(kept: Kept) -> Iterator[tuple[str, str]]:
    yield kept.translate(N_("Internal copy of release")), kept.snapshot.mark
    yield kept.translate(N_("Fingerprint (SHA-256)")), kept.snapshot.sha256


def _marked(kept: Kept, page: Page, public: Page) -> Page:
    """Whatever is a dot in the published file."""
    rows: list[tuple[int | str, Any]] = list(enumerate(public.rows()))
    if public.total:
        rows.append((TOTAL, public.total))
    found = frozenset(
        (at, key)
        for at, row in rows
        for key, value in public.worked_out(row).items()
        if value == WITHHELD
    )
    if not found:
        return page
    sheet = replace(page.sheet, notes=(kept.translate(MARKED), *page.sheet.notes))
    return replace(page, sheet=sheet, marked=found)


def _audit(kept: Kept, book: Book) -> Page:
    snapshot, known = kept.snapshot, report_named(kept.snapshot.report).known
    assert known is not None, "else it would not have been released"
    asked = Asked(period_of(snapshot), snapshot.as_of)
    ours = published_before(book, known(asked), kept.withheld).publication
    sheet = translated(AUDIT, kept.translate)
    rows = AUDIT.rows(book, kept.withheld, ours.secret)
    if snapshot.narrowest is not None:
        told = kept.translate(NARROWEST) % {"values": snapshot.narrowest + 1}
        sheet = replace(sheet, notes=(told, *sheet.notes))
    total = {
        "sheet": sheet.total_label,
        "numbers": snapshot.counts,
        "confidential": snapshot.confidential,
        "besides": snapshot.besides,
    }
    return Page(sheet, rows, tuple(rows["sheet"]), total)
