"""The same tables as a reader finds them in a publication's CSV and in its PDF."""

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from pypdf import PdfReader

VALUE = r"(?:\d{1,3}(?:[.,]\d{3})*(?:[.,]\d+)?(?: %)?(?: EUR)?|–|\.)"
SIGNS = (".", "–")
NAMED = 2
"""Cells that say which row it is: number and name. A year behind them stands in other tables."""
Lines = dict[str, list[Any]]


def lines_of_csv(archive: BytesIO) -> Lines:
    """Of each tab its table, as a German office's spreadsheet opens it."""
    with ZipFile(archive) as files:
        texts = {name: files.read(name).decode("utf-8-sig") for name in files.namelist()}
    tabs = {name: re.sub(r"^\d+ ", "", name).removesuffix(".csv") for name in texts}
    return {tabs[name]: _table(text) for name, text in texts.items()}


def _table(text: str) -> list[Any]:
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    return [lines[0], *([_cell(each) for each in line] for line in lines[1:])]


def _cell(text: str) -> Any:
    """As the workbook has it: nothing to say is a dash there, a month its first day."""
    if text == "":
        return "–"
    if re.fullmatch(r"01\.\d{2}\.\d{4}", text):
        return datetime.strptime(text, "%d.%m.%Y")
    if re.fullmatch(r"-?\d+(,\d+)?", text) and not re.fullmatch(r"0\d+", text):
        return float(text.replace(",", ".")) if "," in text else int(text)
    return text


def values_in_pdf(file: BytesIO, tables: list[list[Any]]) -> list[list[list[str]]]:
    """Of ``tables``, as another file has them in this order, the values of each row as printed."""
    pages = PdfReader(file).pages
    printed = iter([line for page in pages for line in page.extract_text().splitlines()])
    return [_values(printed, table) for table in tables]


def _values(printed: Iterator[str], table: list[Any]) -> list[list[str]]:
    """Row by row the next line that begins like it and has as many values."""
    first, last = numbers_of(table)
    values = rf"((?:{VALUE}\s+){{{last - first - 1}}}{VALUE})"
    behind = r"(?:\s.*)?" if last < len(table[0]) else ""
    pattern = re.compile(rf"^(.*?)\s*{values}{behind}\s*$")
    found = []
    for row in table[1:]:
        words = {word for cell in row[: min(first, NAMED)] for word in str(cell or "").split()}
        dated = isinstance(row[0], datetime)
        for match in filter(None, map(pattern.match, printed)):
            if dated or not words or not match[1] or set(match[1].split()) & words:
                found.append(re.findall(VALUE, match[2]))
                break
    return found


def numbers_of(table: list[Any]) -> tuple[int, int]:
    """From which column to before which nothing is said in words."""
    columns = list(zip(*table[1:], strict=True))
    words = [any(isinstance(cell, str) and cell not in SIGNS for cell in c) for c in columns]
    words[0] = True
    last = len(words) - next(at for at, said in enumerate(reversed(words)) if not said)
    first = next(at for at in range(last, 0, -1) if words[at - 1])
    return first, last


def same_as_printed(value: Any, text: str) -> bool:
    """A workbook's value and what stands on paper, in German: a share has one decimal there."""
    if value in (None, *SIGNS):
        return text == (value or "–")
    number = float(re.sub(r"[^\d,]", "", text).replace(",", "."))
    decimals = len(text.partition(",")[2].split(" ")[0])
    said = float(value) * 100 if "%" in text else float(value)
    return abs(said - number) <= 0.5 * 10**-decimals + 1e-9
