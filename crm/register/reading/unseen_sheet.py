"""What the values of an XLSX sheet do not show. Searched by patterns: a parser takes far longer."""

import re
import zipfile
from posixpath import join, normpath
from typing import IO

from defusedxml.ElementTree import fromstring

from crm.errors import DomainError
from crm.register.reading.limits import BROKEN, PLACE, column_number, parts
from crm.register.reading.unseen import Unseen

FOLDER, BOOK, RELATIONS = "/xl", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
HIDDEN = re.compile(rb"<(?:\w+:)?(row|col)\s([^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*)>")
NUMBER = re.compile(rb"\b(r|min|max)=[\"'](\d{1,7})[\"']")
FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*"
    rb"<(?:\w+:)?f(?=[\s/>])(?:[^<>]*/>|[^<>]*>[^<>]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v(?:\s[^<>]*)?(?:/>|></(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
"""Of no result, or of an empty one, which a text may be."""
TEXT = re.compile(rb"\bt=[\"']str[\"']")


def unseen_in_sheet(archive: zipfile.ZipFile, name: str) -> Unseen:
    unseen = Unseen()
    with _part(archive, part_of(archive, name)) as sheet:
        _search(sheet, unseen)
    return unseen


def part_of(archive: zipfile.ZipFile, name: str) -> str:
    """Where the archive holds the sheet."""
    book, relations = (fromstring(_part(archive, one).read()) for one in (BOOK, RELATIONS))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet") and sheet.get("name") == name:
            ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
            return normpath(join(FOLDER, *(targets[one] for one in ids)))
    raise DomainError(BROKEN)


def _part(archive: zipfile.ZipFile, path: str) -> IO[bytes]:
    """Capitals do not matter, as to the library that reads the values."""
    names = {name.lower(): name for name in archive.namelist()}
    return archive.open(names[path.lower().lstrip("/")])


def _search(sheet: IO[bytes], unseen: Unseen) -> None:
    for part in parts(sheet):
        if b"hidden=" in part:
            for kind, attributes in HIDDEN.findall(part):
                _hide(unseen, kind, {key: int(n) for key, n in NUMBER.findall(attributes)})
        if b"<f" in part or b":f" in part:
            for cell in FORMULA.finditer(part):
                _miss(unseen, cell)


def _hide(unseen: Unseen, kind: bytes, at: dict[bytes, int]) -> None:
    if kind == b"row" and b"r" in at:
        unseen.hide_rows(range(at[b"r"], at[b"r"] + 1))
    if kind == b"col" and b"min" in at and b"max" in at:
        unseen.hide_columns(range(at[b"min"] - 1, at[b"max"]))


def _miss(unseen: Unseen, cell: re.Match[bytes]) -> None:
    attributes, empty = cell.groups()
    place = PLACE.match(cell[0])
    if place and not (empty and TEXT.search(attributes)):
        unseen.miss(int(place[2]), column_number(place[1]) - 1)
