"""What a report is, as data: sheets of columns, what they are called and where rows come from.

Every text is a message id until ``reports.build`` has translated it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reports.known import Known, Pairs

if TYPE_CHECKING:
    from pandas import DataFrame

Row = Mapping[str, Any]
TOTAL = "total"
"""The name of a sheet's last row, where all its other rows are taken together."""
WITHHELD = "."
"""Stands for a number that is confidential, or from which one that is could be worked out."""


class Kind(StrEnum):
    """What a column holds; widths and number formats follow from it."""

    CODE = "code"
    LABEL = "label"
    TITLE = "title"
    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    AMOUNT = "amount"
    INDEX = "index"
    DATE = "date"
    MONTH = "month"
    MOMENT = "moment"
    FLAG = "flag"

    @property
    def is_text(self) -> bool:
        return self in (Kind.CODE, Kind.LABEL, Kind.TITLE, Kind.FLAG)


@dataclass(frozen=True)
class Ratio:
    """A quotient of sums of printed columns; None where there is nothing to divide by."""

    over: tuple[str, ...]
    under: tuple[str, ...]
    under_total: bool = False
    """Whether it is divided by the total row's columns, not by its own row's."""

    def value(self, row: Row, total: Row) -> float | str | None:
        """Of withheld columns it is withheld, too."""
        below = total if self.under_total else row
        parts: list[Any] = [row.get(key) for key in self.over] + [
            below.get(key) for key in self.under
        ]
        if WITHHELD in parts:
            return WITHHELD
        if None in parts or not sum(parts[len(self.over) :]):
            return None
        return float(sum(parts[: len(self.over)]) / sum(parts[len(self.over) :]))


@dataclass(frozen=True)
class Column:
    """``names`` turns codes into message ids; its order is the order of the rows."""

    key: str
    label: str
    kind: Kind = Kind.COUNT
    note: str = ""
    ratio: Ratio | None = None
    names: Mapping[str, str] | None = None
    shaded: bool = False
    """Whether the cells are the darker, the higher their share."""
    counts: str = ""
    """What it counts, of firms or of what firms have: such numbers may be confidential."""
    at: Pairs = ()
    """Which of them, beyond the place of the row."""
    apart: tuple[str, ...] = ()
    """Dimensions in whose categories a firm may be several times."""
    alone: bool = False
    """Whether nothing follows from its rows for their total."""
    behind: tuple[str, ...] = ()
    """The rows' keys, often without a column, that add up to the firms behind the number."""
    stands_on: tuple[str, ...] = ()
    """Columns of its row, a ratio's apart, without which it would tell of them."""
    is_open: bool = False
    """Whether it is no firm's secret: what the office did itself, or others have published."""


class Shape(StrEnum):
    STACKED_SHARES = "stacked_shares"
    COLUMNS_AND_LINE = "columns_and_line"


@dataclass(frozen=True)
class Chart:
    """Drawn from a sheet's printed columns; ``description`` is what a screen reader says."""

    title: str
    description: str
    shape: Shape
    series: tuple[str, ...]
    line: str = ""
    line_apart: bool = False
    """Whether the line has an axis of its own, on the right: what it counts is of another size."""
    with_total: bool = False


@dataclass(frozen=True)
class Map:
    """Districts in the shades of a column of shares; ``description`` is for a screen reader."""

    title: str
    description: str
    column: str


@dataclass(frozen=True)
class Line:
    """A row of a sheet whose rows count different things, each in this period and in the one
    before: what it ``counts`` ``at`` where, and of which rows together it is a share.
    """

    key: str
    topic: str
    label: str
    counts: str
    at: Pairs = ()
    under: tuple[str, ...] = ()
    of: str = ""


PERIODS = {"now": "", "before": "_before"}
"""The columns of such a sheet, and what is added to the name of what they count."""
SHARES = {"now": "share", "before": "share_before"}
"""The columns of its shares."""
LINE_BEHIND = {"now": "now_firms", "before": "before_firms"}
"""How many firms are behind the numbers, without a column; None where they count firms."""


@dataclass(frozen=True)
class Sheet:
    """One table. ``rows(source, asked)`` gives one row per line; ``total`` likewise the last."""

    key: str
    tab: str
    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: Callable[..., DataFrame]
    total: Callable[..., Row] | None = None
    total_label: str = ""
    adds_up: bool = True
    """Whether the total is the sum of the rows above it; then it is printed as a formula."""
    chart: Chart | None = None
    map: Map | None = None
    """Of a sheet whose rows are districts, where the city has outlines of them."""
    notes: tuple[str, ...] = ()
    for_team_leads: bool = False
    by: tuple[str, ...] = ()
    """Dimensions of the rows, a key each; the first column's if none is named."""
    same: tuple[str, ...] = ()
    """Those of which all rows, and the total, are of one category."""
    within: Pairs = ()
    """What all its counts are limited to."""
    some: bool = False
    """Whether the rows are some of all: then they are among the total, and do not add up."""
    unseen: tuple[Column, ...] = ()
    """Counts that stand behind a printed rate and not in a column of their own."""
    lines: tuple[Line, ...] = ()
    """Where each row counts something else: one for each row, in their order."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        return self.by or (self.columns[0].key,)


@dataclass(frozen=True)
class KeyFigure:
    """One printed cell of another sheet, shown large."""

    name: str
    label: str
    note: str
    sheet: str
    column: str
    row: str = TOTAL


@dataclass(frozen=True)
class Definition:
    """One measure in words."""

    term: str
    text: str
    for_team_leads: bool = False


@dataclass(frozen=True)
class Report:
    name: str
    title: str
    question: str
    key_figures: tuple[KeyFigure, ...]
    key_chart: str
    """The sheet whose chart is shown beside the key figures, too; empty for none."""
    sheets: tuple[Sheet, ...]
    definitions: tuple[Definition, ...]
    known: Callable[..., Known] | None = None
    """``known(asked)`` is what readers can work out; None: it has no variant for publication."""

    @property
    def for_team_leads(self) -> bool:
        """Whether others have nothing to see in it."""
        return all(sheet.for_team_leads for sheet in self.sheets)
