"""What a list is to us: its columns; of a register also how a row becomes a firm."""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from crm.enums import N_, EndReason, RowsAre
from crm.register.firm import Firm
from crm.rules import Problem

OTHER_CITY = N_(
    "This is the register of %(theirs)s, while this office is that of %(ours)s:"
    " its firms count in the figures of %(ours)s."
)
Cells = Mapping[str, str]
"""Column -> text as it came."""


class RefusedRow(Exception):
    """This row does not go in; the others may. ``problem.field`` is the column."""

    def __init__(self, problem: Problem, value: str) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.value = value


class Notice(NamedTuple):
    """What a row says besides, where it is about one event and not one line of a list."""

    day: date | None = None
    """When it happened; without it, the day that the file holds from."""
    end: EndReason | None = None
    """Why the firm ended by it."""
    moved: bool = False
    """To the address that the row names."""


NOTHING = Notice()


def no_notice(_cells: Cells, _as_of: date) -> Notice:
    return NOTHING


@dataclass(frozen=True)
class Origin:
    """By which a file is known as one of its kind, whatever its rows are about."""

    name: str
    title: str
    """As people call it, and what a fact from it names as its source."""
    city: str
    """Whose firms it lists. A row of another town is refused, so that it counts in no figure. Empty
    where it comes from the office's own city.
    """
    columns: tuple[str, ...]
    """In the publisher's order: where a header left one nameless, its place tells its name."""
    needed: frozenset[str]
    rows_are: ClassVar[RowsAre]


@dataclass(frozen=True)
class Source(Origin):
    rows_are = RowsAre.FIRMS

    key_column: str
    key: Callable[[Cells], str]
    """The register's own id of the firm; RefusedRow when it is none."""
    firm: Callable[[Cells, date], Firm]
    """What the row says of the firm on that day; RefusedRow when it makes no sense."""
    has_ids: bool = True
    """Whether that key is what stands in ``key_column``, and is not made of several columns."""
    column_of: Mapping[str, str] = field(default_factory=dict)
    """Our field -> the column that a rule's complaint about it is shown at."""
    keeps_all: bool = True
    """Whether columns that nobody reads are kept too; not where they are about people."""
    names_beginners: bool = True
    """Whether a firm that it names for the first time has just begun."""
    recognises: bool = False
    """Whether a firm that it names for the first time is looked for among those on file."""
    notice: Callable[[Cells, date], Notice] = no_notice
    is_of_events: bool = False
    """Whether a row is a notice of one event, so that a file may name a firm more than once."""


def proposed_day(file_name: str, today: date) -> tuple[date, bool]:
    """The day a file most likely holds from, and whether its name says so; never one to come."""
    named = day_in_name(file_name)
    return min(named or today, today), named is not None


def day_in_name(file_name: str) -> date | None:
    """``2023-04-added.csv`` holds as of 30 April 2023; None where the name says no month."""
    found = re.search(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?:-(\d\d))?(?!\d)", file_name)
    if not found:
        return None
    year, month = int(found[1]), int(found[2])
    last = calendar.monthrange(year, month)[1]
    day = int(found[3] or last)
    return date(year, month, day) if 1 <= day <= last else None
