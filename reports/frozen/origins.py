"""Which import made a row, or changed it: kept with the rows, since an import that is taken back
takes its traces along.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, Select, literal, select, union_all

from crm.enums import ImportStatus, RowOutcome
from crm.models import CompanyFact, FactClaim, ImportBatch, ImportChange, SourceRecord

NAME = "origin"
SCHEMA = pa.schema({"table_name": pa.string(), "row_id": pa.int64(), "batch_id": pa.int64()})
CLAIMS = "claims"
"""Stands for a table: what imports said of a company, whichever of its facts came of it."""
Place = tuple[str, int]


def read_origins(connection: Connection) -> pa.Table:
    rows = connection.execute(union_all(*_origins())).all()
    return pa.table([list(column) for column in zip(*rows, strict=True)] or [[], [], []], SCHEMA)


def _origins() -> Iterable[Select[*tuple[Any, ...]]]:
    created = SourceRecord.outcome == RowOutcome.CREATED
    yield _made("company", SourceRecord.company_id, created)
    yield _made("interaction", SourceRecord.interaction_id, created)
    yield select(literal("company_fact"), CompanyFact.id, FactClaim.batch_id).join(
        FactClaim, CompanyFact.claim_id == FactClaim.id
    )
    yield select(ImportChange.table_name, ImportChange.row_id, ImportChange.batch_id)
    for batch in (FactClaim.batch_id, FactClaim.superseded_by_id, FactClaim.replay_id):
        yield select(literal(CLAIMS), FactClaim.company_id, batch).where(batch.is_not(None))


def _made(table: str, row: Any, created: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(literal(table), row, SourceRecord.batch_id).where(created, row.is_not(None))


def batches_of(origins: pa.Table) -> dict[Place, set[int]]:
    found: dict[Place, set[int]] = {}
    for table, row, batch in zip(*(column.to_pylist() for column in origins.columns), strict=True):
        found.setdefault((table, row), set()).add(batch)
    return found


def undone_since(connection: Connection, moment: datetime) -> set[int]:
    return set(connection.scalars(select(ImportBatch.id).where(ImportBatch.undone_at >= moment)))


def made_since(connection: Connection, moment: datetime) -> set[int]:
    done = ImportBatch.status == ImportStatus.DONE
    return set(
        connection.scalars(select(ImportBatch.id).where(done, ImportBatch.finished_at >= moment))
    )
