"""The rows that a report reads, in memory and as Parquet; and a source over them."""

from collections.abc import Iterable, Mapping
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection

from reports.schema import COLUMNS
from reports.source.bulk import ARROW, arrow_table
from reports.source.columnar import columnar
from reports.source.source import Source

Tables = Mapping[str, pa.Table]
"""Name -> rows, of some tables of reports.schema.COLUMNS."""


OF_ADVISORS = frozenset({"owner_id", "advisor_id"})
"""Left empty: who did it is nothing that is published, and not kept for it."""


def read(connection: Connection, names: Iterable[str] = COLUMNS) -> dict[str, pa.Table]:
    return {name: _without_advisors(arrow_table(connection, name)) for name in names}


def _without_advisors(rows: pa.Table) -> pa.Table:
    for name in OF_ADVISORS.intersection(rows.column_names):
        empty = pa.nulls(len(rows), rows.schema.field(name).type)
        rows = rows.set_column(rows.column_names.index(name), name, empty)
    return rows


def source_over(tables: Tables, token: str) -> Source:
    """Those that are lacking are empty. The rows never change, so that answers are remembered."""
    whole = ((name, tables.get(name, _empty(name))) for name in COLUMNS)
    companies = tables.get("company")
    merges = companies is not None and companies["merged_into_id"].null_count < len(companies)
    return columnar(whole, merges, token)


def _empty(name: str) -> pa.Table:
    return pa.schema({column: ARROW[kind] for column, kind in COLUMNS[name].items()}).empty_table()


def as_parquet(rows: pa.Table) -> bytes:
    target = BytesIO()
    pq.write_table(rows, target, compression="zstd", compression_level=9)
    return target.getvalue()


def of_parquet(content: bytes) -> pa.Table:
    return pq.read_table(BytesIO(content))
