"""Days: 23.11.2026, 2026-11-23, or the number by which a spreadsheet knows them."""

import re
from datetime import date, timedelta

from crm.enums import N_
from crm.register.cells.texts import refusal, text
from crm.register.source import Cells

EARLIEST = date(1800, 1, 1)
TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)?"
GERMAN = re.compile(rf"(?P<d>[0-9]{{1,2}})\. ?(?P<m>[0-9]{{1,2}})\. ?(?P<y>[0-9]{{4}}){TIME}")
ISO = re.compile(rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}}){TIME}")
TWO_DIGITS = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{2})")
SERIAL = re.compile(r"([1-9][0-9]{4})(?:[.,][0-9]+)?")
"""Of five digits, so from 18 May 1927 on; what stands behind the comma is the time."""
SERIALS_BEGIN = date(1899, 12, 30)


def day(cells: Cells, column: str, as_of: date) -> date | None:
    """Never after ``as_of``, the day that the file holds from."""
    words = text(cells, column)
    if words is None:
        return None
    found = _read(cells, column, words)
    if found > as_of:
        message = N_("%(day)s lies after %(as_of)s, the day that the file holds from.")
        raise refusal(cells, column, message, day=found, as_of=as_of)
    if found < EARLIEST:
        raise refusal(cells, column, N_("%(day)s lies before 1800."), day=found)
    return found


def _read(cells: Cells, column: str, words: str) -> date:
    serial = SERIAL.fullmatch(words)
    if serial:
        return SERIALS_BEGIN + timedelta(days=int(serial[1]))
    written = GERMAN.fullmatch(words) or ISO.fullmatch(words)
    if written:
        return _existing(cells, column, written)
    short = TWO_DIGITS.fullmatch(words)
    if short:
        message = N_("The year may be %(first)s or %(second)s. Write it with four digits.")
        raise refusal(cells, column, message, first=f"19{short[4]}", second=f"20{short[4]}")
    raise refusal(cells, column, N_("This is not a day. Write it like 23.11.2026."))


def _existing(cells: Cells, column: str, written: re.Match[str]) -> date:
    try:
        return date(int(written["y"]), int(written["m"]), int(written["d"]))
    except ValueError:
        raise refusal(cells, column, N_("The calendar has no such day.")) from None
