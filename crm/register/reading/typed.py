"""A workbook's typed cell as the text it would be in a file of text."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from crm.enums import N_
from crm.rules import Problem

EXACT = 10**15
"""A spreadsheet keeps fifteen digits; a longer whole number was rounded and is shown so."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Typed = str | int | float | bool | date | datetime | time | timedelta | None


def as_text(cell: Typed) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            return _number(float(cell))
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case _:
            return str(cell)


def _number(number: float) -> str:
    if abs(number) >= EXACT:
        return f"{number:.14E}"
    return str(int(number)) if number.is_integer() else format(Decimal(repr(number)), "f")


def left_out(count: int) -> Iterator[Problem]:
    """What is told of control characters."""
    if count:
        message = N_("%(count)s control characters were left out.")
        yield Problem("", message, {"count": count})
