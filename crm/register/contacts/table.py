"""A list of contacts whose columns people named, as it is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from crm.enums import InteractionKind, RowsAre
from crm.models import ImportMapping
from crm.register.source import Origin


@dataclass(frozen=True)
class ContactTable(Origin):
    rows_are = RowsAre.CONTACTS

    of: Mapping[str, str] = field(default_factory=dict)
    """Field -> column."""
    kind: InteractionKind = InteractionKind.VISIT
    """Of contacts of which the list does not say it."""


def contact_table(mapping: ImportMapping, name: str) -> ContactTable:
    columns: dict[str, str] = json.loads(mapping.columns)
    return ContactTable(
        name=name,
        title=mapping.name,
        city="",
        columns=tuple(columns.values()),
        needed=frozenset(columns.values()),
        of=columns,
        kind=mapping.kind or InteractionKind.VISIT,
    )
