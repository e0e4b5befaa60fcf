"""The refused rows of a batch as a file: put right, it can be read again."""

import csv
import json
import tempfile
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm.enums import RowOutcome
from crm.models import ImportBatch, SourceRecord
from crm.register.reasons import Translate, told
from crm.register.sources import SOURCES

FORMULA = ("=", "+", "-", "@", "\t", "\r")
IN_MEMORY = 1 << 20
ADDED = ("row", "column", "reason")


def refused_rows_csv(session: Session, batch_id: int, translate: Translate = str) -> BinaryIO:
    """UTF-8 with commas: the source's columns, then row, column and reason."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115, the caller closes it
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    batch = session.get_one(ImportBatch, batch_id)
    columns = SOURCES[batch.source].columns
    writer = csv.writer(text)
    writer.writerow((*columns, *ADDED))
    for raw, *rest, reason in _refused(session, batch_id):
        cells = json.loads(raw)
        own = [cells.get(column, "") for column in columns]
        writer.writerow([safe(cell) for cell in (*own, *rest, told(reason, translate))])
    text.detach()
    file.seek(0)
    return file  # type: ignore[return-value]


def safe(cell: Any) -> str:
    """A spreadsheet would run what looks like a formula."""
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(FORMULA) else words


def _refused(session: Session, batch_id: int) -> Iterator[Any]:
    columns = (SourceRecord.raw, SourceRecord.row_number, SourceRecord.column, SourceRecord.reason)
    refused = (SourceRecord.batch_id == batch_id, SourceRecord.outcome == RowOutcome.REFUSED)
    query = select(*columns).where(*refused).order_by(SourceRecord.row_number)
    yield from session.execute(query, execution_options={"yield_per": 1000})
