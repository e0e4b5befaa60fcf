"""Ids are text: 00123 is not 123, and what a spreadsheet rounded is nobody's."""

import re

from crm.enums import N_
from crm.register.cells.texts import refusal, text
from crm.register.source import Cells

ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
LONGEST = 40


def identifier(cells: Cells, column: str) -> str | None:
    """As it stands, leading zeros and all."""
    words = text(cells, column)
    if words is None:
        return None
    if ROUNDED.fullmatch(words):
        message = N_("A spreadsheet rounded this id; the true one is gone. Take the original file.")
        raise refusal(cells, column, message)
    if len(words) > LONGEST:
        raise refusal(cells, column, N_("Longer than %(limit)s characters."), limit=LONGEST)
    return words
