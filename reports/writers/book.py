"""What writers are handed: pages whose words are translated and whose rows are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reports.meta import Outlines
from reports.report import TOTAL, WITHHELD, Column, Definition, KeyFigure, Row, Sheet

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Words:
    """What the writers themselves say, in the book's language."""

    language: str
    contents: str
    contents_lead: str
    back: str
    term: str
    definition: str
    key_figures: str
    key_figures_lead: str
    method: str
    method_lead: str
    withheld: str
    no_value: str
    arms: str
    """Such as ``Arms of %(city)s``."""
    page: str
    """Such as ``Page %(page)s of %(pages)s``."""
    cover: str


@dataclass(frozen=True)
class Page:
    """A sheet with its rows: ``frame`` has the sheet's columns, text already in words.

    ``names`` are the rows' codes, one for each row of the frame, by which others point at them;
    ``places`` their categories, one for each dimension of the rows.
    """

    sheet: Sheet
    frame: DataFrame
    names: tuple[str, ...]
    total: Row | None = None
    places: tuple[tuple[str, ...], ...] = ()
    marked: frozenset[tuple[int | str, str]] = frozenset()
    """Cells that are coloured: the row's number, or TOTAL, and the column's key."""

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.sheet.columns

    def rows(self) -> Iterable[Row]:
        return ({str(k): v for k, v in row.items()} for row in self.frame.to_dict("records"))

    def row(self, name: str) -> Row:
        """A row by its code; TOTAL is the last one."""
        if name == TOTAL:
            return self.total or {}
        return list(self.rows())[self.names.index(name)]

    @property
    def has_withheld(self) -> bool:
        rows = [*self.rows(), *([self.total] if self.total else [])]
        return any(WITHHELD in self.worked_out(row).values() for row in rows)

    def is_whole(self, column: str) -> bool:
        """Whether no row of the table withholds it."""
        return column not in self.frame or WITHHELD not in set(self.frame[column])

    def value(self, row: str, column: str) -> Any:
        """One printed value; ratios are worked out from the values they stand on."""
        return self.worked_out(self.row(row))[column]

    def worked_out(self, row: Row) -> dict[str, Any]:
        """The row with its ratios, in the order of the columns: a ratio may use one before it."""
        total = {} if row is self.total or not self.total else self.worked_out(self.total)
        values = dict(row)
        for column in self.columns:
            if column.ratio:
                below = total or values
                values[column.key] = column.ratio.value(values, below)
        return values


@dataclass(frozen=True)
class Release:
    """``mark`` names it, and is kept with its figures; ``digest`` is the SHA-256 of those."""

    mark: str
    digest: str


@dataclass(frozen=True)
class Book:
    title: str
    subtitle: str
    question: str
    city: str
    office: str
    remark: str
    """What the reader has to know before the figures, such as that the period is not over."""
    status: str
    """What may be done with it, such as ``internal - not for publication``."""
    first_day: date
    last_day: date
    created_at: datetime
    author: str
    version: str
    facts: tuple[tuple[str, str], ...]
    """Label and value of what the cover states, in order."""
    words: Words
    pages: tuple[Page, ...]
    key_figures: tuple[KeyFigure, ...]
    key_chart: str
    definitions: tuple[Definition, ...]
    release: Release | None = None
    """None: nobody has released it."""
    withheld: frozenset[str] = frozenset()
    """What is, by the names of reports.protect.number."""
    arms: bytes = b""
    outlines: Outlines = field(default_factory=dict)

    def page(self, key: str) -> Page:
        return next(page for page in self.pages if page.sheet.key == key)
