"""A table whose columns people named, as a source like any other."""

import json
from collections.abc import Mapping
from functools import partial

from crm.models import ImportMapping
from crm.register.mapping.firm import firm, key
from crm.register.source import Source

PREFIX = "table-"


def source_of(mapping: ImportMapping) -> Source:
    columns = columns_of(mapping)
    return Source(
        name=f"{PREFIX}{mapping.id}",
        title=mapping.name,
        city=mapping.city,
        columns=tuple(columns.values()),
        needed=frozenset(columns.values()),
        key_column=columns.get("key") or columns["name"],
        key=partial(key, columns),
        firm=partial(firm, columns, mapping.city, mapping.chamber, mapping.is_craft),
        column_of=columns,
        recognises=True,
    )


def columns_of(mapping: ImportMapping) -> Mapping[str, str]:
    """Field -> column."""
    columns: dict[str, str] = json.loads(mapping.columns)
    return columns
