"""The same rows for splink: our spelling, the words of a name in order, nothing as NULL."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.parquet import write_table

from crm.register.same_firm.keys import sound
from crm.register.same_firm.traits import Said, Traits, traits


def write_parquet(rows: Sequence[Said], path: Path) -> None:
    write_table(pa.Table.from_pylist([dict(_columns(traits(row))) for row in rows], SCHEMA), path)


def _columns(firm: Traits) -> Iterator[tuple[str, Any]]:
    words = sorted(firm.name.split())
    yield "unique_id", firm.key
    yield "words", words or None
    yield "sorted_name", " ".join(words) or None
    yield "sounds", " ".join(sorted(map(sound, words))) or None
    yield "address", f"{firm.street} {firm.house_number}".strip() or None
    for name in TEXTS:
        yield name, getattr(firm, name) or None


TEXTS = ("street", "house_number", "postcode", "phone", "domain", "register_number",
         "chamber_number", "legal_form", "trade")  # fmt: skip
SCHEMA = pa.schema(
    [("unique_id", pa.int64()), ("words", pa.list_(pa.string()))]
    + [(name, pa.string()) for name in ("sorted_name", "sounds", "address", *TEXTS)]
)
