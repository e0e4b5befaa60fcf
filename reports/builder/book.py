"""An own report as a book, for the writers of all reports: cover, method and style follow."""

from dataclasses import replace

from crm.enums import N_
from reports.asked import Asked
from reports.builder.breakdowns import BREAKDOWNS
from reports.builder.table import WHOLE, retitled, table
from reports.builder.wanted import Wanted
from reports.definitions import method
from reports.meta import Meta
from reports.report import TOTAL, Definition, KeyFigure
from reports.source.source import Source
from reports.translate import Translate, translated
from reports.words import cover_facts, days, part_months, remark, words
from reports.writers.book import Book, Page

NOT_PROTECTED = N_("Internal - small counts are not protected")
MOST_KEY_FIGURES = 9
OF_DIMENSIONS: dict[str, Definition] = {
    "size_class": method.SIZE,
    "size_band": method.SIZE,
    "section": method.SECTOR,
    "district": method.DISTRICT,
}


def own_book(
    source: Source,
    wanted: Wanted,
    *,
    meta: Meta,
    translate: Translate,
    language: str,
    name: str = "",
    advisors: frozenset[int] | None = None,
) -> Book:
    """``name`` is what somebody called it; ``advisors`` are those whose figures may be shown."""
    today = meta.created_at.date()
    asked = Asked(wanted.period_on(today), today, advisors=advisors)
    page = table(source, wanted, asked, translate)
    title = name or page.sheet.title
    facts = (*_facts(source, wanted, translate), *cover_facts(asked, meta, language, translate))
    return Book(
        title=title,
        subtitle=days(asked.period, language, translate),
        question=described(source, wanted, translate),
        remark=remark(asked, language, translate),
        status=translate(NOT_PROTECTED),
        city=meta.city,
        office=meta.office,
        author=meta.author or meta.office,
        created_at=meta.created_at,
        version=meta.version,
        first_day=asked.period.first,
        last_day=asked.period.last,
        facts=facts,
        words=words(language, translate),
        pages=(_noted(retitled(page, title), part_months(asked, language, translate)),),
        key_figures=_key_figures(page),
        key_chart=page.sheet.key,
        definitions=tuple(translated(each, translate) for each in definitions(wanted)),
    )


def definitions(wanted: Wanted) -> tuple[Definition, ...]:
    """What the figures, the dimensions and the filters mean; each once."""
    named = [*wanted.by, *wanted.filters]
    more = [OF_DIMENSIONS[each] for each in named if each in OF_DIMENSIONS]
    return tuple(dict.fromkeys([*wanted.about.definitions, *more, method.SIGNS]))


def described(source: Source, wanted: Wanted, translate: Translate) -> str:
    """``Contact coverage by district and month; Size class: micro``"""
    title = translate(wanted.about.title)
    names = [translate(BREAKDOWNS[each].title) for each in wanted.by]
    if names:
        by = ", ".join(names)
        title = translate(N_("%(title)s by %(by)s")) % {"title": title, "by": by}
    return "; ".join(
        [title, *(f"{name}: {text}" for name, text in _facts(source, wanted, translate))]
    )


def _facts(source: Source, wanted: Wanted, translate: Translate) -> tuple[tuple[str, str], ...]:
    """The filters in words."""
    return tuple(
        (translate(BREAKDOWNS[name].title), BREAKDOWNS[name].choices(source, translate)[value])
        for name, value in wanted.filters.items()
    )


def _key_figures(page: Page) -> tuple[KeyFigure, ...]:
    """The last row, large."""
    row = TOTAL if page.total else WHOLE
    shown = [each for each in page.columns[len(page.sheet.by) :] if not each.kind.is_text]
    return tuple(
        KeyFigure(_name(each.key), each.label, each.note, page.sheet.key, each.key, row)
        for each in shown[:MOST_KEY_FIGURES]
    )


def _name(key: str) -> str:
    """As Excel lets names be."""
    return f"own_{key}".replace("-", "_")


def _noted(page: Page, note: str) -> Page:
    if not note or "month" not in page.sheet.by:
        return page
    sheet = replace(page.sheet, notes=(*page.sheet.notes, note))
    return replace(page, sheet=sheet)
