"""Whether the rows of a table are firms or contacts, by their columns."""

from collections.abc import Sequence

from crm.enums import RowsAre
from crm.register.contacts.fields import CONTACT_FIELDS
from crm.register.mapping.guess import guess


def likely_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RowsAre:
    """Contacts have a day, and one of us; ``Mitarbeiter`` may also say how many work there."""
    found = guess(columns, rows, CONTACT_FIELDS)
    if "day" not in found or "advisor" not in found:
        return RowsAre.FIRMS
    place = columns.index(found["advisor"])
    counts = any(cell[:1].isdigit() for row in rows for cell in row[place : place + 1])
    return RowsAre.FIRMS if counts else RowsAre.CONTACTS
