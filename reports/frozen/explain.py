"""From then to now, cause by cause: the report is made anew after each, so that nothing is left
over that no cause explains.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from reports.frozen.causes import Cause
from reports.frozen.cells import Cells, Place, cells
from reports.frozen.changes import Change, applied
from reports.frozen.concerned import Firms
from reports.frozen.tables import Tables, source_over
from reports.source.source import Source
from reports.writers.book import Book

Progress = Callable[[int, int], None]
Made = Callable[[Source], Book]
"""Makes the report as it was asked for, of whatever rows there are."""


@dataclass(frozen=True)
class Step:
    """What one cause does to one figure."""

    cause: Cause
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    place: Place
    steps: tuple[Step, ...]

    @property
    def then(self) -> Any:
        return self.steps[0].before

    @property
    def now(self) -> Any:
        return self.steps[-1].after


@dataclass(frozen=True)
class Explained:
    """``changes``: those by whose cause a figure is other; ``firms``: whom they are about."""

    differences: tuple[Difference, ...]
    changes: Mapping[Cause, Sequence[Change]]
    firms: Mapping[Cause, Firms] = field(default_factory=dict)


def unwatched(_done: int, _total: int) -> None:
    pass


def explain(
    tables: Tables,
    causes: Mapping[Cause, Sequence[Change]],
    made: Made,
    progress: Progress = unwatched,
) -> Explained:
    """``tables`` as they were then. All changes together lead to what is now."""
    before, steps, telling = _figures(tables, made), dict[Place, list[Step]](), {}
    for done, cause in enumerate(Cause):
        progress(done, len(Cause))
        if cause in causes:
            tables = applied(tables, causes[cause])
            after = _figures(tables, made)
            if _note(steps, cause, before, after):
                telling[cause] = causes[cause]
            before = after
    lasting = (Difference(place, tuple(some)) for place, some in steps.items())
    return Explained(tuple(one for one in lasting if one.then != one.now), telling)


def _figures(tables: Mapping[str, pa.Table], made: Made) -> Cells:
    with source_over(tables, "frozen") as source:
        return cells(made(source))


def _note(steps: dict[Place, list[Step]], cause: Cause, before: Cells, after: Cells) -> bool:
    """Whether the cause does anything."""
    moved = [place for place in _all(before, after) if before.get(place) != after.get(place)]
    for place in moved:
        steps.setdefault(place, []).append(Step(cause, before.get(place), after.get(place)))
    return bool(moved)


def _all(*several: Iterable[Place]) -> Iterable[Place]:
    return dict.fromkeys(place for some in several for place in some)
