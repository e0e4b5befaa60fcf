"""A file that somebody has: is it one that was released, and is anything in it other?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from xlsxwriter.utility import xl_rowcol_to_cell

from crm.enums import N_
from crm.errors import DomainError
from crm.models import ReportSnapshot

PROPERTIES = "docProps/custom.xml"
LARGEST = 1_000_000
"""Bytes of the properties, unfolded."""
UNFOLDED = 50_000_000
"""Bytes of all that is in a file."""
MOST_ROWS, LETTERS = 20_000, 2
"""Of a sheet: no report has as many rows, or columns of three letters."""
SHEETS = "xl/worksheets/"
CELL = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
MOST_ALTERED = 100


@dataclass(frozen=True)
class Altered:
    """``row`` and ``column`` counted from 0; a whole sheet where there is no such sheet now."""

    sheet: str
    row: int
    column: int
    released: Any
    here: Any

    @property
    def cell(self) -> str:
        return str(xl_rowcol_to_cell(self.row, self.column))


@dataclass(frozen=True)
class HandedIn:
    snapshot: ReportSnapshot
    is_unchanged: bool
    """To the byte."""
    altered: tuple[Altered, ...]
    """Values that are other than released, at most MOST_ALTERED."""


def handed_in(session: Session, content: bytes) -> HandedIn:
    """DomainError where it is none of ours."""
    digest = sha256(content).hexdigest()
    same = ReportSnapshot.sha256 == digest
    snapshot = session.scalars(select(ReportSnapshot).where(same)).first()
    if snapshot:
        return HandedIn(snapshot, True, ())
    mark = _mark(content)
    named = ReportSnapshot.mark == mark
    snapshot = session.scalars(select(ReportSnapshot).where(named)).first() if mark else None
    if snapshot is None:
        raise DomainError(
            N_("This is no report that was released here: nothing in the file names a release.")
            if mark is None
            else N_("This report was not released here: its release is not on file.")
        )
    return HandedIn(snapshot, False, tuple(_altered(snapshot.file, content)))


def _mark(content: bytes) -> str | None:
    """What the file's properties say."""
    try:
        with ZipFile(BytesIO(content)) as package:
            if package.getinfo(PROPERTIES).file_size > LARGEST:
                return None
            properties = fromstring(package.read(PROPERTIES))
    except (BadZipFile, KeyError, ParseError, ValueError, NotImplementedError):
        return None
    found = (each for each in properties if each.get("name") == "release")
    return next(("".join(each.itertext()) for each in found), None)


def _altered(released: bytes, here: bytes) -> list[Altered]:
    """What says something else before what says nothing any more: programs that save a workbook
    without calculating it leave the results of its formulas out.
    """
    _refuse_too_large(here)
    then = CalamineWorkbook.from_filelike(BytesIO(released))
    try:
        now = CalamineWorkbook.from_filelike(BytesIO(here))
    except CalamineError:
        raise DomainError(N_("The file cannot be opened as a workbook.")) from None
    found = [
        one
        for sheet in then.sheet_names
        for one in _beside(
            sheet,
            then.get_sheet_by_name(sheet).to_python(False),
            now.get_sheet_by_name(sheet).to_python(False) if sheet in now.sheet_names else [],
        )
    ]
    return sorted(found, key=lambda one: one.here == "")[:MOST_ALTERED]


def _refuse_too_large(content: bytes) -> None:
    """A single cell far out makes a reader hold all that lie before it."""
    with ZipFile(BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.startswith(SHEETS)]
        is_large = sum(entry.file_size for entry in package.infolist()) > UNFOLDED
        if is_large or any(_lies_far_out(package.read(name)) for name in sheets):
            raise DomainError(N_("The file is larger than any report."))


def _lies_far_out(sheet: bytes) -> bool:
    cells = CELL.finditer(sheet)
    return any(len(cell[1]) > LETTERS or int(cell[2]) > MOST_ROWS for cell in cells)


def _beside(sheet: str, then: list[list[Any]], now: list[list[Any]]) -> Iterator[Altered]:
    none: list[Any] = []
    for row, (olds, news) in enumerate(zip_longest(then, now, fillvalue=none)):
        for column, (old, new) in enumerate(zip_longest(olds, news, fillvalue="")):
            if old != new:
                yield Altered(sheet, row, column, _plain(old), _plain(new))


def _plain(value: Any) -> Any:
    """A count without decimals."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
