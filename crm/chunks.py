"""Much, a part at a time: a database takes only so many values in one question (SQLite on Windows
32,766, PostgreSQL 65,535), and memory only so many rows.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Each but the last has ``size`` items."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
