"""What an own report can be about, as a declaration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pandas import DataFrame

from reports.asked import Asked
from reports.report import Column, Definition, Row
from reports.source.source import Source

Filters = Mapping[str, str]
"""Breakdown -> the code that was chosen."""
Ask = Callable[[Source, Asked, tuple[str, ...], Filters], DataFrame]


@dataclass(frozen=True)
class Measure:
    """``ask`` gives the codes of the dimensions named and the figures, in order; without
    dimensions one row, which is the total: nothing is added up here.
    """

    name: str
    title: str
    question: str
    definitions: tuple[Definition, ...]
    by: tuple[str, ...]
    filters: tuple[str, ...]
    figures: tuple[Column, ...]
    ask: Ask
    main: str
    """The figure that is named first where there is room for one."""
    total_label: str
    parts: tuple[str, ...] = ()
    """Figures that together are a whole, which a chart shows as shares."""
    drawn: tuple[str, ...] = ()
    """Figures that a chart stacks."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Dimension -> why its rows do not add up."""
    some: str = ""
    """What is said of the rows of several dimensions at once."""
    always: tuple[str, ...] = ()
    """By what it is broken down whether or not somebody asks for it."""
    most: int = 3
    """By how many it can be broken down at once."""
    for_team_leads: bool = False
    behind: Mapping[str, str] = field(default_factory=dict)
    """Figure -> what reports.measures.behind calls the firms that it counts."""
    total: Callable[[DataFrame], Row] | None = None
    """From the rows, where only what is shown may be added up."""
