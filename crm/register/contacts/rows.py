"""Whether the rows of a table are firms or contacts, by their columns."""

from collections.abc import Mapping, Sequence

from crm.enums import RowsAre
from crm.register.contacts.fields import CONTACT_FIELDS
from crm.register.mapping.guess import guess

OF_A_TALK = ("kind", "topics", "minutes", "notes", "people")
ENOUGH = 2


def likely_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RowsAre:
    """Contacts have a day, and one of us or some of what is said of a talk."""
    found = guess(columns, rows, CONTACT_FIELDS)
    talks = sum(name in found for name in OF_A_TALK) >= ENOUGH
    if "day" in found and (talks or _names_one_of_us(found, columns, rows)):
        return RowsAre.CONTACTS
    return RowsAre.FIRMS


def _names_one_of_us(
    found: Mapping[str, str], columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> bool:
    """``Mitarbeiter`` may also say how many work there."""
    if "advisor" not in found:
        return False
    place = columns.index(found["advisor"])
    return not any(cell[:1].isdigit() for row in rows for cell in row[place : place + 1])
