"""docs/export.md from the export's declarations: ``update`` writes it, ``check`` compares."""

from pathlib import Path

from reports.export.table import Column, Table
from reports.export.tables import TABLES
from scripts.made_page import write_or_compare

PAGE = Path(__file__).parents[1] / "docs" / "export.md"
TYPES = {
    "bool": "true, false",
    "int": "whole number",
    "float": "number",
    "Decimal": "amount, 12500.00",
    "str": "text",
    "date": "day, 2026-11-23",
    "datetime": "instant, UTC",
    "time": "local time",
}
HEAD = """# The export

    ansprechpartner export --out FOLDER --format csv       # or parquet
    ansprechpartner export --out FOLDER --with-personal-data

All business tables as they are at one moment, so that anybody can recompute every figure, or leave.
CSV is UTF-8 with commas and a header; an empty cell is a value that nobody knows. Columns and
tables marked *personal* name or may describe people and come only with `--with-personal-data`. How
the figures follow from these tables stands in [the figures, in words](user/figures.md) (German).

This page is made from `reports/export` by `make docs`.
"""


def page() -> str:
    return "\n".join((HEAD, *(_table(table) for table in TABLES)))


def _table(table: Table) -> str:
    title = f"## {table.name}" + (" (personal)" if table.personal else "")
    rows = "\n".join(_row(column) for column in table.columns)
    return f"{title}\n\n{table.note}\n\n| column | type | |\n| --- | --- | --- |\n{rows}\n"


def _row(column: Column) -> str:
    mark = " *personal*" if column.personal else ""
    return f"| {column.name} | {TYPES[column.type.__name__]} | {column.note}.{mark} |"


if __name__ == "__main__":
    write_or_compare(PAGE, page())
