"""One official count as a table prints it, and how a layout of such tables is declared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crm.enums import CountedArea, OfficiallyCounted
from crm.rules import Problem

Cells = Mapping[str, str]


class Place(NamedTuple):
    area: CountedArea
    number: str | None = None
    """The district's official one."""


CITY, UNASSIGNED = Place(CountedArea.CITY), Place(CountedArea.UNASSIGNED)


class Key(NamedTuple):
    """What is counted: no two cells of a table say the same."""

    counted: OfficiallyCounted
    year: int
    place: Place
    part: str | None


class Count(NamedTuple):
    key: Key
    value: int | None
    """None: confidential."""
    column: str


class Unreadable(Exception):
    """A cell that makes no sense; the problem's field is its column."""

    def __init__(self, problem: Problem, value: str) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.value = value


@dataclass(frozen=True)
class Layout:
    name: str
    title: str
    """What the table is, for people."""
    source: str
    """Whom to name as its publisher."""
    columns: tuple[str, ...]
    """By these it is recognised."""
    counts: Callable[[Cells], Iterator[Count]]
    """What one row says; Unreadable when it makes no sense."""
    remark: str = ""
    """What its publisher does not say, and is taken for granted."""
