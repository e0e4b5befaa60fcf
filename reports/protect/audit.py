"""The last look at a file before it leaves: what stands in it, and what follows from that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from crm.enums import N_
from crm.errors import DomainError
from reports.known import Known
from reports.protect.attack import intervals
from reports.protect.book_tables import counts
from reports.protect.earlier import Earlier, together
from reports.protect.number import Number
from reports.protect.protected import published_before
from reports.protect.publication import Publication
from reports.protect.tables import TOTAL
from reports.report import WITHHELD
from reports.writers.book import Book
from reports.writers.grid import FIRST, Grid

NARROW = 2
"""So far apart the smallest and the largest possible count of a withheld number have to be."""


@dataclass(frozen=True)
class Audit:
    """``numbers`` are the counts of the file, ``confidential`` those withheld for their own sake,
    ``besides`` those for others', or for an earlier release's;
    ``narrowest``: the smallest interval, None where nothing is withheld or nothing limits it.
    """

    numbers: int
    confidential: int
    besides: int
    narrowest: int | None


def audited(
    content: bytes, public: Book, inside: Book, known: Known, earlier: Sequence[Earlier] = ()
) -> Audit:
    """``inside`` is the same book with all counts. DomainError where the file tells too much."""
    ours = published_before(inside, known, public.withheld)
    whole = together(ours.publication, earlier)
    read = dict(_read(content, inside))
    seen = {number: value for number, value in read.items() if value is not None}
    dots = read.keys() - seen.keys()
    _refuse_what_is_told(seen, whole)
    # What no cell prints and nobody withholds can be worked out of a rate.
    silent = whole.counts.keys() - read.keys() - ours.withheld - whole.unprinted
    known_besides = {each: whole.counts[each] for each in silent - (whole.secret - whole.told)}
    found = intervals({**known_besides, **seen}, whole.links, dots)
    narrowest = min((each.width for each in found.values()), default=float("inf"))
    if narrowest < NARROW:
        raise DomainError(
            N_("The file is not released: a number that is withheld in it could be worked out.")
        )
    return Audit(
        numbers=len(read),
        confidential=len(dots & ours.publication.secret),
        besides=len(dots - ours.publication.secret),
        narrowest=None if narrowest == float("inf") else int(narrowest),
    )


def _refuse_what_is_told(seen: Mapping[Number, int], whole: Publication) -> None:
    for number, value in seen.items():
        if number in whole.secret or value != whole.counts[number]:
            raise DomainError(
                N_("The file is not released: a number stands in it that should not."),
            )


def _read(content: bytes, inside: Book) -> Iterator[tuple[Number, int | None]]:
    """The counts of the file, as its cells say; None is a dot."""
    file = CalamineWorkbook.from_filelike(BytesIO(content))
    for page in inside.pages:
        rows = file.get_sheet_by_name(page.sheet.tab).to_python(skip_empty_area=False)
        grid = Grid(page)
        for table, cells in counts(page):
            for cell in cells:
                if cell.column.key in grid.columns:
                    row = grid.total if cell.row == TOTAL else FIRST + int(cell.row)
                    value = rows[row][grid.columns[cell.column.key]]
                    yield table.number(cell.key), _count(value)


def _count(value: Any) -> int | None:
    return None if value == WITHHELD else round(value)
