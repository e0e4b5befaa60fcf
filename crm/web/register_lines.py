"""What registers' rows say of firms, in a line each."""

import json
from collections.abc import Iterable

from crm.models import SourceRecord
from crm.register.firm import Firm
from crm.register.source import RefusedRow
from crm.register.sources import SOURCES

MOST_CELLS = 6


def register_lines(records: Iterable[SourceRecord]) -> list[tuple[int, str]]:
    """(id, line)."""
    return [(row.id, ", ".join(dict.fromkeys(_words(row)))) for row in records]


def _words(row: SourceRecord) -> list[str]:
    """Of a table that people explained the file in which they did."""
    source = SOURCES.get(row.source)
    title = source.title if source else row.batch.file_name
    return list(filter(None, [title, row.key, *_cells(row)]))


def _cells(row: SourceRecord) -> list[str | None]:
    cells, source = json.loads(row.raw), SOURCES.get(row.source)
    if source is None:
        return list(filter(None, cells.values()))[:MOST_CELLS]
    try:
        return _said(source.firm(cells, row.batch.as_of))
    except (RefusedRow, KeyError):
        return []


def _said(firm: Firm) -> list[str | None]:
    place = firm.place
    street = " ".join(filter(None, (place.street, place.house_number)))
    return [firm.name or firm.description, street or place.neighbourhood, place.postcode]
