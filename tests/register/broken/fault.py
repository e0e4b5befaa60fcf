"""What a broken file is, and what a clerk reads of it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tests.register.broken.makers import HEADER, ROW, csv_of
from tests.register.conftest import MAY


class Fault(NamedTuple):
    name: str
    content: bytes
    sentence: str
    """In German."""
    door: str = "import"
    column: str | None = None
    """Of the one row that is refused; None where the whole file is."""
    file_name: str = "firms.csv"
    as_of: date = MAY


def row_fault(name: str, column: str, cell: str, sentence: str) -> Fault:
    """A sound row, and one with this cell."""
    spoilt = [cell if at == column else known for at, known in zip(HEADER, ROW, strict=True)]
    return Fault(name, two_rows(spoilt), sentence, column=column)


def two_rows(spoilt: Sequence[str]) -> bytes:
    other = ["4711", *ROW[1:]]
    return (csv_of(row=other) + ";".join(spoilt) + "\n").encode()
