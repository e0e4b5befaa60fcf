"""A table whose columns people named, as a source like any other."""

import json
from collections.abc import Mapping
from functools import partial

from crm.models import ImportMapping
from crm.register.mapping.firm import About, firm, key
from crm.register.source import Source

PREFIX = "table-"


Districts = Mapping[str, str]
"""Name -> number, of those on file."""


def source_of(mapping: ImportMapping, districts: Districts) -> Source:
    columns = columns_of(mapping)
    return Source(
        name=f"{PREFIX}{mapping.id}",
        title=mapping.name,
        city=mapping.city,
        columns=tuple(columns.values()),
        needed=frozenset(columns.values()),
        key_column=columns.get("key") or columns["name"],
        key=partial(key, columns),
        has_ids="key" in columns,
        firm=partial(firm, columns, _about(mapping, districts)),
        column_of=columns,
        keeps_all=False,
        names_beginners=False,
        recognises=True,
    )


def _about(mapping: ImportMapping, districts: Districts) -> About:
    return About(mapping.city, mapping.chamber, mapping.is_craft, districts)


def columns_of(mapping: ImportMapping) -> Mapping[str, str]:
    """Field -> column."""
    columns: dict[str, str] = json.loads(mapping.columns)
    return columns
