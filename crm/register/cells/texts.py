"""A cell's words."""

from crm.enums import N_
from crm.register.source import Cells, RefusedRow
from crm.rules import Problem

NOTHING = ("", "NULL")
LONGEST = 200


def refusal(cells: Cells, column: str, message: str, **values: object) -> RefusedRow:
    return RefusedRow(Problem(column, message, values), cells.get(column, ""))


def text(cells: Cells, column: str) -> str | None:
    """Without outer and doubled spaces; None for an empty cell, a missing column and ``NULL``."""
    words = " ".join(cells.get(column, "").split())
    if len(words) > LONGEST:
        raise refusal(cells, column, N_("Longer than %(limit)s characters."), limit=LONGEST)
    return None if words in NOTHING else words
