"""The refused rows of a batch as a file: put right, it can be read again."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from typing import Any, BinaryIO

import xlsxwriter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm.enums import RowOutcome
from crm.models import ImportBatch, SourceRecord
from crm.register.find_source import find_origin
from crm.register.formulas import safe
from crm.register.reading.layout import ADDED, Layout
from crm.register.reasons import told
from crm.rules.in_words import Translate

IN_MEMORY = 1 << 20
MOST_REASONS = 5


def refused_rows(session: Session, batch_id: int, translate: Translate = str) -> BinaryIO:
    """Written as the file was: workbook or delimiter and encoding, its columns, then row, column
    and reason. Cells that had no column stand behind those.
    """
    batch = session.get_one(ImportBatch, batch_id)
    layout = Layout.of(batch.layout, find_origin(session, batch.source))
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115, the caller closes it
    rows = _rows(session, batch_id, layout, translate)
    write = _write_workbook if layout.workbook else _write_text
    write(file, layout, rows)
    file.seek(0)
    return file  # type: ignore[return-value]


def _rows(
    session: Session, batch_id: int, layout: Layout, translate: Translate
) -> Iterator[list[str]]:
    yield [*layout.columns, *ADDED]
    for raw, *rest, reason in _refused(session, batch_id):
        own, surplus = _cells(json.loads(raw), layout)
        yield [safe(cell) for cell in (*own, *rest, told(reason, translate), *surplus)]


def _write_text(file: Any, layout: Layout, rows: Iterable[list[str]]) -> None:
    text = TextIOWrapper(file, encoding=layout.encoding, newline="", errors="replace")
    csv.writer(text, delimiter=layout.delimiter).writerows(rows)
    text.detach()


def _write_workbook(file: Any, _layout: Layout, rows: Iterable[list[str]]) -> None:
    """Every cell as text, so that no spreadsheet rounds an id or takes a zero away."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell, as_text)


def common_reasons(session: Session, batch_id: int) -> list[tuple[str, int]]:
    """The reasons that several rows share, as they are kept, and of how many rows; most first."""
    count = func.count(SourceRecord.id)
    query = (
        select(SourceRecord.reason, count)
        .where(*_of(batch_id), SourceRecord.reason.is_not(None))
        .group_by(SourceRecord.reason)
        .having(count > 1)
        .order_by(count.desc(), SourceRecord.reason)
        .limit(MOST_REASONS)
    )
    return [(reason or "", number) for reason, number in session.execute(query)]


def _cells(raw: Mapping[str, str], layout: Layout) -> tuple[list[str], list[str]]:
    """Those of the file's columns, and those beyond them."""
    if set(raw) == {""}:
        found = next(csv.reader([raw.get("", "")], delimiter=layout.delimiter), [])
        return _divided(found, len(layout.columns))
    surplus = [cell for name, cell in raw.items() if name.startswith("+")]
    return [raw.get(column, "") for column in layout.columns], surplus


def _divided(cells: list[str], width: int) -> tuple[list[str], list[str]]:
    return cells[:width] + [""] * (width - len(cells)), cells[width:]


def _of(batch_id: int) -> tuple[Any, Any]:
    return (SourceRecord.batch_id == batch_id, SourceRecord.outcome == RowOutcome.REFUSED)


def _refused(session: Session, batch_id: int) -> Iterator[Any]:
    columns = (SourceRecord.raw, SourceRecord.row_number, SourceRecord.column, SourceRecord.reason)
    query = select(*columns).where(*_of(batch_id)).order_by(SourceRecord.row_number)
    yield from session.execute(query, execution_options={"yield_per": 1000})
