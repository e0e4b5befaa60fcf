"""What registers' rows say of firms, in a line each."""

import json
from collections.abc import Iterable

from crm.models import SourceRecord
from crm.register.firm import Firm
from crm.register.source import RefusedRow
from crm.register.sources import SOURCES
from crm.web.register_sources import sources

MOST_CELLS = 6


def register_lines(records: Iterable[SourceRecord]) -> list[tuple[int, str]]:
    """(id, line)."""
    titles = {name: origin.title for name, origin in sources().items()}
    lines = ((row.id, [titles.get(row.source, row.batch.file_name), *_words(row)]) for row in records)
    return [(pk, ", ".join(dict.fromkeys(filter(None, words)))) for pk, words in lines]


def _words(row: SourceRecord) -> list[str | None]:
    """Of a table that people explained the cells as they came, and its file where it is gone."""
    cells, source = json.loads(row.raw), SOURCES.get(row.source)
    if source is None:
        return [row.key, *list(filter(None, cells.values()))[:MOST_CELLS]]
    try:
        return [row.key, *_said(source.firm(cells, row.batch.as_of))]
    except (RefusedRow, KeyError):
        return [row.key]


def _said(firm: Firm) -> list[str | None]:
    place = firm.place
    street = " ".join(filter(None, (place.street, place.house_number)))
    return [firm.name or firm.description, street or place.neighbourhood, place.postcode]
