"""From what is wanted to a page of a book: asked, put into words, with its total."""

from dataclasses import replace
from datetime import date
from math import prod
from typing import Any

from pandas import DataFrame

from crm.enums import N_
from crm.errors import DomainError
from crm.rules.fold import sort_key
from reports.asked import Asked
from reports.builder.breakdowns import BREAKDOWNS, Breakdown
from reports.builder.wanted import Wanted
from reports.report import Chart, Column, Kind, Row, Shape, Sheet
from reports.segment import UNKNOWN
from reports.source.source import Source
from reports.translate import Translate, translated
from reports.writers.book import Page

MOST_ROWS = 20_000
OF_ADVISORS = ("advisor", "owner")
WHOLE = "whole"
NO_PART = N_("Only those whose own figures you may see have a row; the last row is of all.")


def table(source: Source, wanted: Wanted, asked: Asked, translate: Translate) -> Page:
    """DomainError where there would be too many rows for anybody to read."""
    by, sheet = wanted.in_order, _sheet(wanted, asked, translate)
    _refuse_too_many(source, asked, by)
    rows = _seen(wanted.about.ask(source, asked, by, wanted.filters), by, asked)
    if not by:
        alone = rows.assign(**{WHOLE: sheet.total_label})
        return Page(sheet, alone, (WHOLE,), None, ((WHOLE,),))
    if "month" in by:
        rows = rows[rows["month"].isin(asked.period.months_begun(asked.today))]
    names = {name: BREAKDOWNS[name].words(source, translate) for name in by}
    rows = _in_order_of_names(rows, by, names).reset_index(drop=True)
    places = tuple(zip(*(map(str, rows[name]) for name in by), strict=True))
    total = _total(source, wanted, asked, sheet, rows)
    first = tuple(place[0] for place in places)
    return Page(sheet, _in_words(rows, by, names), first, total, places)


def _refuse_too_many(source: Source, asked: Asked, by: tuple[str, ...]) -> None:
    rows = prod(_size(source, asked, BREAKDOWNS[name]) for name in by)
    if rows > MOST_ROWS:
        message = N_(
            "That could be %(rows)s rows, which nobody reads. Take one dimension less, or a shorter"
            " period."
        )
        raise DomainError(message, rows=rows)


def _size(source: Source, asked: Asked, one: Breakdown) -> int:
    return len(asked.period.months()) if one.kind is Kind.MONTH else len(one.words(source, str))


def _seen(rows: DataFrame, by: tuple[str, ...], asked: Asked) -> DataFrame:
    """Of advisors only those whose figures may be shown."""
    for name in set(by) & set(OF_ADVISORS) if asked.advisors is not None else ():
        rows = rows[rows[name].isin(asked.advisors or ())]
    return rows


def _in_order_of_names(
    rows: DataFrame, by: tuple[str, ...], names: dict[str, dict[str, str]]
) -> DataFrame:
    """Of the first dimension; what is within it keeps its order."""
    if not BREAKDOWNS[by[0]].by_name:
        return rows
    ranks = [_rank(code, names[by[0]]) for code in rows[by[0]]]
    return rows.iloc[sorted(range(len(ranks)), key=ranks.__getitem__)]


def _rank(code: Any, names: dict[str, str]) -> tuple[bool, str]:
    return code == UNKNOWN, sort_key(names.get(str(code), str(code)))


def _in_words(rows: DataFrame, by: tuple[str, ...], names: dict[str, dict[str, str]]) -> DataFrame:
    said: dict[str, list[Any]] = {}
    for name in by:
        if BREAKDOWNS[name].kind is Kind.MONTH:
            said[name] = [date.fromisoformat(f"{month}-01") for month in rows[name]]
        else:
            said[name] = [names[name].get(str(code), str(code)) for code in rows[name]]
    return rows.assign(**said)


def _total(source: Source, wanted: Wanted, asked: Asked, sheet: Sheet, rows: DataFrame) -> Row:
    """Asked by itself, so that each firm counts once."""
    about, by = wanted.about, wanted.in_order
    whole: Any = (
        about.total(rows)
        if about.total
        else about.ask(source, asked, (), wanted.filters).iloc[0].to_dict()
    )
    counted = {str(key): _plain(value) for key, value in whole.items()}
    says = [column.key for column in sheet.columns[: len(by)]]
    return {**counted, **dict.fromkeys(says, ""), says[0]: sheet.total_label}


def _plain(value: Any) -> Any:
    """Python's own number for numpy's."""
    return value.item() if hasattr(value, "item") else value


def _sheet(wanted: Wanted, asked: Asked, translate: Translate) -> Sheet:
    about, by = wanted.about, wanted.in_order
    told = [about.notes[name] for name in by if name in about.notes]
    if about.some and len(by) > 1:
        told.append(about.some)
    if asked.advisors is not None and not about.total and set(by) & set(OF_ADVISORS):
        told.append(NO_PART)
    sheet = Sheet(
        key="own",
        tab=N_("Figures"),
        title=about.title,
        lead=about.question,
        columns=(*_dimensions(by), *about.figures),
        rows=DataFrame,
        total_label=about.total_label,
        adds_up=False,
        chart=_chart(wanted),
        notes=tuple(dict.fromkeys(told)),
        for_team_leads=wanted.for_team_leads,
        by=by,
    )
    return translated(sheet, translate)


def _dimensions(by: tuple[str, ...]) -> tuple[Column, ...]:
    """Without a dimension the one row has a head, too."""
    if not by:
        return (Column(WHOLE, N_("All"), Kind.LABEL),)
    return tuple(Column(name, BREAKDOWNS[name].title, BREAKDOWNS[name].kind) for name in by)


def _chart(wanted: Wanted) -> Chart | None:
    """Of one dimension: more are read in the table."""
    about, by = wanted.about, wanted.in_order
    if len(by) != 1 or not (about.parts or about.drawn):
        return None
    by_month = by == ("month",)
    shape = Shape.COLUMNS_AND_LINE if by_month or not about.parts else Shape.STACKED_SHARES
    series = about.parts if shape is Shape.STACKED_SHARES else about.drawn or about.parts
    return Chart(about.title, N_("The same numbers as in the table, as a picture."), shape, series)


def retitled(page: Page, title: str) -> Page:
    return replace(page, sheet=replace(page.sheet, title=title))
