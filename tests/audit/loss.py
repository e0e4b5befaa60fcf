"""How much of a sheet's numbers is withheld beyond those that are confidential by themselves."""

from collections.abc import Iterator
from typing import NamedTuple

from reports.protect.book_tables import counts
from reports.protect.number import Number, Sum
from reports.protect.publication import Publication
from reports.writers.book import Book


class Loss(NamedTuple):
    """``ours`` and ``plain`` are withheld besides the ``confidential`` of all ``numbers``."""

    sheet: str
    numbers: int
    confidential: int
    ours: int
    plain: int


def losses(
    book: Book, publication: Publication, ours: frozenset[Number], plain: frozenset[Number]
) -> Iterator[Loss]:
    secret = confidential(publication)
    for page in book.pages:
        shown = {column.key for column in page.columns}
        found = {
            table.number(cell.key)
            for table, cells in counts(page)
            for cell in cells
            if cell.column.key in shown
        }
        if found:
            yield Loss(
                page.sheet.tab,
                len(found),
                len(found & secret),
                len(found & ours - secret),
                len(found & plain - secret),
            )


def confidential(publication: Publication) -> frozenset[Number]:
    """Also what lacks one or two of its total: its rest, which nobody prints, is secret."""
    near = {
        link.parts[0]
        for link in publication.links
        if isinstance(link, Sum) and link.parts[-1] in publication.unprinted
    }
    return frozenset((publication.secret - publication.unprinted) | near)
